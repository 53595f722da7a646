"""What emergency accesses put on the homes: one's own, those to one's notes, those to review."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.policy import Can as Agencies
from beneficiaries.filters import TO_REVIEW
from beneficiaries.policy import Can
from beneficiaries.workload import (
    emergencies_left,
    emergencies_of_home,
    emergencies_to_review,
)
from core.audit.actions import log_at_the_end
from core.panels import panel
from core.policy import may

Filled = tuple[str, dict[str, Any]]
STRIP = "beneficiaries/_home_strip.html"


def _figure(count: int) -> dict[str, Any]:
    url = f"{reverse('beneficiaries:emergencies')}?esame={TO_REVIEW}"
    return {"figures": [(_("Emergenze da esaminare"), count, url)]}


@panel("people.emergencies", slot="home", order=2, who=Can.SEE_PEOPLE)
def emergencies(request: HttpRequest, obj: Any) -> Filled | None:
    """One's own while it is open, and those to notes one reserved until they are reviewed."""
    lines = emergencies_of_home(request)
    if not lines:
        return None
    log_at_the_end(request, lines, what="accessi d’emergenza")
    return "beneficiaries/_home_emergencies.html", {"lines": lines}


@panel("people.emergencies_to_review", slot="home.desk", order=45, who=Can.REVIEW_EMERGENCY)
def to_review(request: HttpRequest, obj: Any) -> Filled | None:
    """How many wait, for who coordinates; asked with the people of the team, at no cost."""
    is_asked = may(request.user, Can.SEE_PEOPLE)
    count = emergencies_to_review(request) if is_asked else 0
    return (STRIP, _figure(count)) if count else None


@panel("people.emergencies_left", slot="home", order=8, who=Agencies.SEE_ACCESSES)
def left_to_administrators(request: HttpRequest, obj: Any) -> Filled | None:
    """The same for who administers, where nobody else coordinates."""
    count = emergencies_left(request)
    return ("beneficiaries/_home_emergencies_left.html", _figure(count)) if count else None
