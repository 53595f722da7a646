"""What the person's plan has on the page of a placement: the action it carries out."""

from typing import Any

from django.http import HttpRequest

from core.panels import panel
from placements.models import Placement
from placements.policy import Can


@panel("placements.plan", slot="placement.rail", order=30, who=Can.PROPOSE)
def plan(request: HttpRequest, placement: Placement) -> tuple[str, dict[str, Any]]:
    """The action of the plan it carries out, and the way to choose one."""
    return "placements/_panel_plan.html", {"placement": placement}
