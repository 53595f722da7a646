"""Past months of a placement whose register nobody has closed, opened or not."""

from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Expression, F, IntegerField, OuterRef, Q, Subquery, Value
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


def _counted(placements: PlacementQuerySet, eve: date) -> PlacementQuerySet:
    """With `lacking`: how many months up to this day are not closed."""
    closed = (
        AttendanceRegister.objects.filter(placement_id=OuterRef("pk"), month__lte=OuterRef("over"))
        .exclude(state=RegisterState.OPEN)
        .order_by()
        .values("placement_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = placements.annotate(
        over=Least(Coalesce(F("ended_on"), F("ends_on")), Value(eve)),
        closed=Coalesce(Subquery(closed, output_field=IntegerField()), 0),
    )
    return rows.annotate(lacking=_months("over") - _months("starts_on") + 1 - F("closed"))


def _lacks(eve: date) -> Q:
    return Q(state__in=BEGUN, starts_on__lte=eve, lacking__gt=0)


def lacking_registers(placements: PlacementQuerySet, today: date) -> PlacementQuerySet:
    """Placements with a past month that is not closed; `lacking` says how many months."""
    eve = month_of(today) - timedelta(days=1)
    return _counted(placements, eve).filter(_lacks(eve))


def with_lacking(placements: PlacementQuerySet, today: date) -> tuple[PlacementQuerySet, Q]:
    """All of them, and the condition that tells which `lacking_registers` holds."""
    eve = month_of(today) - timedelta(days=1)
    return _counted(placements, eve), _lacks(eve)


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
