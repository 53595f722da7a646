"""Who is away and who covers, on the home: told by the seat one acts in, at no further question."""

from typing import Any

from django.urls import reverse

from agencies.leaves import Covered, away_now, covered_now
from agencies.policy import Can as Agencies
from beneficiaries.policy import Can
from beneficiaries.workload import NEAR, every_due
from core.panels import panel
from core.policy import may


@panel("people.cover", slot="home", order=1, who=Can.SEE_PEOPLE)
def cover(request: Any, obj: Any) -> tuple[str, dict[str, Any]] | None:
    """The colleagues one covers today, each with agenda and dues; that one is away oneself."""
    away, covers = away_now(request.user), covered_now(request.user)
    if away is None and not covers:
        return None
    lines = [(one, _numbers(request, one)) for one in covers]
    return "beneficiaries/_home_cover.html", {"away": away, "lines": lines}


def _numbers(request: Any, covered: Covered) -> list[tuple[str, int, str]]:
    """For who coordinates, how many of their dues are how near: the rows stand on no such home."""
    if not may(request.user, Agencies.SEE_WORKLOAD):
        return []
    counted = {
        when: sum(
            number
            for near, hands, number in every_due(request)
            if near == when and covered.pk in hands
        )
        for when in NEAR
    }
    page = f"{reverse('dues')}?di={covered.pk}&quando="
    return [(str(when.label), number, page + when) for when, number in counted.items() if number]
