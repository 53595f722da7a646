"""How what is known of a person came to be so: every version of it, and who made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.models import Beneficiary, CaseFile, PrivacyNotice, Situation
from beneficiaries.past_parts import PARTS, Part, Version, versions_of
from beneficiaries.policy import visible_merges
from beneficiaries.record import ANSWERS
from beneficiaries.wording import Change, changes

KEPT = (
    (Beneficiary, gettext_lazy("Anagrafica"), ("citizenship", "residence", "domicile",
                                    "birth_municipality", "birth_country")),
    (Situation, gettext_lazy("Situazione"), ANSWERS),
    (CaseFile, gettext_lazy("Cartella"), ("case_manager",)),
    (PrivacyNotice, gettext_lazy("Informativa"), ()),
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One version of something: who made it, and what changed; `born`: it is the first one."""

    at: datetime
    what: str
    by: str
    changes: list[Change]
    born: str = ""
    # Which of several it is: the kind of a document, the day of an appointment.
    about: str = ""
    # Where it is told in full, and may be taken back.
    url: str = ""


def past_of(person: Beneficiary, user: User) -> list[Event]:
    """Every version of the record and of what stands beside it, newest first.

    What stands beside it is of those rows that `user` sees; of the record itself, whoever may
    correct it sees all.
    """
    record = [(model, str(what), _record(model, joined, person)) for model, what, joined in KEPT]
    beside = versions_of(person, user)
    keys = {row.pgh_by for _model, _what, rows in record for row in rows}
    names = _names(keys | {key for row in beside for key in row.users()})
    events = [one for told in record for one in _events(*told, names)]
    for part, rows in groupby(beside, key=lambda row: row.part):
        events += _beside(part, list(rows), person, names)
    events += _merges(person, user)
    # Within one moment, what was written later stands above.
    return sorted(events, key=lambda event: event.at)[::-1]


def _record(model: Any, joined: tuple[str, ...], person: Beneficiary) -> list[Any]:
    kept = apps.get_model("beneficiaries", f"{model.__name__}Event")
    if model is Beneficiary:
        rows = kept.objects.filter(pgh_obj=person.pk)
    else:
        rows = kept.objects.filter(beneficiary=person.pk)
    return list(rows.select_related(*joined).order_by("pgh_obj_id", "pgh_id"))


def _names(keys: set[str]) -> dict[str, str]:
    ids = {int(key) for key in keys if key.isdecimal()}
    return {str(pk): user.get_full_name() for pk, user in User.objects.in_bulk(ids).items()}


def _events(model: Any, what: str, rows: list[Any], names: dict[str, str]) -> Iterator[Event]:
    for before, after in _steps(rows):
        by = names.get(after.pgh_by, "")
        if before is None:
            yield Event(after.pgh_created_at, what, by, [], _("registrata"))
        elif changed := list(changes(before, after, model)):
            yield Event(after.pgh_created_at, what, by, changed)


def _merges(person: Beneficiary, user: User) -> Iterator[Event]:
    """That two records became one, and two again, for who may take it back."""
    rows = visible_merges(user).filter(Q(kept=person) | Q(gone=person))
    # Without the name of the other record: it may be somebody else's again.
    for row in rows.select_related("made_by", "undone_by"):
        what, url = _("Unione di due schede"), reverse("beneficiaries:merge", args=[row.pk])
        by = row.made_by.get_full_name()
        yield Event(row.made_at, what, by, [], _("fatta"), url=url)
        if row.undone_at and row.undone_by:
            undone = row.undone_by.get_full_name()
            yield Event(row.undone_at, what, undone, [], _("annullata"), url=url)


def _beside(
    part: Part,
    rows: list[Version],
    person: Beneficiary,
    names: dict[str, str],
) -> Iterator[Event]:
    for row in rows:
        row.name(names)
    for before, after in _steps(rows):
        told = (after.pgh_created_at, str(part.what), names.get(after.pgh_by, ""))
        about = part.about(after, person)
        if before is None:
            yield Event(*told, [], str(part.born), about)
        elif changed := list(changes(before, after, part.model, part.told)):
            yield Event(*told, changed, about=about)


def _steps(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each version with the one before it; nothing before the first. By row, then in time."""
    for _row, versions in groupby(rows, key=lambda row: row.pgh_obj_id):
        yield from pairwise([None, *versions])


assert len({part.model for part in PARTS}) == len(PARTS)  # noqa: S101  why: told apart by model
