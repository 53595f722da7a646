"""Past months of a placement whose register nobody has closed, opened or not."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    DateField,
    Expression,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, Least

from core.arming import helper
from core.period import months_after
from placements.days import month_of
from placements.enums import BEGUN, RegisterState
from placements.models import AttendanceRegister
from placements.querysets import PlacementQuerySet


def _months(day: str) -> Expression:
    """The months since the year 0 of a column."""
    counted: Expression = ExtractYear(day) * 12 + ExtractMonth(day)
    return counted


# The rights of who asks; the first month since `since`, up to `until`, that nobody closed.
helper(
    "create or replace function oldest_open_month(wanted bigint, since date, until date)"
    " returns date language plpgsql stable as $$ begin return (select min(m)::date"
    " from generate_series(date_trunc('month', since::timestamp), until::timestamp,"
    " interval '1 month') m where not exists (select 1 from placements_attendanceregister r"
    " where r.placement_id = wanted and r.month = m::date and r.state <> 'OPEN')); end $$"
)


def eve_of(today: date) -> date:
    """The last day of the last month that is over."""
    return month_of(today) - timedelta(days=1)


def with_lacking(placements: PlacementQuerySet, today: date) -> PlacementQuerySet:
    """With `lacking`: how many months, of those that are over, nobody closed."""
    closed = (
        AttendanceRegister.objects.filter(placement_id=OuterRef("pk"), month__lte=OuterRef("over"))
        .exclude(state=RegisterState.OPEN)
        .order_by()
        .values("placement_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = placements.annotate(
        over=Least(Coalesce(F("ended_on"), F("ends_on")), Value(eve_of(today))),
        closed=Coalesce(Subquery(closed, output_field=IntegerField()), 0),
    )
    return rows.annotate(lacking=_months("over") - _months("starts_on") + 1 - F("closed"))


def lacks(today: date) -> Q:
    """Of rows that came by `with_lacking`: begun, with a past month that is not closed."""
    return Q(state__in=BEGUN, starts_on__lte=eve_of(today), lacking__gt=0)


def lacking_registers(placements: PlacementQuerySet, today: date) -> PlacementQuerySet:
    """Placements with a past month that is not closed; `lacking` says how many months."""
    return with_lacking(placements, today).filter(lacks(today))


def oldest_open_month() -> Func:
    """Of rows that came by `with_lacking`: the first month that nobody closed."""
    return Func(
        F("pk"),
        F("starts_on"),
        F("over"),
        function="oldest_open_month",
        output_field=DateField(),
    )


def with_closed_months(placements: PlacementQuerySet) -> PlacementQuerySet:
    """With the months that are closed, so that the oldest missing one can be named."""
    closed = AttendanceRegister.objects.filter(placement_id=OuterRef("pk")).exclude(
        state=RegisterState.OPEN
    )
    return placements.annotate(closed_months=ArraySubquery(closed.values("month")))


def oldest_lacking(placement: Any) -> date:
    """The first month of a placement that came by `with_closed_months` and is not closed."""
    month = month_of(placement.starts_on)
    while month in placement.closed_months:
        month = months_after(month, 1)
    return month
