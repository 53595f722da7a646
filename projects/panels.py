"""What this floor puts on the person's page and on the homes."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.models import Beneficiary
from core.panels import panel
from projects.dues import count_dues
from projects.filters import AFTER, AT_EXIT, MINE
from projects.incomplete import incomplete_participations, tell_lacks
from projects.models import Participation, Project
from projects.policy import Can, visible_participations

Filled = tuple[str, dict[str, Any]]


@panel("projects.of_person", slot="person.rail", order=20, who=Can.ENTER)
def of_person(request: HttpRequest, person: Beneficiary) -> Filled:
    """The person's participations, what each still lacks, and the way into a project."""
    rows = tell_lacks(participations_of(request, person))
    return "projects/_person_panel.html", {"person": person, "rows": rows}


def participations_of(request: HttpRequest, person: Beneficiary) -> list[Participation]:
    """The person's participations, by entry; asked once for all the panels of their page."""
    if not hasattr(request, "participations_of"):
        request.participations_of = {}
    known: dict[int, list[Participation]] = request.participations_of
    if person.pk not in known:
        found = visible_participations(request.user).filter(beneficiary=person).for_list()
        known[person.pk] = list(found.select_related("project__programme__call"))
    return known[person.pk]


def _counts(request: HttpRequest) -> dict[str, int]:
    """What waits in participations, asked once for all the panels of a home."""
    if not hasattr(request, "participations_waiting"):
        user = request.user
        lack = Q(pk__in=incomplete_participations(user).values("pk"))
        request.participations_waiting = count_dues(
            visible_participations(user), user.pk, timezone.localdate(), incomplete=lack
        )
    kept: dict[str, int] = request.participations_waiting
    return kept


@panel("projects.incomplete", slot="home", order=20, who=Can.ENTER)
def to_complete(request: HttpRequest, obj: Any) -> Filled | None:
    """Records of my people, and of the agency, that do not count yet; each opens its list."""
    found = _counts(request)
    if not found["incomplete"]:
        return None
    url = reverse("projects:incomplete")
    figures = [
        (_("Delle persone che seguo"), found["my_incomplete"], MINE),
        (_("Di tutto l’ente"), found["incomplete"], ""),
    ]
    return "projects/_home_incomplete.html", {
        "figures": [
            (label, count, f"{url}?seguite={who}" if who else url) for label, count, who in figures
        ]
    }


@panel("projects.results_due", slot="home", order=30, who=Can.RECORD_RESULT)
def results_due(request: HttpRequest, obj: Any) -> Filled | None:
    """Who left and what came of it is still to be found: mine and the agency's; each its list."""
    counted = _counts(request)
    if not (counted["results"] or counted["follow_ups"]):
        return None
    url = reverse("projects:results_due")
    figures = [
        (label, counted[key], f"{url}?manca={kind}{who}")
        for label, key, kind, who in (
            (_("Esiti, persone che seguo"), "my_results", AT_EXIT, f"&seguite={MINE}"),
            (_("Esiti, tutto l’ente"), "results", AT_EXIT, ""),
            (_("Follow-up, persone che seguo"), "my_follow_ups", AFTER, f"&seguite={MINE}"),
            (_("Follow-up, tutto l’ente"), "follow_ups", AFTER, ""),
        )
    ]
    return "projects/_home_results.html", {"figures": figures}


@panel("projects.spending", slot="project.acts", order=20, who=Can.SEE_SPENDING)
def spending(request: HttpRequest, project: Project) -> Filled:
    """The way to what the project has spent."""
    return "projects/_spending_act.html", {"project": project}
