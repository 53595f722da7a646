"""What was planned for a day, carried out when it comes: hand-overs, by the clock.

The clock knows only which of them wait. Each is then carried out as the one who planned it, in
the seat they hold today, in a transaction of its own: one that fails leaves the others alone, and
the next ring tries it again, however many days the clock was down.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone, translation

from agencies.asking import acting_at
from beneficiaries.actions import carry_out, give_up
from beneficiaries.models import HandOver
from beneficiaries.policy import Can
from core.tenancy import Purpose, under_purpose

log = logging.getLogger(__name__)


def carry_out_all(*, at: datetime) -> int:
    """Carry out the hand-overs whose day has come; how many were."""
    with under_purpose(Purpose.HAND_OVER):
        due = HandOver.objects.due(timezone.localdate(at)).order_by("starts_on", "pk")
        waiting = list(due.values_list("pk", "made_by_id", "agency_id"))
    return sum(_carry_out(*one, at=at) for one in waiting)


def _carry_out(hand_over_id: int, user_id: int, agency_id: int, *, at: datetime) -> bool:
    try:
        with (
            acting_at(user_id, agency_id, Can.HAND_OVER) as user,
            # What is written in the diary has the language of the house.
            translation.override(settings.LANGUAGE_CODE),
        ):
            return carry_out(hand_over_id, by=user, at=at)
    except PermissionDenied:
        # They coordinate no longer: nobody moves, and the list says so.
        with under_purpose(Purpose.HAND_OVER):
            give_up(hand_over_id, at=at)
    except DatabaseError as error:
        # The class alone: the words of the database quote rows.
        log.warning("a hand-over waits for the next ring: %s", type(error).__name__)
    return False
