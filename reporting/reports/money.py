"""The money of a project at the cut-off day: approved, spent before, now, in all, what is left.

Every amount is the sum of rounded lines that stand in the report themselves: hours of the staff,
payments of allowances. What the flat rate adds follows from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Agency, User
from core.money import format_euro, total
from core.period import Period, day_after
from core.reference.models import CostItem
from core.tenancy import history_of
from placements.policy import visible_payments
from placements.spending import PaidLine, allowances_paid, totals_by_agency
from projects.costs import ALLOWANCES, Funding
from projects.models import BudgetLine, Project
from projects.policy import visible_budget, visible_hours
from projects.spending import (
    Spending,
    StaffLine,
    budget_of,
    funding_of,
    items_of,
    spending_of,
    staff_lines,
)
from reporting.enums import ReportState
from reporting.figures import percentage
from reporting.models import FundingReport

# The key of what belongs to no one partner: a flat rate on the total.
WHOLE_PROJECT = 0


@dataclass(frozen=True)
class SpendingLine:
    """One partner and cost item (or a sum of them), in euro."""

    agency_id: int
    partner: str
    # What it is called where there is little room.
    brief: str
    code: str
    item: str
    approved: Decimal
    before: Decimal
    now: Decimal

    @property
    def cumulative(self) -> Decimal:
        """Spent until the cut-off day."""
        return self.before + self.now

    @property
    def residual(self) -> Decimal:
        """What is left of the approved amount; negative where more was spent."""
        return self.approved - self.cumulative

    @property
    def share(self) -> Decimal | None:
        """Spent in hundredths of approved, to one decimal, half up; none where none was."""
        if not self.approved:
            return None
        return percentage(int(self.cumulative * 100), int(self.approved * 100))


@dataclass(frozen=True)
class Money:
    """What was spent, line by line, and who pays it."""

    first_day: date
    # Whether a report was sent before this one: then its money stands apart.
    is_second: bool
    groups: tuple[tuple[SpendingLine, tuple[SpendingLine, ...]], ...]
    whole: SpendingLine
    funding: Funding
    funding_before: Funding
    staff: tuple[StaffLine, ...]
    paid: tuple[PaidLine, ...]
    # How the amount of a budget line came about, by partner and item.
    budget_why: dict[tuple[int, str], str]

    @property
    def lines(self) -> Iterator[SpendingLine]:
        """Each partner's items, then the partner's own sum."""
        for partner, items in self.groups:
            yield from items
            yield partner

    @property
    def is_empty(self) -> bool:
        """Whether nothing was approved and nothing spent."""
        return not self.whole.approved and not self.whole.cumulative

    @property
    def staff_total(self) -> Decimal:
        """What the hours of the staff cost."""
        return total(line.amount for line in self.staff)

    @property
    def paid_total(self) -> Decimal:
        """What was paid in allowances."""
        return total(line.amount for line in self.paid)


def money_of(report: FundingReport, project: Project, *, by: User) -> Money:
    """The money of the report's project, as far as the asker may see it."""
    first = _first_day(report, project)
    whole = Period(project.starts_on, day_after(report.cut_off))
    hours, payments = visible_hours(by), visible_payments(by)
    staff = staff_lines(project, whole, rows=hours)
    paid = allowances_paid(project, project.starts_on, report.cut_off, rows=payments)
    cumulative = _spending(project, whole, paid, by=by)
    before = (
        _spending(project, Period(project.starts_on, first), paid, by=by)
        if first > project.starts_on
        else Spending()
    )
    budget = list(visible_budget(by).filter(project=project))
    approved = Spending(budget_of(budget))
    groups = tuple(_groups(project, approved, before, cumulative))
    every = SpendingLine(
        WHOLE_PROJECT, "", "", "", "", approved.of(), before.of(), cumulative.of() - before.of()
    )
    return Money(
        first_day=first,
        is_second=first > project.starts_on,
        groups=groups,
        whole=every,
        funding=funding_of(project, cumulative),
        funding_before=funding_of(project, before),
        staff=tuple(staff),
        paid=tuple(paid),
        budget_why=_budget_why(budget),
    )


def _first_day(report: FundingReport, project: Project) -> date:
    """The day after the last report that was sent before this one; else the project's first."""
    sent = FundingReport.objects.filter(
        project=project,
        agency_id=report.agency_id,
        kind=report.kind,
        state=ReportState.SENT,
        cut_off__lt=report.cut_off,
    )
    last = sent.order_by("-cut_off").values_list("cut_off", flat=True).first()
    return day_after(last) if last else project.starts_on


def _spending(project: Project, period: Period, paid: list[PaidLine], *, by: User) -> Spending:
    in_it = [line for line in paid if line.paid_on in period]
    extra = {(agency, ALLOWANCES): sums for agency, sums in totals_by_agency(in_it).items()}
    return spending_of(project, period, extra=extra, rows=visible_hours(by))


def _groups(
    project: Project, approved: Spending, before: Spending, cumulative: Spending
) -> Iterator[tuple[SpendingLine, tuple[SpendingLine, ...]]]:
    known = {*approved.amounts, *cumulative.amounts}
    agencies = {agency for agency, _item in known}
    rows = Agency.objects.filter(pk__in=agencies).values_list("pk", "name", "short_name")
    names = {pk: (name, brief) for pk, name, brief in rows.order_by("name")}
    if WHOLE_PROJECT in agencies:
        names[WHOLE_PROJECT] = (_("Intero progetto"), _("Intero progetto"))
    labels = dict(CostItem.objects.values_list("pk", "label"))
    # The lead first, then the others by name.
    in_order = sorted(names.items(), key=lambda pair: (pair[0] != project.lead_id, pair[1]))
    for agency, name in in_order:
        items = tuple(
            SpendingLine(
                agency,
                *name,
                item,
                labels[item],
                approved.of(agency, item),
                before.of(agency, item),
                cumulative.of(agency, item) - before.of(agency, item),
            )
            for item in items_of(project.programme.call)
            if (agency, item) in known
        )
        yield _sum(agency, name, items), items


def _sum(agency: int, name: tuple[str, str], items: tuple[SpendingLine, ...]) -> SpendingLine:
    return SpendingLine(
        agency,
        *name,
        "",
        "",
        total(line.approved for line in items),
        total(line.before for line in items),
        total(line.now for line in items),
    )


def _budget_why(lines: list[BudgetLine]) -> dict[tuple[int, str], str]:
    """The amounts of each line one after the other, each change with its reason."""
    events: Any = history_of(BudgetLine)
    told: dict[int, list[str]] = {}
    found = events.objects.filter(pgh_obj_id__in=[one.pk for one in lines]).order_by("pgh_id")
    for pk, amount, why in found.values_list("pgh_obj_id", "amount", "pgh_why"):
        words = format_euro(amount)
        told.setdefault(pk, []).append(f"{words} ({why})" if why else words)
    return {(one.agency_id, one.item_id): " → ".join(told.get(one.pk, ())) for one in lines}
