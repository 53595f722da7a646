"""The sheet of one month of one person: each day planned and done, the sums, what lacks.

Everything a sheet needs comes with its register in one statement (`with_days`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from core.money import cents, percent_of
from core.ui.words import LONG_MONTHS
from placements.allowances import AllowanceRules, MonthFacts
from placements.days import (
    Mark,
    Rest,
    days_inside,
    is_holiday,
    last_of,
    planned_days,
    rests_on,
    suspended_days,
)
from placements.enums import Absence
from placements.models import AttendanceEntry, AttendanceRegister, Suspension
from projects.models import Call


def in_hours(minutes: int) -> Decimal:
    """Minutes as hours, whole where they are."""
    hours = cents(Decimal(minutes) / 60)
    return hours if hours % 1 else Decimal(int(hours))


def say_month(month: date) -> str:
    """“marzo 2021”."""
    return f"{LONG_MONTHS[month.month - 1]} {month.year}"


def rests_of(outer: str) -> ArraySubquery:
    """The suspensions of the placement that `outer` names, as an array of objects."""
    rests = Suspension.objects.filter(placement_id=OuterRef(outer)).order_by("starts_on")
    return ArraySubquery(rests.values(json=JSONObject(first="starts_on", last="ends_on")))


def marks_of(**where: Any) -> ArraySubquery:
    """The days written down, as an array of objects."""
    entries = AttendanceEntry.objects.filter(is_confirmed=True, **where).order_by("day")
    told = JSONObject(day="day", minutes="minutes", absence="absence")
    return ArraySubquery(entries.values(json=told))


def read_rests(stored: list[dict[str, Any]]) -> list[Rest]:
    """What `rests_of` brought."""
    return [
        (date.fromisoformat(one["first"]), one["last"] and date.fromisoformat(one["last"]))
        for one in stored
    ]


def read_marks(stored: list[dict[str, Any]]) -> dict[date, Mark]:
    """What `marks_of` brought, by day."""
    return {date.fromisoformat(one["day"]): Mark(one["minutes"], one["absence"]) for one in stored}


def with_days(registers: QuerySet[AttendanceRegister]) -> QuerySet[AttendanceRegister]:
    """Registers with what their sheets need; still one statement."""
    return registers.select_related("placement__beneficiary", "placement__host").annotate(
        rests=rests_of("placement_id"), marks=marks_of(register_id=OuterRef("pk"))
    )


@dataclass(frozen=True)
class Line:
    """One day of the sheet."""

    day: date
    planned: int
    mark: Mark | None
    is_holiday: bool
    is_suspended: bool

    @property
    def absence(self) -> Absence | None:
        """The kind of absence, if it was one."""
        return Absence(self.mark.absence) if self.mark and self.mark.absence else None


@dataclass(frozen=True)
class MonthSheet:
    """The month of a register that came by `with_days`."""

    register: Any

    @cached_property
    def rests(self) -> list[Rest]:
        """The suspensions of the placement."""
        return read_rests(self.register.rests)

    @cached_property
    def marks(self) -> dict[date, Mark]:
        """What is written, by day."""
        return read_marks(self.register.marks)

    @property
    def first(self) -> date:
        """The first day of the month."""
        first: date = self.register.month
        return first

    @property
    def last(self) -> date:
        """The last day of the month."""
        return last_of(self.first)

    @cached_property
    def plan(self) -> dict[date, int]:
        """The planned days and their minutes."""
        return planned_days(self.register.placement, self.first, self.last, rests=self.rests)

    @property
    def planned_minutes(self) -> int:
        """Minutes planned in the month, suspensions left out."""
        return sum(self.plan.values())

    @property
    def minutes(self) -> int:
        """Minutes done on planned days."""
        return sum(self.marks[day].minutes for day in self.plan if day in self.marks)

    @property
    def hours(self) -> Decimal:
        """Hours done."""
        return in_hours(self.minutes)

    @property
    def planned_hours(self) -> Decimal:
        """Hours planned."""
        return in_hours(self.planned_minutes)

    @property
    def month(self) -> str:
        """“marzo 2021”."""
        return say_month(self.first)

    @property
    def percent(self) -> Decimal | None:
        """How much of the planned hours was done, in hundredths; none where nothing is planned.

        A threshold decides on it: it is shown cut, as in the calculation of the allowance.
        """
        return percent_of(self.minutes, self.planned_minutes)

    @property
    def week(self) -> date:
        """A day of the first week that lacks something, else of the first week."""
        return min(self.unwritten or self.plan, default=self.first)

    @property
    def unwritten(self) -> list[date]:
        """Planned days with neither hours nor an absence."""
        return [day for day in self.plan if day not in self.marks]

    @property
    def ends(self) -> date | None:
        """The last day that could have been worked, whatever rests; it ends the month."""
        return max(planned_days(self.register.placement, self.first, self.last), default=None)

    def lines(self) -> Iterator[Line]:
        """Every day that was to be worked, or rests on a day of the schedule."""
        schedule = self.register.placement.schedule or [0] * 7
        for day in days_inside(self.register.placement, self.first, self.last):
            if schedule[day.weekday()] or day in self.marks:
                yield Line(
                    day,
                    self.plan.get(day, 0),
                    self.marks.get(day) if day in self.plan else None,
                    is_holiday(day),
                    rests_on(day, self.rests),
                )

    def facts(self) -> MonthFacts:
        """What the allowance of the month follows from."""
        placement = self.register.placement
        inside = days_inside(placement, self.first, self.last)
        rested = suspended_days(placement, self.first, self.last, rests=self.rests)
        return MonthFacts(
            kind=placement.kind,
            month=self.first,
            agreed=placement.monthly_allowance,
            planned_minutes=self.planned_minutes,
            attended_minutes=self.minutes,
            placement_days=len(inside),
            suspended_days=len(rested),
            host_is_public=placement.host.is_public,
            gets_income_support=placement.gets_income_support,
        )


def rules_of(call: Call) -> AllowanceRules:
    """How a call pays an allowance."""
    return AllowanceRules(
        # A threshold of nothing is none: every share would reach it.
        threshold=call.allowance_threshold or None,
        inclusion_threshold=call.inclusion_threshold or None,
        floor=call.allowance_floor,
        public_host_prorates=call.public_host_prorates,
        partial_month="DAYS" if call.prorates_partial_months else "FULL",
        pays_without_attendance=call.pays_without_attendance,
        pays_on_income_support=call.pays_on_income_support,
    )
