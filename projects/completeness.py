"""Which entry answers a record needs before any indicator may count it, as declarations.

Reg. (UE) 1304/2013 and 2021/1057, annex I, and the ESF monitoring guidance: a record that
lacks one non-sensitive variable counts in the grand total only. Refused sensitive answers
never block. See docs/decisions/0020.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Gender, Question
from projects.models import Call

AGE = frozenset({"CO06", "CO07", "CO08", "EECO06", "EECO07", "EECO08"})
EMPLOYMENT = frozenset({"CO01", "CO02", "CO03", "CO04", "CO05", "CO08"}) | {
    "EECO02",
    "EECO03",
    "EECO04",
    "EECO05",
}
EDUCATION = frozenset({"CO09", "CO10", "CO11", "EECO09", "EECO10", "EECO11"})


@dataclass(frozen=True)
class Requirement:
    """One variable of a complete record: its name, when it lacks, and who asks for it."""

    name: str
    label: str | Promise
    lacks: Q
    source: str
    # The indicators that count it: where a call has none of them, it is not required.
    counted_by: frozenset[str] = frozenset()
    # A switch of the call that must be on, too.
    call_field: str = ""
    # The question of the form, which the person may have refused.
    question: str = ""

    def applies(self, call: Call) -> bool:
        """Whether this call's records need the variable."""
        if self.call_field and not getattr(call, self.call_field):
            return False
        wanted = set(call.indicator_codes)
        return not wanted or not self.counted_by or bool(wanted & self.counted_by)


REQUIREMENTS = (
    Requirement(
        "gender",
        _("genere"),
        Q(gender=Gender.NOT_AVAILABLE),
        "Reg. (UE) 1304/2013 e 2021/1057, allegato I: dati per genere",
    ),
    Requirement("age", _("data di nascita"), Q(age=None), "Allegato I: età", counted_by=AGE),
    Requirement(
        "employment",
        _("condizione occupazionale"),
        Q(esf_status=None),
        "Allegato I: condizione occupazionale",
        counted_by=EMPLOYMENT,
        question=Question.EMPLOYMENT,
    ),
    Requirement(
        "education",
        _("titolo di studio"),
        Q(isced=None),
        "Allegato I: livello di istruzione",
        counted_by=EDUCATION,
        question=Question.EDUCATION,
    ),
    Requirement(
        "household",
        _("condizione familiare"),
        Q(is_jobless_household=None),
        "Reg. (UE) 1304/2013, allegato I, prima del Reg. (UE, Euratom) 2018/1046",
        call_field="counts_household",
        question=Question.HOUSEHOLD,
    ),
)


def requirements_of(call: Call) -> tuple[Requirement, ...]:
    """What a complete record of this call needs."""
    return tuple(one for one in REQUIREMENTS if one.applies(call))


def lacking(call: Call) -> Q:
    """Entry answers of this call that lack at least one required variable."""
    first, *others = (one.lacks for one in requirements_of(call))
    for other in others:
        first |= other
    return first


def complete(call: Call) -> Q:
    """Entry answers of this call that lack nothing."""
    return ~lacking(call)


def flag(name: str) -> str:
    """The annotation that says whether a record lacks a variable."""
    return f"lacks_{name}"


def flags(call: Call) -> dict[str, Q]:
    """Annotations that say of each record which required variables it lacks."""
    return {flag(one.name): one.lacks for one in requirements_of(call)}


def flags_through(path: str) -> dict[str, Q]:
    """The same for any call, on rows that reach their entry answers by this path."""
    there = Q((f"{path}__isnull", False))
    return {flag(one.name): there & _through(path, one.lacks) for one in REQUIREMENTS}


def _through(path: str, asked: Q) -> Q:
    children: list[Any] = [*asked.children]
    reached = (
        _through(path, one) if isinstance(one, Q) else (f"{path}__{one[0]}", one[1])
        for one in children
    )
    return Q(*reached, _connector=asked.connector, _negated=asked.negated)


def lacking_in_any(calls: Iterable[tuple[int, Call]]) -> Q:
    """Entry answers that lack something their own project's call needs: (project id, call)."""
    found = Q(pk__in=[])
    by_call: dict[int, tuple[Call, list[int]]] = {}
    for project_id, call in calls:
        by_call.setdefault(call.pk, (call, []))[1].append(project_id)
    for call, projects in by_call.values():
        found |= Q(project_id__in=projects) & lacking(call)
    return found
