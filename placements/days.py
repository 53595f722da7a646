"""Which days of a placement are planned, for how many minutes, and what was done on each.

A day is planned where the weekly schedule has minutes, the placement lasts, nothing suspends it
and Italy does not rest; the feast of a town's patron is left to the host (kind “closure”).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from core.period import Period
from placements.models import Placement

# First and last day of a suspension; no last day while it goes on.
Rest = tuple[date, date | None]


@dataclass(frozen=True)
class Mark:
    """What is written on a day: minutes done, or the kind of an absence."""

    minutes: int = 0
    absence: str = ""


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("IT", years=year))


def is_holiday(day: date) -> bool:
    """Whether all of Italy rests."""
    return day in _holidays(day.year)


def month_of(day: date) -> date:
    """The first day of the month: how registers name it."""
    return day.replace(day=1)


def read_month(text: str) -> date | None:
    """The first day of the month that an address names (“2021-06”), if it names one."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    # A month without one before it, or after it, is not in the calendar.
    return first if 1900 < first.year < 2100 else None


def last_of(month: date) -> date:
    """The last day of the month that begins on this day."""
    return Period.of_month(month.year, month.month).last or month


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def days_inside(placement: Placement, first: date, last: date) -> list[date]:
    """The calendar days of a stretch on which the placement lasts."""
    if placement.starts_on is None or placement.ends_on is None:
        return []
    over = placement.ended_on or placement.ends_on
    return days_between(max(first, placement.starts_on), min(last, over))


def rests_on(day: date, rests: Iterable[Rest]) -> bool:
    """Whether a suspension holds on this day."""
    return any(start <= day and (end is None or day <= end) for start, end in rests)


def planned_days(
    placement: Placement, first: date, last: date, *, rests: Iterable[Rest] = ()
) -> dict[date, int]:
    """The planned days of a stretch, each with its minutes."""
    schedule, rests = placement.schedule or [0] * 7, tuple(rests)
    return {
        day: schedule[day.weekday()]
        for day in days_inside(placement, first, last)
        if schedule[day.weekday()] and not is_holiday(day) and not rests_on(day, rests)
    }


def suspended_days(
    placement: Placement, first: date, last: date, *, rests: Iterable[Rest]
) -> list[date]:
    """The calendar days of a stretch inside the placement on which it rests."""
    rests = tuple(rests)
    return [day for day in days_inside(placement, first, last) if rests_on(day, rests)]
