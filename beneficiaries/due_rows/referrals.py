"""What referrals ask for by a day: an answer, of the one who gives it and the one who waits."""

from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from beneficiaries.policy import Can, visible_referrals
from beneficiaries.sharing_querysets import ReferralQuerySet
from core.dues import NOBODY_ELSE, Due, days_after, due

# So long one waits before asking again; so soon the other one should have looked.
ANSWERED_WITHIN, LOOKED_AT_WITHIN = 7, 5


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
