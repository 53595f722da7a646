"""The shape of a placement of the demo: its terms, and how far it came."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from placements.enums import PlacementKind, PlacementState
from reporting.demo.hosts import Host, Tutor
from reporting.demo.plan import Record, Stay

S, K = PlacementState, PlacementKind


@dataclass(frozen=True)
class Placing:
    """One placement: its terms, and where it stands."""

    number: int
    record: Record
    stay: Stay
    state: PlacementState
    starts_on: date
    ends_on: date
    kind: PlacementKind = K.INCLUSION
    host: Host | None = None
    tutor: Tutor | None = None
    hours: int = 5
    allowance: Decimal = Decimal("500.00")
    ended_on: date | None = None
    outcome: str = ""
    break_reason: str = ""
    # First and last day of a rest; no last one where it is still at rest.
    rest: tuple[date, date | None] | None = None
    # The last day as it was first agreed, of one that was extended to `ends_on`.
    extended_from: date | None = None
    months_elsewhere: int = 0
    attestation_on: date | None = None
    # Minutes attended in a month, where that is a case of its own.
    attends: tuple[tuple[date, int], ...] = ()

    @property
    def agency(self) -> str:
        """Who proposes."""
        return self.record.agency

    @property
    def schedule(self) -> list[int]:
        """Minutes from Monday to Sunday."""
        return [self.hours * 60] * 5 + [0, 0]

    @property
    def last_day(self) -> date:
        """The last day in fact, or else in the plan."""
        return self.ended_on or self.ends_on

    def meets(self, other: "Placing") -> bool:
        """Whether the two have a planned day in common."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))
