"""The grid of a week: people by days, each cell with what is written, proposed or locked."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from core.ui.words import JOINER, MONTHS, WEEKDAYS, say_minutes
from placements.days import Mark, days_between, month_of, planned_days
from placements.enums import Absence, RegisterState
from placements.models import AttendanceRegister, Placement
from placements.querysets import PlacementQuerySet
from placements.sheets import marks_of, read_marks, read_rests, rests_of

SHOWN = 25
SATURDAY = 5


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def say_mark(mark: Mark | None) -> str:
    """What a cell says: “4 h”, “Malattia”, nothing."""
    if mark is None:
        return ""
    if mark.absence:
        return Absence(mark.absence).short
    return say_minutes(mark.minutes) if mark.minutes else f"0{JOINER}h"


def say_weekday(day: date) -> str:
    """“lun 14 giu”."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def key_of(placement: int, day: date) -> str:
    """The name of a cell in the form, after its kind."""
    return f"{placement}-{day:%Y%m%d}"


@dataclass
class Cell:
    """One person on one day; `text` and `error` are what was typed, where it could not be saved."""

    key: str
    day: date
    label: str
    planned: int
    mark: Mark | None
    is_today: bool
    # off: not planned; locked: only read; future: not yet; open: to write.
    kind: str
    position: int
    text: str | None = None
    error: str = ""

    @property
    def shown(self) -> str:
        """What stands in the cell."""
        return say_mark(self.mark) if self.text is None else self.text

    @property
    def proposed(self) -> str:
        """The planned hours, as the cell proposes them."""
        return say_minutes(self.planned)

    @property
    def absence(self) -> str:
        """The kind of absence that is written."""
        return self.mark.absence if self.mark else ""

    @property
    def css(self) -> str:
        """The dress of the cell."""
        if self.mark is None:
            return "pc-cell--prop"
        if not self.mark.absence:
            return ""
        return "pc-cell--unj" if self.mark.absence == Absence.UNEXCUSED else "pc-cell--abs"

    @property
    def is_waiting(self) -> bool:
        """To confirm: planned, come, and nothing written."""
        return self.kind == "open" and self.mark is None


@dataclass
class Row:
    """One person's week."""

    placement: Placement
    cells: list[Cell]
    # The register of the week's first month that exists, and the months only read.
    register: int | None
    locked: list[str]

    @property
    def minutes(self) -> int:
        """Minutes done in the week."""
        return sum(cell.mark.minutes for cell in self.cells if cell.mark)

    @property
    def planned(self) -> int:
        """Minutes planned in the week."""
        return sum(cell.planned for cell in self.cells)

    @property
    def is_waiting(self) -> bool:
        """Whether a day waits to be confirmed."""
        return any(cell.is_waiting for cell in self.cells)


@dataclass
class Head:
    """One day over the columns, and its sum below."""

    day: date
    label: str
    is_today: bool
    is_shown: bool
    is_future: bool
    minutes: int = 0


def weeks_of(placements: PlacementQuerySet, monday: date, *, weeks: int = 1) -> PlacementQuerySet:
    """Who has days in these weeks, with all that the grid needs: one statement."""
    sunday = monday + timedelta(days=7 * weeks - 1)
    registers = AttendanceRegister.objects.filter(
        placement_id=OuterRef("pk"), month__in={month_of(monday), month_of(sunday)}
    ).order_by("month")
    told = JSONObject(pk="pk", month="month", state="state")
    marks = marks_of(register__placement_id=OuterRef("pk"), day__range=(monday, sunday))
    rows = placements.begun().during(monday, sunday).select_related("beneficiary", "host")
    return rows.annotate(
        rests=rests_of("pk"), marks=marks, months=ArraySubquery(registers.values(json=told))
    ).order_by("beneficiary__last_name", "beneficiary__first_name", "pk")


