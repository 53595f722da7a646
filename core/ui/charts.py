"""Charts as values: computed here, drawn by one SVG template, the same in page and PDF.

Colours are attributes, so that the PDF engine needs no style sheet; classes let a page restyle.
Every bar carries its number; the table beside it holds the same rows.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.ui.words import say_number

Number = int | float | Decimal

WIDTH, LABELS, NUMBERS = 680, 230, 70
NARROW_WIDTH = 328
BAR, GAP, PAIR_GAP, TEXT = 18, 14, 2, 18
# Characters that surely fit beside the bars, and above them on a phone, at 14 px.
FIT = {"wide": 29, "narrow": 42}


@dataclass(frozen=True)
class Row:
    """One thing compared: its name, its value, and the value of the second series."""

    label: str
    value: Number
    second: Number | None = None


@dataclass(frozen=True)
class Bar:
    """A drawn bar: place, length, its number in words."""

    y: int
    width: float
    text: str
    series: int

    @property
    def middle(self) -> int:
        """Where the number's baseline stands."""
        return self.y + BAR - 5


@dataclass(frozen=True)
class Line:
    """The bars of one row, with its name (each line with its baseline) above or beside them."""

    words: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Drawing:
    """One SVG: wide with names beside the bars, or narrow with names above them."""

    kind: str
    width: int
    height: int
    start: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class BarChart:
    """A horizontal bar chart of one or two series."""

    title: str
    unit: str
    description: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: Drawing
    narrow: Drawing
    template: str = "ui/_bars.html"

    @property
    def summary(self) -> str:
        """The words over the folded table."""
        return _("I dati del grafico")

    @property
    def key(self) -> str:
        """The same chart has the same ids in each rendering."""
        return f"chart-{abs(hash_of(self.title))}"


def hash_of(text: str) -> int:
    """A small number that does not change between processes, unlike hash()."""
    total = 0
    for character in text:
        total = (total * 31 + ord(character)) % 1_000_003
    return total


def bars(
    *,
    title: str,
    unit: str,
    rows: Sequence[Row],
    series: tuple[str, ...] = (),
    most: Number | None = None,
) -> BarChart:
    """A chart of one series, or of two where `series` names both (value, then second).

    `most`: the value of a whole bar, where a scale has an end; else the greatest there is.
    """
    values: list[Any] = [abs(value) for row in rows for value in _values(row)]
    most = most or max(values, default=0) or 1
    return BarChart(
        title=title,
        unit=unit,
        description=_describe(rows, unit, series),
        series=series,
        rows=tuple(rows),
        wide=_draw(rows, most, kind="wide"),
        narrow=_draw(rows, most, kind="narrow"),
    )


def _values(row: Row) -> list[Number]:
    return [row.value] if row.second is None else [row.value, row.second]


def _describe(rows: Sequence[Row], unit: str, series: tuple[str, ...]) -> str:
    said = []
    for row in rows:
        pairs = zip(series or ("",), _values(row), strict=False)
        said.append(f"{row.label}: " + ", ".join(f"{n} {say_number(v)}".strip() for n, v in pairs))
    return f"{'; '.join(said)} ({unit})."


def _draw(rows: Sequence[Row], most: Number, *, kind: str) -> Drawing:
    width = WIDTH if kind == "wide" else NARROW_WIDTH
    start = LABELS if kind == "wide" else 0
    room, y, lines = width - start - NUMBERS, 0, []
    for row in rows:
        texts = textwrap.wrap(row.label, FIT[kind]) or [""]
        top = y if kind == "wide" else y + TEXT * len(texts) + PAIR_GAP
        placed = _bars(_values(row), top=top, room=room, most=most)
        words = tuple((text, y + BAR - 5 + TEXT * i) for i, text in enumerate(texts))
        lines.append(Line(words, placed))
        y = max(placed[-1].y + BAR, y + TEXT * len(texts)) + GAP
    return Drawing(kind, width, max(y - GAP, 1), start, tuple(lines))


def _bars(values: list[Number], *, top: int, room: int, most: Number) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            y=top + index * (BAR + PAIR_GAP),
            width=round(float(value) / float(most) * room, 1),
            text=say_number(value) if value else "–",
            series=index,
        )
        for index, value in enumerate(values)
    )
