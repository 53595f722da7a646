"""The team of who coordinates, whole: the home shows a part of the same table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.policy import Can as Agencies
from beneficiaries.team_table import team_table
from core.policy import authorize


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Who has how much in hand, whom nobody has met, which plans and records wait."""
    authorize(request.user, Agencies.SEE_WORKLOAD)
    return render(request, "beneficiaries/team.html", team_table(request, on_home=False))
