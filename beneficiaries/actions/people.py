"""Verbs on people: register, correct, record the notice."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.duplicates import pair_person
from beneficiaries.actions.editing import save_changes
from beneficiaries.actions.households import weigh_home_of
from beneficiaries.enums import Phase
from beneficiaries.models import (
    Beneficiary,
    CaseFile,
    PrivacyNotice,
    RosterEntry,
    SearchToken,
    Situation,
)
from beneficiaries.policy import Can
from beneficiaries.search import token_rows
from core.policy import authorize
from core.text import sort_key

SORTED_BY = 210


class AlreadyRegistered(Exception):
    """The agency already keeps a person with this code; the message is for people."""


@transaction.atomic
def register_person(
    person: Beneficiary,
    situation: Situation,
    notice: PrivacyNotice | None,
    *,
    by: User,
    at: datetime,
) -> Beneficiary:
    """Register a person in the charge of the agency one acts for, with an open case file."""
    authorize(by, Can.REGISTER)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: REGISTER is granted to a seat
    person.agency = seat.agency
    person.registered_on = timezone.localdate(at)
    _insert(person)
    situation.beneficiary, situation.agency = person, seat.agency
    situation.save(force_insert=True)
    case_file = CaseFile.objects.create(
        beneficiary=person, agency=seat.agency, opened_on=person.registered_on, case_manager=by
    )
    if notice is not None:
        notice.beneficiary, notice.agency = person, seat.agency
        notice.save(force_insert=True)
    list_person(person, case_file)
    pair_person(person)
    return person


def _insert(person: Beneficiary) -> None:
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        if "beneficiary_code_once_in_agency" in str(error):
            raise AlreadyRegistered(
                _("Nel tuo ente c’è già una persona con il codice %(code)s.")
                % {"code": person.identifier}
            ) from error
        raise


def list_person(person: Beneficiary, case_file: CaseFile | None) -> None:
    """Keep the maintained rows of lists and search in line with the person."""
    # Some letters grow when written plainly; the index holds what tells people apart.
    key = sort_key(person.last_name, person.first_name)[:SORTED_BY]
    RosterEntry.objects.update_or_create(
        beneficiary=person,
        defaults={
            "agency_id": person.agency_id,
            "sort_key": key,
            "phase": case_file.phase if case_file else Phase.CLOSED,
            "case_manager_id": case_file.case_manager_id if case_file else None,
            "residence_id": person.residence_id,
        },
    )
    SearchToken.objects.filter(beneficiary=person).delete()
    SearchToken.objects.bulk_create(token_rows(person, key))


@transaction.atomic
def correct_person(
    person: Beneficiary, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Beneficiary:
    """Correct the person's data; fields changed by someone else meanwhile raise EditClash."""
    authorize(by, Can.CORRECT, person)
    fresh = Beneficiary.objects.select_for_update().get(pk=person.pk)
    save_changes(fresh, changes, seen=seen)
    weigh_home_of(fresh.pk, timezone.localdate(at))
    list_person(fresh, fresh.case_files.current_first().first())
    pair_person(fresh)
    return fresh


@transaction.atomic
def correct_situation(
    situation: Situation, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Situation:
    """Correct the person's present answers; what a project froze at entry stays as it was."""
    authorize(by, Can.CORRECT, situation)
    fresh = Situation.objects.select_for_update().get(pk=situation.pk)
    save_changes(fresh, changes, seen=seen)
    weigh_home_of(fresh.pk, timezone.localdate(at))
    return fresh


@transaction.atomic
def record_notice(
    person: Beneficiary, *, edition: str, given_on: date, is_signed: bool, by: User, at: datetime
) -> PrivacyNotice:
    """Record that the privacy notice was handed to the person."""
    authorize(by, Can.CORRECT, person)
    return PrivacyNotice.objects.create(
        beneficiary=person,
        agency_id=person.agency_id,
        edition=edition,
        given_on=given_on,
        is_signed=is_signed,
    )
