"""A slope chart as a value: the same things on two days, from level to level.

Each level is a band, as high as its two sides ask for, so that every thing has a line of its own
on both sides: labels stand beside their points and never on each other, what stayed is level.
What went up or down is told by the stroke and by a sign with a number, not by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.ui.charts import Row, hash_of

HEAD, SLOT, PAD, LEAST = 30, 22, 5, 1
# By width of the drawing: where the two days stand.
PLACES = {"wide": (680, 225, 445), "narrow": (328, 108, 214)}


@dataclass(frozen=True)
class Change:
    """One thing on two days; no level: it was not looked at then."""

    label: str
    before: int | None
    after: int | None
    short: str = ""

    @property
    def steps(self) -> int | None:
        """By how many levels it moved; none where a side lacks."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def kind(self) -> str:
        """How it moved: up, down, same, or alone (one side only)."""
        steps = self.steps
        if steps is None:
            return "alone"
        return "same" if not steps else "up" if steps > 0 else "down"

    @property
    def sign(self) -> str:
        """By how much, with an arrow that does without colour."""
        steps = self.steps or 0
        return f"▲ +{steps}" if steps > 0 else f"▼ −{-steps}" if steps else ""


@dataclass(frozen=True)
class Band:
    """One level across the drawing."""

    level: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """The baseline of its number."""
        return self.y + self.height // 2 + 5


@dataclass(frozen=True)
class Point:
    """One thing on one day."""

    label: str
    y: int
    sign: str = ""

    @property
    def baseline(self) -> int:
        """Where its label stands."""
        return self.y + 5


@dataclass(frozen=True)
class Path:
    """From a point on the first day to its point on the second."""

    y1: int
    y2: int
    kind: str


@dataclass(frozen=True)
class Drawing:
    """One SVG: wide with whole names, or narrow with short ones."""

    kind: str
    width: int
    height: int
    left: int
    right: int
    bands: tuple[Band, ...]
    starts: tuple[Point, ...]
    ends: tuple[Point, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class SlopeChart:
    """The same things on two days."""

    title: str
    unit: str
    description: str
    series: tuple[str, str]
    rows: tuple[Row, ...]
    wide: Drawing
    narrow: Drawing
    template: str = "ui/_slope.html"

    @property
    def summary(self) -> str:
        """The words over the folded table."""
        return _("I dati del grafico")

    @property
    def key(self) -> str:
        """The same chart has the same ids in each rendering."""
        return f"slope-{hash_of(self.title)}"


def slope(
    *, title: str, unit: str, days: tuple[str, str], changes: Sequence[Change], levels: range
) -> SlopeChart:
    """A chart of how each thing moved between two days."""
    seen = [one for one in changes if one.before is not None or one.after is not None]
    return SlopeChart(
        title=title,
        unit=unit,
        description=_describe(seen, days),
        series=days,
        rows=tuple(Row(one.label, one.before or 0, one.after or 0) for one in seen),
        wide=_draw(seen, levels, kind="wide"),
        narrow=_draw(seen, levels, kind="narrow"),
    )


def _describe(changes: Sequence[Change], days: tuple[str, str]) -> str:
    lacking = _("non valutata")
    said = (
        f"{one.label}: {days[0]} {one.before or lacking}, {days[1]} {one.after or lacking}"
        for one in changes
    )
    return "; ".join(said) + "."


def _draw(changes: Sequence[Change], levels: range, *, kind: str) -> Drawing:
    width, left, right = PLACES[kind]
    bands: list[Band] = []
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    y = HEAD
    for level in reversed(levels):
        slots = _slots(changes, level)
        count = max((place for _side, _label, place in slots), default=LEAST - 1) + 1
        for side, label, place in slots:
            (starts if side == "left" else ends)[label] = y + PAD + SLOT * place + SLOT // 2
        bands.append(Band(level, y, count * SLOT + 2 * PAD))
        y += bands[-1].height
    return Drawing(
        kind, width, y, left, right, tuple(bands),
        tuple(Point(_name(one, kind), starts[one.label]) for one in changes
              if one.label in starts),
        tuple(Point(_name(one, kind), ends[one.label], one.sign) for one in changes
              if one.label in ends),
        tuple(Path(starts[one.label], ends[one.label], one.kind) for one in changes
              if one.label in starts and one.label in ends),
    )  # fmt: skip


def _slots(changes: Sequence[Change], level: int) -> list[tuple[str, str, int]]:
    """Side, label and line of each thing at a level.

    Above stands what leaves upwards or came from above, in the middle what stayed, on one line so
    that it is drawn level, below the rest: so few lines cross.
    """
    here = [one for one in changes if one.before == level]
    there = [one for one in changes if one.after == level]
    stayed = [one.label for one in here if one.kind == "same"]
    here = sorted((one for one in here if one.kind != "same"), key=_by_after)
    there = sorted((one for one in there if one.kind != "same"), key=_by_before)
    up = [one.label for one in here if one.kind == "up"]
    fell = [one.label for one in there if one.kind == "down"]
    top = max(len(up), len(fell))
    down = [one.label for one in here if one.kind != "up"]
    rose = [one.label for one in there if one.kind != "down"]
    placed = (("left", up, 0), ("right", fell, 0), ("left", stayed, top), ("right", stayed, top),
              ("left", down, top + len(stayed)), ("right", rose, top + len(stayed)))  # fmt: skip
    return [
        (side, label, first + place)
        for side, labels, first in placed
        for place, label in enumerate(labels)
    ]


def _by_after(one: Change) -> int:
    return -(one.after or 0)


def _by_before(one: Change) -> int:
    return -(one.before or 0)


def _name(one: Change, kind: str) -> str:
    return one.label if kind == "wide" or not one.short else one.short