@dataclass
class Week:
    """The grid of one week, filled with the placements of one page."""

    monday: date
    today: date
    placements: Iterable[Any]
    writable: bool
    chosen_day: date | None = None
    rows: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        placements = list(self.placements)
        last = SATURDAY - 1
        for one in placements:
            used = [number for number, planned in enumerate(one.schedule) if planned]
            last = max([last, *used])
        self.days = days_between(self.monday, self.monday + timedelta(days=last))
        rows = [self._row(one) for one in placements]
        self.rows = [row for row in rows if row.planned or row.minutes]

    def _row(self, one: Any) -> Row:
        plan = planned_days(one, self.days[0], self.days[-1], rests=read_rests(one.rests))
        marks = read_marks(one.marks)
        states = {date.fromisoformat(told["month"]): told["state"] for told in one.months}
        cells = [self._cell(one, number, plan, marks, states) for number in range(len(self.days))]
        locked = [str(RegisterState(state).label) for state in states.values() if state != "OPEN"]
        return Row(one, cells, one.months[0]["pk"] if one.months else None, locked)

    def _cell(
        self,
        one: Any,
        number: int,
        plan: dict[date, int],
        marks: dict[date, Mark],
        states: dict[date, str],
    ) -> Cell:
        day = self.days[number]
        return Cell(
            key=key_of(one.pk, day),
            day=day,
            label=f"{one.beneficiary.full_name}, {say_weekday(day)}",
            planned=plan.get(day, 0),
            mark=marks.get(day) if day in plan else None,
            is_today=day == self.today,
            kind=self._kind(day, day in plan, states.get(month_of(day), "OPEN")),
            position=number,
        )

    def _kind(self, day: date, is_planned: bool, state: str) -> str:
        if not is_planned:
            return "off"
        if state != RegisterState.OPEN or not self.writable:
            return "locked"
        return "future" if day > self.today else "open"

    @cached_property
    def shown_day(self) -> date:
        """The one day a phone shows first: the chosen one, today, or the last before it."""
        if self.chosen_day in self.days:
            return self.chosen_day
        return max((day for day in self.days if day <= self.today), default=self.days[0])

    @property
    def heads(self) -> list[Head]:
        """The days with their sums."""
        heads = [
            Head(
                day,
                say_weekday(day),
                day == self.today,
                day == self.shown_day,
                day > self.today,
            )
            for day in self.days
        ]
        for row in self.rows:
            for head, cell in zip(heads, row.cells, strict=True):
                head.minutes += cell.mark.minutes if cell.mark else 0
        return heads

    @property
    def cells(self) -> dict[str, Cell]:
        """Every cell by its key."""
        return {cell.key: cell for row in self.rows for cell in row.cells}

    @property
    def minutes(self) -> int:
        """Minutes done by all."""
        return sum(row.minutes for row in self.rows)

    @property
    def planned(self) -> int:
        """Minutes planned for all."""
        return sum(row.planned for row in self.rows)

    @property
    def waiting(self) -> int:
        """How many people have a day to confirm."""
        return sum(row.is_waiting for row in self.rows)

    @property
    def has_open(self) -> bool:
        """Whether anything can be written."""
        return any(cell.kind == "open" for cell in self.cells.values())

    @property
    def seen(self) -> str:
        """What the page shows as written: it goes with the form and comes back."""
        written = {
            key: cell.mark.absence or cell.mark.minutes
            for key, cell in self.cells.items()
            if cell.kind == "open" and cell.mark
        }
        return json.dumps(written, separators=(",", ":"))

    @property
    def month_key(self) -> str:
        """The month of the first day, as addresses name it."""
        return f"{self.days[0]:%Y-%m}"

    @property
    def previous(self) -> date:
        """The Monday before."""
        return self.monday - timedelta(days=7)

    @property
    def next(self) -> date:
        """The Monday after."""
        return self.monday + timedelta(days=7)

    @property
    def title(self) -> str:
        """“14 – 18 giugno 2021”, said short."""
        return say_week(self.days[0], self.days[-1])


def say_week(first: date, last: date) -> str:
    """A stretch of days: “14 – 18 giu 2021”, “28 giu – 2 lug 2021”."""
    start = (
        f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    )
    return _("%(start)s – %(end)s") % {
        "start": start,
        "end": f"{last.day} {MONTHS[last.month - 1]} {last.year}",
    }
