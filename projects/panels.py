"""What this floor puts on the person's page and on the homes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.models import Beneficiary
from core.panels import panel
from projects.filters import MINE
from projects.incomplete import counted_projects, incomplete_participations, tell_lacks
from projects.policy import Can, visible_participations

Filled = tuple[str, dict[str, Any]]


@panel("projects.of_person", slot="person.rail", order=20, who=Can.ENTER)
def of_person(request: HttpRequest, person: Beneficiary) -> Filled:
    """The person's participations, what each still lacks, and the way into a project."""
    found = visible_participations(request.user).filter(beneficiary=person).for_list()
    rows = tell_lacks(list(found.select_related("project__programme__call")))
    return "projects/_person_panel.html", {"person": person, "rows": rows}


@panel("projects.incomplete", slot="home", order=20, who=Can.ENTER)
def to_complete(request: HttpRequest, obj: Any) -> Filled | None:
    """Records of my people, and of the agency, that do not count yet; each opens its list."""
    found = incomplete_participations(request.user).counted(request.user.pk)
    if not found["all"]:
        return None
    url = reverse("projects:incomplete")
    figures = [
        (_("Delle persone che seguo"), found["mine"], MINE),
        (_("Di tutto l’ente"), found["all"], ""),
    ]
    return "projects/_home_incomplete.html", {
        "figures": [
            (label, count, f"{url}?seguite={who}" if who else url) for label, count, who in figures
        ]
    }


@panel("projects.accounted", slot="home", order=10, who=Can.SEE_FIGURES)
def accounted(request: HttpRequest, obj: Any) -> Filled:
    """For who accounts: each project with its people, its target, its incomplete records."""
    rows = counted_projects(request.user, timezone.localdate())
    return "projects/_home_projects.html", {"rows": rows}
