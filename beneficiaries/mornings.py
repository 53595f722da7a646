"""The message of the morning: how many things wait, and a link; nobody's name, nothing of what.

At most once a day: the day is written down and committed before the message leaves. A worker
killed in between leaves that one unsent; the others go out with the next ring of the clock.
"""

import logging
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.asking import acting_for
from agencies.leaves import covered_now
from agencies.models import User
from beneficiaries.actions.days import claim_mail, give_mail_back
from beneficiaries.models import MorningMail
from beneficiaries.policy import Can
from beneficiaries.waiting import mine
from core.dues import When, counted_dues
from core.period import is_working_day
from core.policy import authorize
from core.tenancy import Purpose, under_purpose

log = logging.getLogger(__name__)
# What the message counts.
NEAR = (When.LATE, When.TODAY, When.WEEK)


def chosen_by(user: User) -> MorningMail | None:
    """What one has chosen, in the seat one acts in."""
    seat = user.acting
    assert seat is not None  # noqa: S101  why: SEE_AGENDA is granted to a seat
    return MorningMail.objects.filter(seat_id=seat.pk).first()


def send_all(*, today: date) -> int:
    """Send the messages of this day that have not gone out yet; how many went."""
    if not is_working_day(today):
        return 0
    with under_purpose(Purpose.MORNING):
        waiting = list(
            MorningMail.objects.filter(is_on=True)
            .exclude(sent_on__gte=today)
            .order_by("pk")
            .values_list("user_id", "seat_id")
        )
    return sum(_send(user_id, seat_id, today) for user_id, seat_id in waiting)


def _send(user_id: int, seat_id: int, today: date) -> bool:
    """Claim, count as the one it is for, and send once that is committed."""
    try:
        with acting_for(user_id, seat_id) as user, translation.override(settings.LANGUAGE_CODE):
            authorize(user, Can.SEE_AGENDA)
            if not claim_mail(seat_id, today):
                return False
            to, (subject, body) = user.email, _letter(user)
    except PermissionDenied:
        # They hold the seat no longer, or it is another role's now.
        return False
    try:
        send_mail(subject, body, None, [to])
    except OSError as error:
        # The class alone: the words of a refusal quote the address.
        log.warning("a message of the morning waits: %s", type(error).__name__)
        with acting_for(user_id, seat_id):
            give_mail_back(seat_id, today)
        return False
    return True


def _letter(user: User) -> tuple[str, str]:
    """Counts and a link; what they count is read in the application."""
    request = HttpRequest()
    request.user = user
    counted, covered = dict.fromkeys(When, 0), 0
    for when, hands, number in counted_dues(request, mine(user)):
        counted[when] += number
        covered += number if when in NEAR and user.pk not in hands else 0
    late, today, week = counted[When.LATE], counted[When.TODAY], counted[When.WEEK]
    lines = [
        ngettext("In ritardo: %(n)s cosa", "In ritardo: %(n)s cose", late) % {"n": late},
        ngettext("Per oggi: %(n)s cosa", "Per oggi: %(n)s cose", today) % {"n": today},
        ngettext("Entro domenica: %(n)s cosa", "Entro domenica: %(n)s cose", week) % {"n": week},
    ]
    if covered_now(user):
        told = ngettext(
            "Di queste, per chi copri: %(n)s cosa", "Di queste, per chi copri: %(n)s cose", covered
        )
        lines.append(told % {"n": covered})
    link = settings.SITE_ADDRESS.rstrip("/") + reverse("home")
    closing = _("Questo messaggio si spegne da “Calendario e messaggio”, nel menu personale.")
    return _("Percorsi: la tua giornata"), "\n".join([*lines, "", link, "", closing, ""])
