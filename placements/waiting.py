"""What waits in an agency's placements, by whoever has them in hand: one statement for a home."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Subquery, When
from django.utils import timezone

from agencies.models import User
from placements.enums import BEGUN, ExtensionState, RegisterState
from placements.enums import PlacementState as S
from placements.filters import soon
from placements.lacking import lacks, with_lacking
from placements.policy import visible_extensions, visible_placements, visible_registers

UNDER_WAY = Q(state__in=(S.RUNNING, S.SUSPENDED))
LOOKED_AT = (S.SUBMITTED, S.APPROVED, *BEGUN)


@dataclass(frozen=True)
class Waiting:
    """The agency's counts; months to close also by tutor and proposer."""

    to_review: int
    to_sign: int
    soon: int
    missing: tuple[tuple[frozenset[int], int], ...]
    to_validate: int

    @property
    def all_missing(self) -> int:
        """Placements with a month that nobody closed."""
        return sum(number for _hands, number in self.missing)


def waiting_for(user: User, today: date) -> Waiting:
    """What waits in the placements one sees."""
    closed = visible_registers(user).filter(state=RegisterState.CLOSED).order_by()
    # One number, whatever the row: it is asked once, and comes with the others.
    number = Subquery(
        closed.values("state").annotate(number=Count("pk")).values("number"),
        output_field=IntegerField(),
    )
    rows: Any = with_lacking(visible_placements(user).filter(state__in=LOOKED_AT), today)
    told = rows.annotate(
        # As the lists count them: what waits may be an extension.
        is_asked=_whether(Q(state=S.SUBMITTED) | _extended(user, ExtensionState.SUBMITTED)),
        is_unsigned=_whether(Q(state=S.APPROVED) | _extended(user, ExtensionState.APPROVED)),
        is_missing=_whether(lacks(today)),
        is_soon=_whether(UNDER_WAY & Q(ends_on__lte=soon())),
        closed_registers=number,
    )
    hands = ("promoter_tutor_id", "submitted_by_id")
    by = ("state", "is_asked", "is_unsigned", *hands, "is_missing", "is_soon")
    lines = told.order_by().values(*by, "closed_registers").annotate(number=Count("pk"))
    return _summed(list(lines))


def _extended(user: User, state: ExtensionState) -> Q:
    extensions = visible_extensions(user).filter(state=state)
    return Q(pk__in=extensions.values("placement_id"))


def _whether(which: Q) -> Case:
    return Case(When(which, then=True), default=False)


def _summed(lines: list[dict[str, Any]]) -> Waiting:
    def several(which: str, wanted: object = True) -> int:
        return sum(line["number"] for line in lines if line[which] == wanted)

    return Waiting(
        to_review=several("is_asked"),
        to_sign=several("is_unsigned"),
        soon=several("is_soon"),
        missing=tuple(
            (frozenset({line["promoter_tutor_id"], line["submitted_by_id"]} - {None}),
             line["number"])
            for line in lines
            if line["is_missing"]
        ),
        to_validate=max((line["closed_registers"] or 0 for line in lines), default=0),
    )  # fmt: skip


def waiting(request: Any) -> Waiting:
    """The counts of this request, asked once for all that a home shows of them."""
    if not hasattr(request, "placements_waiting"):
        request.placements_waiting = waiting_for(request.user, timezone.localdate())
    kept: Waiting = request.placements_waiting
    return kept
