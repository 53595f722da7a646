"""Two records side by side, in words: what differs, what is equal, which value is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from beneficiaries.carrying import counted, words
from beneficiaries.enums import Phase
from beneficiaries.models import Beneficiary, DuplicatePair, RosterEntry, Situation
from beneficiaries.parts import PARTS, Part
from beneficiaries.record import ANSWERS
from beneficiaries.wording import in_words, vulnerability_words

# What a code was made from.
BY_CODE = {"name", "gender", "birth_date", "birth_place"}


@dataclass(frozen=True)
class Line:
    """One part of two records, in words, and whose value is proposed (by number)."""

    part: Part
    first: str
    second: str
    proposed: int

    @property
    def is_equal(self) -> bool:
        """Whether there is nothing to choose."""
        return self.first == self.second


@dataclass(frozen=True)
class Side:
    """One record: the person, how far their file is, and what hangs on it."""

    person: Beneficiary
    phase: Phase | None
    holds: list[str]

    @property
    def is_open(self) -> bool:
        """Whether the file goes on."""
        return self.phase not in (None, Phase.CLOSED)


@dataclass(frozen=True)
class Compared:
    """The two records of a pair."""

    pair: DuplicatePair
    first: Side
    second: Side
    lines: list[Line]

    @property
    def different(self) -> list[Line]:
        """What there is to choose."""
        return [line for line in self.lines if not line.is_equal]

    @property
    def equal(self) -> list[Line]:
        """What both say; what neither says is left out."""
        return [line for line in self.lines if line.is_equal and line.first]

    def sides(self, kept_id: int) -> tuple[Side, Side]:
        """The one that stays, and the one that goes."""
        sides = (self.first, self.second)
        return sides if kept_id == self.first.person.pk else (sides[1], sides[0])


def compared(pair: DuplicatePair) -> Compared:
    """Read the two records of a pair (`for_page`) and set them side by side."""
    people = (pair.first, pair.second)
    ids = [one.pk for one in people]
    answers = Situation.objects.filter(pk__in=ids).select_related(*ANSWERS)
    situations = {one.pk: one for one in answers}
    phases = dict(RosterEntry.objects.filter(pk__in=ids).values_list("pk", "phase"))
    counts = counted(*ids)
    first, second = (
        Side(one, Phase(phases[one.pk]) if one.pk in phases else None, words(counts[one.pk]))
        for one in people
    )
    return Compared(pair, first, second, _lines(people, situations))


def _lines(
    people: tuple[Beneficiary, Beneficiary], situations: Mapping[int, Situation]
) -> list[Line]:
    codes = {code for one in situations.values() for code in one.vulnerabilities or ()}
    named = vulnerability_words() if codes else {}
    lines = []
    for part in PARTS:
        rows = [one if part.model is Beneficiary else situations.get(one.pk) for one in people]
        first, second = (_said(part, row, named) for row in rows)
        lines.append(Line(part, first, second, _proposed(part, people, first, second)))
    return lines


def _proposed(part: Part, people: tuple[Beneficiary, Beneficiary], first: str, second: str) -> int:
    """Whose value: an answer before none; names as on the one code; else the newer record's."""
    older, newer = people
    if not (first and second):
        return newer.pk if second else older.pk
    if part.name in BY_CODE and bool(older.identifier) != bool(newer.identifier):
        return older.pk if older.identifier else newer.pk
    return newer.pk


def _said(part: Part, row: Any, named: Mapping[str, str]) -> str:
    if row is None:
        return ""
    if part.question and part.question in row.refused:
        return _("Non ha voluto rispondere")
    if part.name == "vulnerabilities":
        if row.vulnerabilities is None:
            return ""
        return ", ".join(named.get(one, one) for one in row.vulnerabilities) or _("Nessuna")
    if part.name == "code":
        # Told with its kind only where there is one.
        return f"{row.identifier} ({row.get_identifier_kind_display()})" if row.identifier else ""
    fields = {one.attname: one for one in part.model._meta.concrete_fields}
    told = (in_words(fields[name], getattr(row, name), row) for name in part.columns)
    return (" " if part.name == "name" else ", ").join(filter(None, told))
