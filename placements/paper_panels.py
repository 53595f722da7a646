"""What decisions, papers, beginning and end put on the page of a placement and on the homes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit.actions import log_reading
from core.panels import panel
from placements.enums import NoticeKind, Paper, PlacementState
from placements.filters import SOON_DAYS
from placements.models import Placement
from placements.policy import Can, visible_placements
from placements.querysets import OLDEST_FIRST
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


SUSPENDED = PlacementState.SUSPENDED.value
FIRST = 3
# What brings the desk onto the home.
WAITING = (
    PlacementState.SUBMITTED.value,
    PlacementState.APPROVED.value,
    SUSPENDED,
    "soon",
)


@panel("placements.desk", slot="home", order=8, who=Can.REVIEW)
def desk(request: HttpRequest, obj: Any) -> Filled | None:
    """What waits for the coordinator, in one statement; each figure opens its list."""
    counted = waiting(request, timezone.localdate())
    if not any(counted[name] for name in WAITING):
        return None
    every = reverse("placements:list")
    figures = [
        (_("Da esaminare"), counted[PlacementState.SUBMITTED], reverse("placements:queue")),
        (_("Da firmare"), counted[PlacementState.APPROVED], reverse("placements:unsigned")),
        (_("In scadenza entro 30 giorni"), counted["soon"], f"{every}?scadenza={SOON_DAYS}"),
        (
            _("Sospesi"),
            counted[PlacementState.SUSPENDED],
            f"{every}?stato={PlacementState.SUSPENDED.value}",
        ),
    ]
    return "placements/_desk.html", {"figures": figures, "first": _first_to_review(request)}


def _first_to_review(request: Any) -> list[Placement]:
    """Who has waited longest: one opens their proposal without passing by the list."""
    waiting_longest = visible_placements(request.user).to_review().for_list()
    rows = list(waiting_longest.order_by(*OLDEST_FIRST)[:FIRST])
    log_reading([row.beneficiary for row in rows], by=request.user, what="proposte da esaminare")
    return rows
