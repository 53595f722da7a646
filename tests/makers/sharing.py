"""What of people is shared with another agency, and people sent to one."""

from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions as people
from beneficiaries.enums import ShareSection
from beneficiaries.models import Beneficiary, Referral, Share
from tests.acting import as_user
from tests.cast import player
from tests.makers.people import make_person

EVERYTHING = tuple(ShareSection.values)


def make_share(
    person: Beneficiary,
    *,
    to: User,
    by: User | None = None,
    sections: tuple[str, ...] = ("IDENTITY",),
    **fields: Any,
) -> Share:
    """The person's sections shared with the agency of `to` for this year."""
    today = timezone.localdate()
    told = {
        "purpose": "Presa in carico comune",
        "valid_from": today.replace(month=1, day=1),
        "valid_to": today.replace(month=12, day=31),
    }
    with as_user(by or player("ines")) as user:
        return Share.objects.create(
            beneficiary=person,
            agency_id=person.agency_id,
            to_agency_id=to.acting.agency_id,
            sections=list(sections),
            made_by=user,
            **told | fields,
        )


def make_referral(
    person: Beneficiary | None = None,
    *,
    to: User,
    by: User | None = None,
    **fields: Any,
) -> Referral:
    """The person sent to the agency of `to` by Ines (or `by`), who waits for an answer."""
    by = by or player("ines")
    person = person or make_person(by=by)
    told = {
        "to_agency": to.acting.agency,
        "why": "Conoscono le aziende della zona.",
        "asked": "Un colloquio per il laboratorio di falegnameria.",
        "sections": ["SITUATION", "PLAN"],
        "basis": "CONSENT",
        "consent_on": timezone.localdate(),
        "months": 6,
    }
    with as_user(by) as user:
        request = people.Request(**told | fields)
        return people.send_referral(person, request, by=user, at=timezone.now())
