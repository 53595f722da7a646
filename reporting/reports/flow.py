"""Entries and exits at the end of each quarter: the numbers of one chart and of its table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.period import months_after
from core.ui.words import MONTHS

# The drawing, in its own units: room for the columns, and beside them for the words.
WIDTH, HEIGHT, FLOOR, TOP = 1780, 340, 270, 40
ROOM, LEFT = 1480, 40
MOST_QUARTERS = 12


@dataclass(frozen=True)
class Quarter:
    """How many had entered and left by its last day."""

    ends_on: date
    entered: int
    left: int

    @property
    def label(self) -> str:
        """“dic 2020”."""
        return f"{MONTHS[self.ends_on.month - 1]} {self.ends_on.year}"

    @property
    def present(self) -> int:
        """Who was still there."""
        return self.entered - self.left


@dataclass(frozen=True)
class Pillar:
    """One drawn column: place, size, and its number with the place of it."""

    x: float
    y: float
    width: float
    height: float
    number: int

    @property
    def middle(self) -> float:
        """Where the number stands."""
        return self.x + self.width / 2

    @property
    def is_tall(self) -> bool:
        """Whether the number fits inside the column, where no line crosses it."""
        return self.height > 44

    @property
    def baseline(self) -> float:
        """Where the number stands: inside a tall column, above a short one."""
        return self.y + (31 if self.is_tall else -8)


@dataclass(frozen=True)
class Drawing:
    """The chart: pairs of columns by quarter, and the line of the target."""

    pairs: tuple[tuple[Quarter, float, Pillar, Pillar], ...]
    target: int
    target_y: float
    title: str


def quarters(starts_on: date, cut_off: date) -> list[date]:
    """The last days of the quarters between both, the cut-off day last; at most the latest 12."""
    day = date(starts_on.year, (starts_on.month - 1) // 3 * 3 + 1, 1)
    ends = []
    while (following := months_after(day, 3)) <= cut_off:
        ends.append(following - timedelta(days=1))
        day = following
    return [*ends, cut_off][-MOST_QUARTERS:]


def flow(
    starts_on: date, cut_off: date, stays: Iterable[tuple[date, date | None]]
) -> list[Quarter]:
    """Entered and left, cumulated to each quarter's end."""
    kept = list(stays)
    return [
        Quarter(
            day,
            sum(1 for entered, _left in kept if entered <= day),
            sum(1 for _entered, left in kept if left is not None and left <= day),
        )
        for day in quarters(starts_on, cut_off)
    ]


def draw(shown: list[Quarter], *, target: int, title: str) -> Drawing:
    """Place the columns; the tallest number or the target fills the height."""
    most = max([target, *(quarter.entered for quarter in shown)]) or 1
    scale = (FLOOR - TOP) / most
    step = ROOM / max(len(shown), 1)
    wide = min(84.0, step * 0.36)

    def pillar(x: float, number: int) -> Pillar:
        tall = round(number * scale, 1)
        return Pillar(round(x, 1), FLOOR - tall, round(wide, 1), tall, number)

    pairs = []
    for position, quarter in enumerate(shown):
        middle = LEFT + step * (position + 0.5)
        first, second = pillar(middle - wide - 3, quarter.entered), pillar(middle + 3, quarter.left)
        pairs.append((quarter, round(middle, 1), first, second))
    return Drawing(tuple(pairs), target, round(FLOOR - target * scale, 1), title)
