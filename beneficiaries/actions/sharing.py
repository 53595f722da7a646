"""Verbs on shares: show a part of a record to another agency, end it at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency, User
from beneficiaries.enums import ShareSection
from beneficiaries.models import Beneficiary, Share
from beneficiaries.policy import Can
from beneficiaries.sharing_enums import ShareBasis
from core.policy import authorize
from core.ui.words import say_day_short


class AlreadyShared(Exception):
    """The agency sees the person in these days already; the message is for people."""


class AlreadyOver(Exception):
    """The share has ended; the message is for people."""


@dataclass(frozen=True)
class Terms:
    """What is shared: with whom, which parts, for what, on which basis, in which days."""

    to_agency: Agency
    sections: Collection[str]
    purpose: str
    basis: str
    consent_on: date | None
    valid_from: date
    valid_to: date


@transaction.atomic
def share_person(person: Beneficiary, terms: Terms, *, by: User, at: datetime) -> Share:
    """Let another agency see parts of the record of a person in the agency's charge.

    Raises AlreadyShared where that agency sees them in some of these days.
    """
    authorize(by, Can.SHARE, person)
    # Locked: two who share the same person with the same agency must not both find nothing.
    fresh = Beneficiary.objects.select_for_update(of=("self",)).get(pk=person.pk)
    others = Share.objects.filter(beneficiary=fresh, to_agency=terms.to_agency)
    other = others.not_over(terms.valid_from).filter(valid_from__lte=terms.valid_to).first()
    if other is not None:
        told = {"agency": terms.to_agency.short_name, "until": say_day_short(other.valid_to)}
        raise AlreadyShared(
            _(
                "%(agency)s vede già questa persona fino al %(until)s: termina quella condivisione,"
                " o comincia dal giorno dopo."
            )
            % told
        )
    return Share.objects.create(
        beneficiary=fresh,
        agency_id=fresh.agency_id,
        to_agency=terms.to_agency,
        sections=in_order(terms.sections),
        purpose=terms.purpose,
        basis=terms.basis,
        consent_on=terms.consent_on if terms.basis == ShareBasis.CONSENT else None,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        made_by=by,
    )


@transaction.atomic
def end_share(share: Share, *, by: User, at: datetime) -> Share:
    """End a share: from the next request on the other agency sees nothing.

    Raises AlreadyOver where there is nothing left to end.
    """
    fresh = Share.objects.select_for_update(of=("self",)).get(pk=share.pk)
    authorize(by, Can.SHARE, fresh)
    if fresh.ended_at is not None or fresh.valid_to < timezone.localdate(at):
        raise AlreadyOver(_("Questa condivisione è già finita."))
    fresh.ended_at, fresh.ended_by = at, by
    fresh.save(update_fields=["ended_at", "ended_by"])
    return fresh


def in_order(sections: Collection[str]) -> list[str]:
    """The parts in the order of the record; who a person is is always among them."""
    asked = {ShareSection.IDENTITY.value, *sections}
    return [one.value for one in ShareSection if one.value in asked]
