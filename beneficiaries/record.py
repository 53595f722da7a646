"""The record of a person in words: data and answers as facts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from beneficiaries.enums import Question
from beneficiaries.household_page import differs
from beneficiaries.models import Beneficiary, PrivacyNotice, Situation
from beneficiaries.wording import label_of, vulnerability_words
from core.ui.words import say_day_short

ANSWERS = ("education", "employment", "household", "housing")


@dataclass(frozen=True)
class Record:
    """The data page: three lists of facts."""

    person: list[tuple[str, str]]
    situation: list[tuple[str, str]]
    notices: list[PrivacyNotice]
    has_situation: bool
    # Why the answer about the household no longer agrees with who lives there; nothing: it does.
    differs: str = ""


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
