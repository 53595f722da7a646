"""What this floor puts on the person's page and on the homes."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.policy import Can as Agencies
from beneficiaries.models import Beneficiary
from core.panels import panel
from core.team import Counted, team_column
from projects.dues import Hands, waiting_by_worker
from projects.filters import LATE
from projects.incomplete import incomplete_of, tell_lacks
from projects.models import Participation, Project
from projects.policy import Can, visible_participations

Filled = tuple[str, dict[str, Any]]
STRIP = "beneficiaries/_home_strip.html"


@panel("projects.of_person", slot="person.rail", order=20, who=Can.ENTER)
def of_person(request: HttpRequest, person: Beneficiary) -> Filled:
    """The person's participations, what each still lacks, and the way into a project."""
    rows = participations_of(request, person)
    return "projects/_person_panel.html", {"person": person, "rows": rows}


def participations_of(request: HttpRequest, person: Beneficiary) -> list[Participation]:
    """The person's participations, by entry, and what each lacks; asked once for all panels."""
    if not hasattr(request, "participations_of"):
        request.participations_of = {}
    known: dict[int, list[Participation]] = request.participations_of
    if person.pk not in known:
        found = visible_participations(request.user).filter(beneficiary=person).for_list()
        found = found.with_closed_file()
        known[person.pk] = tell_lacks(found)
    return known[person.pk]


def _waiting(request: HttpRequest) -> dict[str, list[Hands]]:
    """What waits in participations, asked once for all that a home shows of it."""
    if not hasattr(request, "participations_waiting"):
        lack = Q(pk__in=incomplete_of(request).values("pk"))
        request.participations_waiting = waiting_by_worker(
            visible_participations(request.user), timezone.localdate(), incomplete=lack
        )
    kept: dict[str, list[Hands]] = request.participations_waiting
    return kept


@panel("projects.incomplete", slot="home.desk", order=50, who=Agencies.SEE_WORKLOAD)
def to_complete(request: HttpRequest, obj: Any) -> Filled:
    """Records of the agency that do not count yet, for the desk of who coordinates."""
    count = sum(number for _hands, number in _waiting(request)["incomplete"])
    return STRIP, {"figures": [(_("Schede incomplete"), count, reverse("projects:incomplete"))]}


@panel("projects.lists", slot="dues.lists", order=10, who=Can.ENTER)
def lists(request: HttpRequest, obj: Any) -> Filled:
    """The whole lists behind the dues of this floor."""
    return STRIP, {
        "links": [
            (_("Esiti da rilevare"), reverse("projects:results_due")),
            (_("Schede da completare"), reverse("projects:incomplete")),
        ]
    }


def _results_url(worker: str) -> str:
    return f"{reverse('projects:results_due')}?manca={LATE}&seguite={worker}"


def _incomplete_url(worker: str) -> str:
    return f"{reverse('projects:incomplete')}?seguite={worker}"


@team_column(
    "results", label=gettext_lazy("Esiti in ritardo"), order=20, who=Can.ENTER, url=_results_url
)
def late_results(request: HttpRequest) -> Counted:
    """Results that nobody found in the days they speak of, by case manager."""
    return _waiting(request)["results"]


@team_column(
    "incomplete",
    label=gettext_lazy("Schede incomplete"),
    order=40,
    who=Can.ENTER,
    url=_incomplete_url,
)
def incomplete(request: HttpRequest) -> Counted:
    """Records that lack something, by case manager."""
    return _waiting(request)["incomplete"]


@panel("projects.spending", slot="project.acts", order=20, who=Can.SEE_SPENDING)
def spending(request: HttpRequest, project: Project) -> Filled:
    """The way to what the project has spent."""
    return "projects/_spending_act.html", {"project": project}
