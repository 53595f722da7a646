"""The record of a person in words: data and answers as facts, and how they came to be so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.enums import Question
from beneficiaries.household_page import differs
from beneficiaries.models import Beneficiary, CaseFile, PrivacyNotice, Situation
from beneficiaries.wording import Change, changes, label_of, vulnerability_words
from core.ui.words import say_day_short

ANSWERS = ("education", "employment", "household", "housing")
KEPT = (
    (Beneficiary, gettext_lazy("Anagrafica"), ("citizenship", "residence", "domicile",
                                    "birth_municipality", "birth_country")),
    (Situation, gettext_lazy("Situazione"), ANSWERS),
    (CaseFile, gettext_lazy("Cartella"), ("case_manager",)),
    (PrivacyNotice, gettext_lazy("Informativa"), ()),
)  # fmt: skip


@dataclass(frozen=True)
class Record:
    """The data page: three lists of facts."""

    person: list[tuple[str, str]]
    situation: list[tuple[str, str]]
    notices: list[PrivacyNotice]
    has_situation: bool
    # Why the answer about the household no longer agrees with who lives there; nothing: it does.
    differs: str = ""


@dataclass(frozen=True)
class Event:
    """One version of a part of the record: who made it, and what changed."""

    at: datetime
    what: str
    by: str
    is_new: bool
    changes: list[Change]


def record_of(person: Beneficiary, *, with_situation: bool) -> Record:
    """Gather the facts; the answers only where they may be shown."""
    situation = None
    if with_situation:
        found = Situation.objects.filter(beneficiary=person).select_related(*ANSWERS)
        situation = found.first()
    notices = PrivacyNotice.objects.filter(beneficiary=person).order_by("-given_on", "-pk")
    return Record(
        person=_person(person),
        situation=_situation(situation) if situation else [],
        notices=list(notices),
        has_situation=situation is not None,
        differs=differs(person, situation),
    )


def _person(person: Beneficiary) -> list[tuple[str, str]]:
    born = person.birth_date
    birth_place = person.birth_municipality or person.birth_country or ""
    return [
        (_("Nome"), person.first_name),
        (_("Cognome"), person.last_name),
        (_("Detto anche"), person.alias),
        (person.get_identifier_kind_display(), person.identifier),
        (_("Genere"), person.get_gender_display()),
        (_("Nascita"), say_day_short(born) if born else ""),
        (_("Luogo di nascita"), str(birth_place)),
        (_("Cittadinanza"), str(person.citizenship or "")),
        (_("Residenza"), _address(person.residence, person.residence_address)),
        (_("Domicilio"), _address(person.domicile, person.domicile_address)),
        (_("Telefono"), person.phone),
        (_("E-mail"), person.email),
    ]


def _address(place: Any, street: str) -> str:
    return ", ".join(filter(None, (street, str(place or ""))))


def _situation(situation: Situation) -> list[tuple[str, str]]:
    refused = set(situation.refused)
    training = {True: _("Sì"), False: _("No"), None: ""}[situation.is_in_training]
    since = say_day_short(situation.unemployed_since) if situation.unemployed_since else ""
    named = {
        "education": Question.EDUCATION,
        "employment": Question.EMPLOYMENT,
        "household": Question.HOUSEHOLD,
        "housing": Question.HOUSING,
    }
    words = {name: str(getattr(situation, name) or "") for name in named}
    lines: list[tuple[str, str, Question | None]] = [
        (label_of(Situation, name), words[name], named[name]) for name in named
    ]
    lines[2:2] = [
        (label_of(Situation, "is_in_training"), training, None),
        (label_of(Situation, "unemployed_since"), since, Question.UNEMPLOYED_SINCE),
    ]
    several = _vulnerabilities(situation.vulnerabilities)
    lines.append((label_of(Situation, "vulnerabilities"), several, Question.VULNERABILITY))
    return [
        (label, _("Non ha voluto rispondere") if question in refused else said)
        for label, said, question in lines
    ]


def _vulnerabilities(codes: list[str] | None) -> str:
    if codes is None:
        return ""
    words = vulnerability_words() if codes else {}
    return ", ".join(words.get(code, code) for code in codes) or _("Nessuna")


def past_of(person: Beneficiary) -> list[Event]:
    """Every version of the record's parts, newest first, each with what it changed."""
    versions = [
        (model, str(what), _versions(model, joined, person)) for model, what, joined in KEPT
    ]
    names = _names(row.pgh_by for _model, _what, rows in versions for row in rows)
    events = [
        event for model, what, rows in versions for event in _events(model, what, rows, names)
    ]
    # Within one moment, what was written later stands above.
    return sorted(events, key=lambda event: event.at)[::-1]


def _versions(model: Any, joined: tuple[str, ...], person: Beneficiary) -> list[Any]:
    kept = apps.get_model("beneficiaries", f"{model.__name__}Event")
    if model is Beneficiary:
        rows = kept.objects.filter(pgh_obj=person.pk)
    else:
        rows = kept.objects.filter(beneficiary=person.pk)
    return list(rows.select_related(*joined).order_by("pgh_obj_id", "pgh_id"))


def _names(keys: Iterator[str]) -> dict[str, str]:
    ids = {int(key) for key in keys if key.isdecimal()}
    return {str(pk): user.get_full_name() for pk, user in User.objects.in_bulk(ids).items()}


def _events(model: Any, what: str, rows: list[Any], names: dict[str, str]) -> Iterator[Event]:
    firsts = {row.pgh_obj_id: row.pgh_id for row in reversed(rows)}
    for row in rows:
        if firsts[row.pgh_obj_id] == row.pgh_id:
            yield Event(row.pgh_created_at, what, names.get(row.pgh_by, ""), True, [])
    for before, after in pairwise(rows):
        changed = list(changes(before, after, model))
        if before.pgh_obj_id == after.pgh_obj_id and changed:
            yield Event(after.pgh_created_at, what, names.get(after.pgh_by, ""), False, changed)
