"""The hours that the diary proposes for the timesheet: minutes by day, summed and rounded once.

Whoever accounts is told sums by the database and reads no note; a worker asks for their own.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from core.money import hours_of as hours_of
from core.period import Period
from projects.actions.refusing import Cell
from projects.models import Project, StaffHours


def say_clock(minutes: int) -> str:
    """“12:30”: hours and minutes."""
    return f"{minutes // 60}:{minutes % 60:02d}"


@dataclass(frozen=True)
class DiaryDay:
    """What a member of staff did for the people of a project on a day, in minutes."""

    member_id: int
    day: date
    minutes: int
    # Of people who take part in other projects, too: for a person to divide, proposed to none.
    between: int

    @property
    def month(self) -> date:
        """The first day of its month."""
        return self.day.replace(day=1)


def diary_days(project: Project, period: Period, member: int | None = None) -> list[DiaryDay]:
    """The days of one's own agency's staff (or of one member) for a project, in order."""
    asked = "select * from diary_minutes(%s, %s, %s) order by day, member"
    with connection.cursor() as cursor:
        cursor.execute(asked, [project.pk, period.start, period.end])
        found = [DiaryDay(*row) for row in cursor.fetchall()]
    return [one for one in found if member in (None, one.member_id)]


def minutes_by_cell(days: Iterable[DiaryDay]) -> dict[Cell, int]:
    """The minutes that are proposed, by member and month."""
    found: dict[Cell, int] = defaultdict(int)
    for one in days:
        found[one.member_id, one.month] += one.minutes
    return {cell: minutes for cell, minutes in found.items() if minutes}


@dataclass(frozen=True)
class Told:
    """What the diary says of one cell of the grid."""

    member_id: int
    month: date
    minutes: int
    between: int
    # What it said when the hours were taken from it; none where they were typed.
    taken: int | None
    is_empty: bool

    @property
    def clock(self) -> str:
        """“12:30”."""
        return say_clock(self.minutes)

    @property
    def clock_between(self) -> str:
        """The same of what belongs to more than one project."""
        return say_clock(self.between)

    @property
    def hours(self) -> Decimal:
        """What it proposes."""
        return hours_of(self.minutes)

    @property
    def has_changed(self) -> bool:
        """Whether the hours were taken from it, and it says something else since."""
        return self.taken is not None and self.taken != self.minutes

    @property
    def is_proposed(self) -> bool:
        """Whether it would fill an empty cell."""
        return self.is_empty and self.minutes > 0


def told_by_cell(days: Iterable[DiaryDay], worked: Iterable[StaffHours]) -> dict[Cell, Told]:
    """What the diary says beside each cell; also where it says nothing any more."""
    kept = {(row.member_id, row.month): row for row in worked}
    sums: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    for one in days:
        sums[one.member_id, one.month][0] += one.minutes
        sums[one.member_id, one.month][1] += one.between
    for cell, row in kept.items():
        if row.diary_minutes is not None:
            sums[cell]
    return {cell: _told(cell, both[0], both[1], kept.get(cell)) for cell, both in sums.items()}


def _told(cell: Cell, minutes: int, between: int, row: StaffHours | None) -> Told:
    taken = row.diary_minutes if row else None
    is_empty = row is None or not row.hours
    return Told(*cell, minutes, between, taken, is_empty)


# --- a worker's own month -------------------------------------------------------------------------


@dataclass(frozen=True)
class MyDay:
    """The minutes of a day by project: 0 outside of all projects, None between several."""

    day: date
    minutes: dict[int | None, int]

    @property
    def total(self) -> int:
        """All the minutes of the day, each act once."""
        return sum(self.minutes.values())


OUTSIDE, BETWEEN = 0, None


def my_days(user: Any, period: Period) -> list[MyDay]:
    """The days on which the user wrote of work with people, with its minutes by project."""
    asked = "select act, day, minutes, project, projects from diary_acts(%s, %s, %s, %s)"
    of_day: dict[date, dict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    between: dict[str, tuple[date, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(asked, [user.pk, user.acting.agency_id, period.start, period.end])
        for act, day, minutes, project, projects in cursor.fetchall():
            if projects > 1:
                # Told once for each of its projects, with the minutes of that one's people.
                between[act] = day, max(minutes, between.get(act, (day, 0))[1])
            else:
                of_day[day][project or OUTSIDE] += minutes
    for day, minutes in between.values():
        of_day[day][BETWEEN] += minutes
    return [MyDay(day, dict(of_day[day])) for day in sorted(of_day)]
