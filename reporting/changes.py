"""What changed behind the euros of a package since they were calculated, told before it is sealed.

The package itself stays as it is; the records are read today, under the reader's own rights.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse

from agencies.models import User
from beneficiaries.models import Beneficiary
from core.money import hours_of
from placements.models import Allowance
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
    """Registers corrected since, then hours of the staff rewritten since."""
    if report.state not in ANSWERED_FOR:
        return []
    return [*map(_of_register, _corrected(report, user)), *_of_staff(report, user)]


def _corrected(report: FundingReport, user: User) -> QuerySet[Allowance]:
    """The last calculation of each register of the package, where the package lacks it."""
    held = report.euros.allowances().order_by()
    own = held.filter(**{REGISTER: OuterRef("register")})
    last = own.order_by("-payment__allowance__number")
    return (
        last_allowances(visible_allowances(user))
        .filter(register__in=held.values(REGISTER))
        .exclude(pk__in=held.values("payment__allowance"))
        .annotate(
            hours=Subquery(last.values("hours")[:1]),
            paid=Subquery(own.values(REGISTER).annotate(sum=Sum("amount")).values("sum")),
        )
        .select_related("register__placement__participation")
        .order_by("register__placement__participation__code", "register__month")
    )


def _of_register(one: Any) -> Changed:
    placement = one.register.placement
    return Changed(
        placement.participation.code,
        say_month(one.register.month),
        reverse("placements:register", args=[one.register_id]),
        (one.hours, hours_of(one.minutes)),
        Beneficiary(pk=placement.beneficiary_id, agency_id=placement.agency_id),
        (one.paid, one.total),
    )


def _of_staff(report: FundingReport, user: User) -> list[Changed]:
    rows = report.euros.filter(timesheet__in=visible_hours(user))
    return [
        Changed(
            row.worker,
            say_month(row.month) if row.month else "",
            reverse("reporting:line", args=[report.pk, row.number]),
            (row.hours, row.timesheet.hours),
        )
        for row in rows.exclude(timesheet__hours=F("hours"))
        .select_related("timesheet")
        .order_by("number")
    ]
