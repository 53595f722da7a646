"""Verbs on referrals: send somebody to another agency, take it back; accept, decline."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency, User
from agencies.workers import workers_now
from beneficiaries.actions.cases import NotAWorker
from beneficiaries.actions.sharing import in_order
from beneficiaries.models import Beneficiary, Referral, Share
from beneficiaries.policy import Can
from beneficiaries.sharing_enums import AgeBand, ShareBasis
from beneficiaries.workflow import referral_workflow
from core.period import months_after
from core.policy import authorize
from core.workflow import WrongStep


class AlreadySent(Exception):
    """A referral to this agency waits for an answer; the message is for people."""


@dataclass(frozen=True)
class Request:
    """What is asked of another agency, and what it will see of the person if it accepts."""

    to_agency: Agency
    why: str
    asked: str
    sections: Collection[str]
    basis: str
    consent_on: date | None
    months: int


@dataclass(frozen=True)
class LeastKnown:
    """All that the other agency knows of the person until it accepts."""

    first_name: str
    municipality: str
    age_band: AgeBand


def least_known_of(person: Beneficiary) -> LeastKnown:
    """First name, municipality, age band: no surname, no code, no address, no way to reach them."""
    place = person.domicile or person.residence
    return LeastKnown(person.first_name, place.name if place else "", AgeBand.of(person.age))


@transaction.atomic
def send_referral(person: Beneficiary, request: Request, *, by: User, at: datetime) -> Referral:
    """Ask another agency to take up a person. Raises AlreadySent while one waits there."""
    authorize(by, Can.REFER, person)
    # Locked: two who send the same person to the same agency must not both find nothing.
    fresh = Beneficiary.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if Referral.objects.waiting().filter(beneficiary=fresh, to_agency=request.to_agency).exists():
        raise AlreadySent(
            _("C’è già un invio a %(agency)s in attesa di risposta: ritiralo, o aspetta.")
            % {"agency": request.to_agency.short_name}
        )
    known = least_known_of(fresh)
    return Referral.objects.create(
        beneficiary=fresh,
        agency_id=fresh.agency_id,
        to_agency=request.to_agency,
        first_name=known.first_name,
        municipality=known.municipality,
        age_band=known.age_band,
        why=request.why,
        asked=request.asked,
        sections=in_order(request.sections),
        basis=request.basis,
        consent_on=request.consent_on if request.basis == ShareBasis.CONSENT else None,
        months=request.months,
        sent_by=by,
        sent_at=at,
    )


@transaction.atomic
def withdraw_referral(referral: Referral, *, by: User, at: datetime) -> Referral:
    """Take a referral back: the other agency sees it no more."""
    return _close(_locked(referral, by), "withdraw", by=by, at=at)


@transaction.atomic
def accept_referral(referral: Referral, worker: User, *, by: User, at: datetime) -> Share:
    """Accept a referral and give it to a worker: the share that was offered begins today.

    Raises NotAWorker where the one chosen works there no more.
    """
    fresh = _locked(referral, by)
    referral_workflow.take(fresh, "accept", by=by)
    if not workers_now(by).filter(user_id=worker.pk).exists():
        raise NotAWorker(_("Non lavora oggi con le persone per il tuo ente: scegli qualcun altro."))
    fresh.worker, fresh.closed_by, fresh.closed_at = worker, by, at
    fresh.save(update_fields=["state", "worker", "closed_by", "closed_at"])
    today = timezone.localdate(at)
    return Share.objects.create(
        beneficiary_id=fresh.beneficiary_id,
        agency_id=fresh.agency_id,
        to_agency_id=fresh.to_agency_id,
        sections=fresh.sections,
        # Not what was asked: the purpose is read in the log of who looked, by who administers.
        purpose=_("Invio accolto"),
        basis=fresh.basis,
        consent_on=fresh.consent_on,
        valid_from=today,
        valid_to=months_after(today, fresh.months) - timedelta(days=1),
        referral=fresh,
        made_by=by,
    )


@transaction.atomic
def decline_referral(
    referral: Referral, reason: str, answer: str, *, by: User, at: datetime
) -> Referral:
    """Decline a referral, with a reason and what the sender should know."""
    fresh = _locked(referral, by)
    fresh.declined, fresh.answer = reason, answer
    return _close(fresh, "decline", by=by, at=at)


def _close(fresh: Referral, step: str, *, by: User, at: datetime) -> Referral:
    referral_workflow.take(fresh, step, by=by)
    fresh.closed_by, fresh.closed_at = by, at
    fresh.save(update_fields=["state", "declined", "answer", "closed_by", "closed_at"])
    return fresh


def _locked(referral: Referral, by: User) -> Referral:
    # Who receives it may lock it only while it waits: a row that is gone was answered or taken
    # back meanwhile.
    fresh = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if fresh is None:
        raise WrongStep(_("Questo invio non aspetta più una risposta."))
    return fresh
