"""People and what is written of them."""

from datetime import date
from typing import Any

import factory
from django.utils import timezone

from agencies.models import User
from beneficiaries import actions as people
from beneficiaries.actions import Closing
from beneficiaries.areas import AREAS, note_of
from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.models import (
    Assessment,
    Beneficiary,
    CaseNote,
    PrivacyNotice,
    Situation,
)
from core.reference.identifiers import tax_code_of
from core.reference.models import Country, Municipality
from tests.acting import as_user
from tests.cast import player

factory.Faker._DEFAULT_LOCALE = "it_IT"


SEED = 751_000


COMO_TOWN = "C933"


class PersonFactory(factory.Factory):
    """A person nobody knows yet."""

    class Meta:
        model = Beneficiary

    gender = "F"
    first_name = factory.Faker("first_name_female")
    last_name = factory.Faker("last_name")
    birth_date = factory.Faker("date_of_birth", minimum_age=30, maximum_age=60)
    phone = factory.Sequence("+39 031 5{:06d}".format)
    residence_address = factory.Faker("street_address")


class SituationFactory(factory.Factory):
    """Complete answers: unemployed for long, lower secondary school, no vulnerability."""

    class Meta:
        model = Situation

    education_id = "02"
    employment_id = "disoccupato"
    is_in_training = False
    unemployed_since = date(2018, 5, 2)
    household_id = "nessuna"
    housing_id = "nessuna"
    vulnerabilities = factory.LazyFunction(list)


def make_closed(person: Beneficiary | None = None, *, by: User | None = None) -> Beneficiary:
    """A person whose file Ines (or `by`) closed today, with the goals reached in part."""
    by = by or player("ines")
    person = person or make_person(by=by)
    now = timezone.now()
    told = Closing(ClosingReason.AGREED, Outcome.PARTLY, timezone.localdate(now))
    with as_user(by) as user:
        people.close_case(person.case_files.get(), told, by=user, at=now)
    return person


def make_person(
    *,
    by: User | None = None,
    answers: dict[str, Any] | None = None,
    noticed: bool = True,
    **fields: Any,
) -> Beneficiary:
    """A person registered by Ines (or `by`), with complete answers and a signed notice."""
    by = by or player("ines")
    person = _with_code(PersonFactory(**_with_places(fields)), fields)
    notice = PrivacyNotice(edition="2020", given_on=date(2020, 10, 1), is_signed=True)
    with as_user(by) as user:
        return people.register_person(
            person,
            SituationFactory(**(answers or {})),
            notice if noticed else None,
            by=user,
            at=timezone.now(),
        )


def make_note(
    person: Beneficiary | None = None, *, by: User | None = None, **fields: Any
) -> CaseNote:
    """A note of a telephone call today."""
    by = by or player("ines")
    person = person or make_person(by=by)
    told = {"kind": "PHONE", "happened_on": timezone.localdate(), "text": "Ha richiamato."}
    with as_user(by) as user:
        return people.write_note(CaseNote(**told | fields), person, by=user, at=timezone.now())


def answers_by_area(**answers: Any) -> dict[str, Any]:
    """A sheet of an assessment: these answers, by area or `AREA_note`, and nothing else."""
    codes = [one.area.value for one in AREAS]
    return dict.fromkeys(codes) | {note_of(code): "" for code in codes} | answers


def make_assessment(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    on: date | None = None,
    remark: str = "",
    **answers: Any,
) -> Assessment:
    """An assessment of today (or `on`): work 2, housing 4, or the given answers."""
    by = by or player("ines")
    person = person or make_person(by=by)
    told = answers_by_area(**(answers or {"WORK": 2, "HOUSING": 4}))
    sheet = {"assessed_on": on or timezone.localdate(), "remark": remark, **told}
    with as_user(by) as user:
        return people.write_assessment(person, sheet, by=user, at=timezone.now())


def _with_places(fields: dict[str, Any]) -> dict[str, Any]:
    como = Municipality.objects.filter(cadastral_code=COMO_TOWN).order_by("-valid_from").first()
    italy = Country.objects.get(iso2="IT")
    return {"residence": como, "birth_municipality": como, "citizenship": italy} | fields


def _with_code(person: Beneficiary, fields: dict[str, Any]) -> Beneficiary:
    """The tax code that fits name and birth, where the test gave none and it can be made."""
    computable = person.gender in "FM" and person.birth_date and person.birth_municipality
    if "identifier" not in fields and computable and person.first_name and person.last_name:
        person.identifier_kind = "TAX_CODE"
        person.identifier = tax_code_of(
            person.first_name,
            person.last_name,
            person.birth_date,
            person.gender,
            person.birth_municipality.cadastral_code,
        )
    return person
