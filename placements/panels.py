"""What this floor puts on the person's and the participation's page, and on the homes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.models import Beneficiary
from core.audit.actions import log_reading
from core.panels import panel
from core.policy import may
from placements.actions.proposals import has_closed_file
from placements.answers import count_work
from placements.drafting import typed_versions
from placements.enums import PlacementState
from placements.policy import Can, visible_placements
from projects.models import Participation
from projects.panels import participations_of

Filled = tuple[str, dict[str, Any]]
STRIP = "beneficiaries/_home_strip.html"


@panel("placements.of_person", slot="person.rail", order=30, who=Can.PROPOSE)
def of_person(request: HttpRequest, person: Beneficiary) -> Filled | None:
    """The person's placements, and the way to propose one where they take part in a project."""
    rows = list(visible_placements(request.user).filter(beneficiary=person).for_list().reverse())
    entered = reversed(participations_of(request, person))
    participations = [one for one in entered if one.exit_on is None]
    if not rows and not participations:
        return None
    several = len(participations) > 1
    is_closed = any(getattr(one, "has_closed_file", False) for one in participations)
    return "placements/_panel.html", {
        "rows": rows,
        "is_closed": is_closed,
        "ways": []
        if is_closed
        else [
            (one.project.title if several else "", reverse("placements:propose", args=[one.pk]))
            for one in participations
        ],
    }


@panel("placements.of_participation", slot="participation.rail", order=20, who=Can.SEE_PLACEMENTS)
def of_participation(request: HttpRequest, participation: Participation) -> Filled | None:
    """The placements of this participation, and the way to propose one."""
    found = visible_placements(request.user).filter(participation=participation)
    rows = list(found.for_list().reverse())
    offers = may(request.user, Can.PROPOSE, participation)
    if not rows and not offers:
        return None
    is_closed = offers and has_closed_file(participation.beneficiary_id)
    url = reverse("placements:propose", args=[participation.pk])
    ways = [("", url)] if offers and not is_closed else []
    return "placements/_panel.html", {"rows": rows, "ways": ways, "is_closed": is_closed}


def _work(request: HttpRequest) -> dict[str, int]:
    """My answers and my drafts, asked once for all that a home shows of them."""
    if not hasattr(request, "placements_work"):
        request.placements_work = count_work(request.user)
    kept: dict[str, int] = request.placements_work
    return kept


@panel("placements.answers", slot="home.strip", order=30, who=Can.PROPOSE)
def answers(request: HttpRequest, obj: Any) -> Filled | None:
    """What the coordinator answered and I have not acted on."""
    if may(request.user, Can.DECIDE):
        # Who decides is who answers.
        return None
    count = _work(request)["answers"]
    return STRIP, {"figures": [(_("Risposte"), count, reverse("placements:answers"))]}


@panel("placements.lists", slot="dues.lists", order=20, who=Can.PROPOSE)
def lists(request: HttpRequest, obj: Any) -> Filled:
    """The whole lists behind the dues of this floor."""
    return STRIP, {
        "links": [
            (_("Chi non ha firmato"), reverse("placements:unsigned")),
            (_("Registri mancanti"), reverse("placements:missing")),
        ]
    }


@panel("placements.count_drafts", slot="drafts.count", order=10, who=Can.PROPOSE)
def count_drafts(request: HttpRequest, obj: Any) -> Filled:
    """How many of my proposals are in draft."""
    return STRIP, {"count": _work(request)["drafts"]}


@panel("placements.drafts", slot="drafts", order=10, who=Can.PROPOSE)
def drafts(request: HttpRequest, obj: Any) -> Filled | None:
    """My proposals in draft."""
    mine = visible_placements(request.user).of_worker(request.user.pk)
    rows = list(mine.filter(state=PlacementState.DRAFT).for_list())
    log_reading([one.beneficiary for one in rows], by=request.user, what="bozze")
    if not rows:
        return None
    versions = typed_versions(request.user, rows)
    lines = [(row, versions.get(row.pk, [])) for row in rows]
    return "placements/_drafts.html", {"lines": lines}
