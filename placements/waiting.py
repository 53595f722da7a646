"""What waits on the homes of who works with placements: every count in one statement."""

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Max, Q, Subquery

from agencies.models import User
from placements.enums import ExtensionState, RegisterState
from placements.enums import PlacementState as S
from placements.filters import soon
from placements.lacking import lacks, with_lacking
from placements.policy import visible_extensions, visible_placements, visible_registers

UNDER_WAY = Q(state__in=(S.RUNNING, S.SUSPENDED))


def waiting_for(user: User, today: date) -> dict[str, int]:
    """Counts by name: the agency's, and with `my_` before those of who follows the placement."""
    mine = Q(promoter_tutor_id=user.pk) | Q(submitted_by_id=user.pk)
    extensions = visible_extensions(user).filter(state=ExtensionState.SUBMITTED)
    wanted = {state.value: Q(state=state) for state in S} | {
        # As the queue counts them: what waits for a decision may be an extension.
        S.SUBMITTED.value: Q(state=S.SUBMITTED) | Q(pk__in=extensions.values("placement_id")),
        "soon": UNDER_WAY & Q(ends_on__lte=soon()),
        "missing": lacks(today),
    }
    closed = visible_registers(user).filter(state=RegisterState.CLOSED).order_by()
    # One number, whatever the row: it is asked once, and comes with the others.
    number = Subquery(
        closed.values("state").annotate(number=Count("pk")).values("number"),
        output_field=IntegerField(),
    )
    rows = with_lacking(visible_placements(user), today).annotate(closed_registers=number)
    counted = rows.aggregate(
        **{name: Count("pk", filter=which) for name, which in wanted.items()},
        **{f"my_{name}": Count("pk", filter=which & mine) for name, which in wanted.items()},
        to_validate=Max("closed_registers"),
    )
    return {name: value or 0 for name, value in counted.items()}


def waiting(request: Any, today: date) -> dict[str, int]:
    """The counts of this request, asked once for all the panels of a home."""
    if not hasattr(request, "placements_waiting"):
        request.placements_waiting = waiting_for(request.user, today)
    kept: dict[str, int] = request.placements_waiting
    return kept
