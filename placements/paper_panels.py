"""What decisions, papers, beginning and end put on the page of a placement and on the homes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.panels import panel
from core.team import Counted, team_column
from placements.enums import NoticeKind, Paper, PlacementState
from placements.filters import SOON_DAYS
from placements.models import Placement
from placements.policy import Can
from placements.signing import papers_of
from placements.waiting import waiting
from placements.workflow import placement_workflow

Filled = tuple[str, dict[str, Any]]
DOCUMENTS = (("convenzione", Paper.AGREEMENT), ("progetto-formativo", Paper.TRAINING_PROJECT))
# States in which nobody has decided yet, or in which nothing will be signed.
UNSIGNABLE = (
    PlacementState.DRAFT,
    PlacementState.CHANGES,
    PlacementState.REFUSED,
    PlacementState.WITHDRAWN,
)
# Which page leads to which steps; several steps share one button.
DOORS = (
    ("review", ("approve", "ask_changes", "refuse")),
    ("papers", ("sign",)),
    ("start", ("start",)),
    ("suspend", ("suspend",)),
    ("resume", ("resume",)),
    ("finish", ("end", "break_off")),
)


@panel("placements.papers", slot="placement.rail", order=10, who=Can.SIGN)
def papers(request: HttpRequest, placement: Placement) -> Filled | None:
    """How many have signed, the notice, and the two documents."""
    if placement.state in UNSIGNABLE:
        return None
    notices = list(placement.notices.order_by("sent_on", "pk"))
    return "placements/_papers_panel.html", {
        "placement": placement,
        "papers": papers_of(placement),
        "notice": next((one for one in notices if one.kind == NoticeKind.START), None),
        "others": [one for one in notices if one.kind != NoticeKind.START],
        "documents": [(slug, paper.label) for slug, paper in DOCUMENTS],
    }


@panel("placements.steps", slot="placement.acts", order=10, who=Can.SIGN)
def steps(request: HttpRequest, placement: Placement) -> Filled | None:
    """The steps that start here, each as the way to its page, or with the sentence who can."""
    offers = {one.name: one for one in placement_workflow.steps_for(request.user, placement)}
    labels = {
        "review": _("Esamina"),
        "papers": _("Firme"),
        "finish": _("Concludi o interrompi"),
    }
    acts = [
        (
            labels.get(door, offers[names[0]].label),
            reverse(f"placements:{door}", args=[placement.pk]),
            door,
            offers[names[0]].refused,
        )
        for door, names in DOORS
        if names[0] in offers
    ]
    return ("placements/_acts.html", {"acts": acts}) if acts else None


@panel("placements.begin_review", slot="home", order=5, who=Can.REVIEW)
def begin_review(request: HttpRequest, obj: Any) -> Filled | None:
    """The way to the request that has waited longest, without passing by the list."""
    count = waiting(request).to_review
    return ("placements/_home_review.html", {"count": count}) if count else None


@panel("placements.desk", slot="home.desk", order=10, who=Can.REVIEW)
def desk(request: HttpRequest, obj: Any) -> Filled:
    """What waits for the coordinator, in one statement; each figure opens its list."""
    counted = waiting(request)
    ending = f"{reverse('placements:list')}?scadenza={SOON_DAYS}"
    return "beneficiaries/_home_strip.html", {
        "figures": [
            (_("Da esaminare"), counted.to_review, reverse("placements:queue")),
            (_("Da firmare"), counted.to_sign, reverse("placements:unsigned")),
            (_("Registri da validare"), counted.to_validate, reverse("placements:validate_many")),
            (_("Registri mancanti"), counted.all_missing, reverse("placements:missing")),
            (_("Finiscono a breve"), counted.soon, ending),
        ]
    }


def _missing_url(worker: str) -> str:
    return f"{reverse('placements:missing')}?seguiti={worker}"


@team_column(
    "missing", label=gettext_lazy("Registri mancanti"), order=30, who=Can.REVIEW, url=_missing_url
)
def missing(request: HttpRequest) -> Counted:
    """Placements with a month nobody closed, by tutor and proposer."""
    return waiting(request).missing
