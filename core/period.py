"""Days and stretches of days: half-open, so that one ends where the next begins."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays
from django.utils import timezone

IMMEDIATE_RESULT_DAYS = 28
SATURDAY = 5


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` up to but not including `end`; no end means it is still open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("A period cannot end before it starts.")

    @classmethod
    def through(cls, first: date, last: date) -> "Period":
        """The period people mean by «dal … al …»: both days belong to it."""
        return cls(first, day_after(last))

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """A calendar month."""
        first = date(year, month, 1)
        return cls(first, months_after(first, 1))

    @property
    def last(self) -> date | None:
        """The last day inside; none while it is open."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def days(self) -> int | None:
        """How many days it holds; none while it is open."""
        return None if self.end is None else (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether a day belongs to both."""
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        """The days that belong to both, or nothing; an empty period meets nothing."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends, default=None)
        return None if end is not None and end <= start else Period(start, end)


def day_after(day: date) -> date:
    """The next day; the last day of the calendar has none and stays."""
    return day if day == date.max else day + timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day some months later (or earlier), at most the last of that month.

    31 August and six months is 28 February, or the 29th in a leap year. Raises ValueError
    outside the years 1-9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError("The day is outside the calendar.")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(birth: date, day: date) -> int:
    """Completed years on a day; who was born on 29 February completes them on 1 March.

    Negative before birth.
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def window_of_immediate_results(exit_day: date) -> Period:
    """The days in which a result at exit may be observed: exit … exit + 28 days, both inside."""
    return Period.through(exit_day, exit_day + timedelta(days=IMMEDIATE_RESULT_DAYS))


@cache
def _feasts(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("IT", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no feast of the state."""
    return day.weekday() < SATURDAY and day not in _feasts(day.year)


def working_days_after(day: date, count: int) -> date:
    """The working day that many after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def midnight(day: date) -> datetime:
    """The moment a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))
