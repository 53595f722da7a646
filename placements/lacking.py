"""Past months of a placement whose register nobody has closed, opened or not."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    Expression,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, Least

from core.period import months_after
from placements.days import month_of
from placements.enums import BEGUN, RegisterState
from placements.models import AttendanceRegister
from placements.querysets import PlacementQuerySet


def _months(day: str) -> Expression:
    """The months since the year 0 of a column."""
    counted: Expression = ExtractYear(day) * 12 + ExtractMonth(day)
    return counted


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


def _closed(**where: Any) -> QuerySet[AttendanceRegister]:
    return AttendanceRegister.objects.filter(**where).exclude(state=RegisterState.OPEN)


def oldest_open_month() -> Case:
    """Of rows that came by `with_lacking`: the first month that nobody closed.

    The month of the beginning, or the first one after a closed month that is not closed.
    """
    first = _month("date_trunc('month', %(expressions)s)::date", F("starts_on"))
    begun = _closed(
        placement_id=OuterRef("pk"),
        month=_month("date_trunc('month', %(expressions)s)::date", OuterRef("starts_on")),
    )
    after = _closed(placement_id=OuterRef("pk")).annotate(
        following=_month("(%(expressions)s + interval '1 month')::date", F("month"))
    )
    also = _closed(placement_id=OuterRef("placement_id"), month=OuterRef("following"))
    gap = after.filter(~Exists(also)).order_by("month").values("following")[:1]
    return Case(When(Exists(begun), then=Subquery(gap)), default=first, output_field=DateField())


def _month(template: str, day: Any) -> Func:
    return Func(day, template=template, output_field=DateField())


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
