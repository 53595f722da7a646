"""What changed behind the euros of a package since they were calculated, told before it is sealed.

The package itself stays as it is; the records are read today, under the reader's own rights.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from agencies.models import User
from beneficiaries.models import Beneficiary
from core.money import hours_of
from placements.policy import visible_allowances
from placements.sheets import say_month
from placements.spending import last_allowances
from projects.policy import visible_hours
from reporting.enums import ReportState
from reporting.models import FundingReport

# From the preparation to the sending: before there is nothing to answer for, after it is sealed.
ANSWERED_FOR = (ReportState.READY, ReportState.CONFIRMED)
REGISTER = "payment__allowance__register"


@dataclass(frozen=True)
class Changed:
    """A month that is no longer what the package holds: hours there and today, and the euros."""

    who: str
    month: str
    url: str
    hours: tuple[Decimal, Decimal]
    # Of an allowance: whose it is, and what was paid in the package beside what is due today.
    person: Beneficiary | None = None
    euros: tuple[Decimal, Decimal] | None = None


def changes_behind(report: FundingReport, user: User) -> list[Changed]:
    """Registers corrected and hours of the staff rewritten, in the order of the account."""
    if report.state not in ANSWERED_FOR:
        return []
    # Of two payments for one register the later holds its hours.
    last = {row.register or -row.pk: row for row in _changed(report, user)}
    return [_of_register(row) if row.register else _of_staff(row) for row in last.values()]


def _changed(report: FundingReport, user: User) -> QuerySet[Any]:
    """The rows whose register has a later calculation than the package holds, or other hours."""
    held = report.euros.allowances().order_by()
    paid = held.filter(**{REGISTER: OuterRef(REGISTER)}).values(REGISTER)
    newer = (
        last_allowances(visible_allowances(user))
        .filter(register=OuterRef(REGISTER))
        .exclude(pk__in=held.values("payment__allowance"))
    )
    rewritten = Q(timesheet__in=visible_hours(user)) & ~Q(timesheet__hours=F("hours"))
    rows = report.euros.annotate(
        register=F(REGISTER),
        minutes=Subquery(newer.values("minutes")),
        due=Subquery(newer.values("total")),
        paid=Subquery(paid.annotate(sum=Sum("amount")).values("sum")),
    )
    found = rows.filter(rewritten | Q(due__isnull=False))
    return found.select_related("timesheet", "participation").order_by("number")


def _of_register(row: Any) -> Changed:
    person = row.participation
    return Changed(
        person.code,
        say_month(row.month),
        reverse("placements:register", args=[row.register]),
        (row.hours, hours_of(row.minutes)),
        Beneficiary(pk=person.beneficiary_id, agency_id=person.agency_id),
        (row.paid, row.due),
    )


def _of_staff(row: Any) -> Changed:
    return Changed(
        row.worker,
        say_month(row.month),
        reverse("reporting:line", args=[row.report_id, row.number]),
        (row.hours, row.timesheet.hours),
    )
