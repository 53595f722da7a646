"""What referrals ask for by a day: an answer, of both sides; once accepted, a first contact."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beneficiaries.policy import (
    Can,
    visible_notes,
    visible_people,
    visible_received,
    visible_referrals,
)
from beneficiaries.sharing_querysets import ReferralQuerySet
from core.dues import NOBODY_ELSE, Due, days_after, due

# So long one waits before asking again; so soon the other one should have looked.
ANSWERED_WITHIN, LOOKED_AT_WITHIN = 7, 5


@dataclass(frozen=True)
class FirstContact:
    """How many days after the acceptance, for how long it is told after that, who says so."""

    days: int
    told_for: int
    source: str


# An example: no law and no call names a day. It is a term of the house, like that of an answer.
FIRST_CONTACT = FirstContact(7, 30, "Termine della casa: nessuna norma lo fissa.")


def _page(one: Due) -> str:
    return reverse("beneficiaries:referral", args=[one.row])


def _say_waiting(one: Due) -> str:
    today = timezone.localdate()
    if one.on >= today:
        return _("Invio a %(agency)s: si aspetta la risposta") % {"agency": one.text}
    days = (today - one.on + timedelta(days=ANSWERED_WITHIN)).days
    told = ngettext(
        "Invio a %(agency)s senza risposta da %(days)s giorno",
        "Invio a %(agency)s senza risposta da %(days)s giorni",
        days,
    )
    return told % {"agency": one.text, "days": days}


def _say_received(one: Due) -> str:
    return _("Valutare l’invio di %(agency)s") % {"agency": one.text}


def _say_accepted(one: Due) -> str:
    told = _("Invio accolto da %(agency)s: sentire com’è andato il primo contatto")
    return told % {"agency": one.text}


def _say_taken_up(one: Due) -> str:
    return _("Primo contatto con la persona inviata da %(agency)s") % {"agency": one.text}


def _person(one: Due) -> str:
    return reverse("beneficiaries:show", args=[one.person_id])


def _accepted(request: Any, today: date, agency: str, worker: str) -> ReferralQuerySet:
    began = today - timedelta(days=FIRST_CONTACT.days + FIRST_CONTACT.told_for)
    rows = visible_referrals(request.user).accepted_since(began)
    return rows.annotate(
        due_on=days_after("closed_on", FIRST_CONTACT.days),
        due_person=F("beneficiary_id"),
        due_worker=F(worker),
        due_other=NOBODY_ELSE,
        due_text=Cast(F(agency), CharField()),
    )


def _waiting(request: Any, days: int, agency: str, worker: Any) -> ReferralQuerySet:
    rows = visible_referrals(request.user).waiting().annotate(sent_on=TruncDate("sent_at"))
    return rows.annotate(
        due_on=days_after("sent_on", days),
        due_person=F("beneficiary_id"),
        due_worker=worker,
        due_other=NOBODY_ELSE,
        due_text=Cast(F(agency), CharField()),
    )


@due("invio", who=Can.REFER, say=_say_waiting, link=_page)
def sent(request: Any, today: date) -> ReferralQuerySet:
    """Referrals one's agency has sent and nobody has answered, in the hands of who sent them."""
    rows = _waiting(request, ANSWERED_WITHIN, "to_agency__short_name", F("sent_by_id"))
    return rows.sent_by(request.user.acting.agency_id)


@due("invio-ricevuto", who=Can.ANSWER_REFERRAL, say=_say_received, link=_page)
def received(request: Any, today: date) -> ReferralQuerySet:
    """Referrals to the agency one coordinates, in nobody's hands yet."""
    rows = _waiting(request, LOOKED_AT_WITHIN, "agency__short_name", NOBODY_ELSE)
    return rows.sent_to(request.user.acting.agency_id)


@due("invio-accolto", who=Can.REFER, say=_say_accepted, link=_person, may_wait=True)
def accepted(request: Any, today: date) -> ReferralQuerySet:
    """Of who sent: until a note tells of a contact with the person since, or it is long ago."""
    here = request.user.acting.agency_id
    since = visible_notes(request.user).of_contacts().filter(
        beneficiary=OuterRef("beneficiary_id"), happened_on__gte=OuterRef("closed_on")
    )  # fmt: skip
    rows = _accepted(request, today, "to_agency__short_name", "sent_by_id")
    return rows.sent_by(here).filter(~Exists(since))


@due("invio-preso", who=Can.SEE_RECEIVED, say=_say_taken_up, link=_person, may_wait=True)
def taken_up(request: Any, today: date) -> ReferralQuerySet:
    """Of who accepted: until the diary of one's own record of the person tells of a contact.

    The record is the one with the same code: who works here sees both. Where the person is shared
    no more, nothing is due.
    """
    here = request.user.acting.agency_id
    own = visible_people(request.user).filter(
        agency_id=here, identifier=OuterRef(OuterRef("beneficiary__identifier"))
    ).exclude(identifier="")  # fmt: skip
    since = visible_notes(request.user).of_contacts().filter(
        beneficiary__in=own.values("pk"), happened_on__gte=OuterRef("closed_on")
    )  # fmt: skip
    rows = _accepted(request, today, "agency__short_name", "worker_id")
    return rows.sent_to(here).filter(~Exists(since), beneficiary__in=_shown(request))


def _shown(request: Any) -> Any:
    return visible_received(request.user).values("beneficiary_id")
