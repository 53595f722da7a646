"""What this floor puts on the person's and the participation's page, and on the homes."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.models import Beneficiary
from core.panels import panel
from core.policy import may
from placements.enums import PlacementState
from placements.filters import MINE, SOON_DAYS
from placements.policy import Can, visible_placements
from placements.waiting import waiting
from projects.models import Participation
from projects.panels import participations_of

Filled = tuple[str, dict[str, Any]]


@panel("placements.of_person", slot="person.rail", order=30, who=Can.PROPOSE)
def of_person(request: HttpRequest, person: Beneficiary) -> Filled | None:
    """The person's placements, and the way to propose one where they take part in a project."""
    rows = list(visible_placements(request.user).filter(beneficiary=person).for_list().reverse())
    entered = reversed(participations_of(request, person))
    participations = [one for one in entered if one.exit_on is None]
    if not rows and not participations:
        return None
    several = len(participations) > 1
    return "placements/_panel.html", {
        "rows": rows,
        "ways": [
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
    ways = [("", reverse("placements:propose", args=[participation.pk]))] if offers else []
    return "placements/_panel.html", {"rows": rows, "ways": ways}


@panel("placements.mine", slot="home", order=30, who=Can.PROPOSE)
def mine(request: HttpRequest, obj: Any) -> Filled | None:
    """The placements I follow that wait for something; each figure opens its list."""
    states = (
        (_("Modifiche richieste"), PlacementState.CHANGES),
        (_("Bozze"), PlacementState.DRAFT),
        (_("Approvati da firmare"), PlacementState.APPROVED),
        (_("In corso"), PlacementState.RUNNING),
    )
    counted = waiting(request, timezone.localdate())
    names = [f"my_{state.value}" for _label, state in states] + ["my_soon"]
    if not any(counted[name] for name in names):
        return None
    url = f"{reverse('placements:list')}?di={MINE}"
    figures = [
        (label, counted[f"my_{state.value}"], f"{url}&stato={state.value}")
        for label, state in states
    ]
    figures.append((_("In scadenza"), counted["my_soon"], f"{url}&scadenza={SOON_DAYS}"))
    return "placements/_home.html", {"figures": figures}
