"""Who was passed on today, on the homes of whom it is about."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from beneficiaries.policy import Can
from beneficiaries.workload import SHOWN_PASSED, passed_today
from core.audit.actions import log_at_the_end
from core.panels import panel
from core.policy import may


@panel("people.passed", slot="home", order=3, who=Can.SEE_PEOPLE)
def passed_on(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]] | None:
    """To the old worker and to the new one; who coordinates sees those who stayed, and why."""
    lines = passed_today(request)
    if not lines:
        return None
    shown = lines[:SHOWN_PASSED]
    log_at_the_end(request, shown, what="passaggi di oggi")
    coordinates = may(request.user, Can.HAND_OVER)
    return "beneficiaries/_home_passed.html", {
        "lines": shown,
        "has_more": len(lines) > SHOWN_PASSED,
        "every_url": reverse("beneficiaries:hand_overs") if coordinates else "",
    }
