"""Who was passed on today, on the homes of whom it is about."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from beneficiaries.policy import Can, visible_passings
from core.audit.actions import log_at_the_end
from core.panels import panel
from core.policy import may

SHOWN = 12


@panel("people.passed", slot="home", order=3, who=Can.SEE_PEOPLE)
def passed_today(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]] | None:
    """To the old worker and to the new one; who coordinates sees those who stayed, and why."""
    today = timezone.localdate()
    lines = list(visible_passings(request.user).of_day(today).for_list()[: SHOWN + 1])
    if not lines:
        return None
    shown = lines[:SHOWN]
    log_at_the_end(request, [line.beneficiary for line in shown], what="passaggi di oggi")
    return "beneficiaries/_home_passed.html", {
        "lines": shown,
        "has_more": len(lines) > SHOWN,
        "me": request.user,
        "every_url": (
            reverse("beneficiaries:hand_overs") if may(request.user, Can.HAND_OVER) else ""
        ),
    }
