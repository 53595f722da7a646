"""What the homes count of the placements: asked once for all the panels of a page."""

from typing import Any

from django.db.models import Count, Max, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone

from placements.enums import PlacementState, RegisterState
from placements.filters import soon
from placements.lacking import with_lacking
from placements.policy import visible_placements, visible_registers

# Of those I follow, by state.
MINE = (
    PlacementState.CHANGES,
    PlacementState.DRAFT,
    PlacementState.APPROVED,
    PlacementState.RUNNING,
)


def counts_of(request: HttpRequest) -> dict[str, int]:
    """The figures by name, those of placements one follows after `my_`; one statement a page."""
    if not hasattr(request, "placement_counts"):
        request.placement_counts = _count(request.user)  # type: ignore[attr-defined]
    kept: dict[str, int] = request.placement_counts  # type: ignore[attr-defined]
    return kept


def _count(user: Any) -> dict[str, int]:
    rows, lacks = with_lacking(visible_placements(user), timezone.localdate())
    mine = Q(promoter_tutor_id=user.pk) | Q(submitted_by_id=user.pk)
    under_way = Q(state__in=(PlacementState.RUNNING, PlacementState.SUSPENDED))
    ends_soon = under_way & Q(ends_on__lte=soon())
    named = {
        "review": Q(state=PlacementState.SUBMITTED),
        "sign": Q(state=PlacementState.APPROVED),
        "rest": Q(state=PlacementState.SUSPENDED),
        "soon": ends_soon,
        "to_close": lacks,
        "my_soon": mine & ends_soon,
        "my_to_close": mine & lacks,
        **{f"my_{state.value}": mine & Q(state=state) for state in MINE},
    }
    closed = visible_registers(user).filter(state=RegisterState.CLOSED).order_by()
    number = closed.values("agency_id").annotate(number=Count("pk")).values("number")
    counted = rows.aggregate(
        # The same for each row: the database asks once.
        to_validate=Max(Subquery(number[:1])),
        **{name: Count("pk", filter=which) for name, which in named.items()},
    )
    return {name: found or 0 for name, found in counted.items()}
