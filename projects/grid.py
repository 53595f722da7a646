"""The grid of hours of one partner in a quarter, and the table of a project's spending, as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.money import ZERO, percent_of, total
from core.period import Period, months_after
from core.reference.models import CostItem
from core.ui.words import LONG_MONTHS
from projects.actions.money import contract_days
from projects.actions.refusing import Cell
from projects.costs import Amounts, Rate, staff_amount
from projects.diary_hours import Told
from projects.models import Partner, Project, StaffHours, StaffMember
from projects.spending import Spending, items_of, rate_of, rows_of

Cells = dict[tuple[StaffMember, date], Decimal]
# What the diary says beside the cells, by number of the member and month.
Diary = Mapping[Cell, Told]


def quarter_of(project: Project, wanted: date) -> Period:
    """The three months that hold a day, the nearest ones that the project reaches."""
    day = min(max(wanted, project.starts_on), project.ends_on)
    start = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(start, months_after(start, 3))


def months_of(quarter: Period) -> list[date]:
    """The first days of its months."""
    return [months_after(quarter.start, number) for number in range(3)]


def neighbours(project: Project, quarter: Period) -> tuple[date | None, date | None]:
    """The first days of the quarter before and the one after, where the project reaches them."""
    before = quarter.start - timedelta(days=1)
    after = quarter.end or quarter.start
    return (
        months_after(quarter.start, -3) if before >= project.starts_on else None,
        after if after <= project.ends_on else None,
    )


def say_month(month: date) -> str:
    """“marzo 2021”."""
    return f"{LONG_MONTHS[month.month - 1]} {month.year}"


def open_cells(
    project: Project, quarter: Period, members: Iterable[StaffMember], worked: Iterable[StaffHours]
) -> Cells:
    """The cells where hours can stand, with those that do: project and contract both reach them."""
    kept = {(row.member_id, row.month): row.hours for row in worked}
    runs = Period.through(project.starts_on, project.ends_on)
    return {
        (one, month): kept.get((one.pk, month), ZERO)
        for one in members
        for month in months_of(quarter)
        if (one.pk, month) in kept
        or (contract_days(one, month) and Period.of_month(month.year, month.month).overlaps(runs))
    }


@dataclass(frozen=True)
class GridRow:
    """One person in the grid: each month's field, hours and diary (or None); what they cost."""

    member: StaffMember
    rate: Rate
    cells: list[tuple[Any, Decimal | None, Told | None]]
    hours: Decimal
    amount: Decimal


@dataclass(frozen=True)
class Grid:
    """The rows, and the sums under them: per month hours and amount, and of all."""

    rows: list[GridRow]
    months: list[tuple[Decimal, Decimal]]
    hours: Decimal
    amount: Decimal


def grid_of(
    project: Project, quarter: Period, cells: Cells, fields: Mapping[Any, Any], diary: Diary
) -> Grid:
    """The grid with its sums; `fields` are the bound fields by cell, none where it is only read."""
    call, months = project.programme.call, months_of(quarter)
    rows, sums = [], {month: [ZERO, ZERO] for month in months}
    for member in dict.fromkeys(member for member, _month in cells):
        rate = rate_of(member, call)
        amounts = []
        for month in months:
            hours = cells.get((member, month), ZERO)
            amounts.append(staff_amount(hours, rate.amount))
            sums[month][0] += hours
            sums[month][1] += amounts[-1]
        keys = {month: (member.pk, month) for month in months}
        shown = [
            (fields.get(key), cells.get((member, month)), diary.get(key))
            for month, key in keys.items()
        ]
        worked = sum((hours or ZERO for _field, hours, _told in shown), start=ZERO)
        rows.append(GridRow(member, rate, shown, worked, total(amounts)))
    return Grid(
        rows,
        [(hours, amount) for hours, amount in sums.values()],
        sum((row.hours for row in rows), start=ZERO),
        total(row.amount for row in rows),
    )


def cost_items(codes: Iterable[str]) -> list[CostItem]:
    """The cost items of these codes, in order."""
    found = CostItem.objects.in_bulk(list(codes))
    return [found[code] for code in codes]


@dataclass(frozen=True)
class SpendingRow:
    """One line of the table: a partner's item, a partner's sum, or the sum of all."""

    label: str
    kind: str
    budget: Decimal
    spent: Decimal
    # Where the rows stand it is the sum of.
    opens: str = ""

    @property
    def residual(self) -> Decimal:
        """What is left of the budget; below zero it is overspent."""
        return self.budget - self.spent

    @property
    def percent(self) -> Decimal | None:
        """The part of the budget that is spent; none without a budget."""
        return percent_of(self.spent, self.budget)


def spending_rows(
    project: Project, partners: Iterable[Partner], spending: Spending, budget: Amounts
) -> list[SpendingRow]:
    """Partner by partner, item by item, and the sum of all of them."""
    labels = dict(CostItem.objects.values_list("code", "label"))
    rows = []
    for one in partners:
        rows += _partner_rows(one, project, spending, budget, labels)
    shared = [key for key in spending.amounts if key[0] == 0]
    for key in shared:
        rows.append(SpendingRow(labels[key[1]], "sub", budget.get(key, ZERO), spending.of(*key)))
    sums = [row for row in rows if row.kind == "partner"]
    whole = total(row.spent for row in sums) + total(spending.amounts[key] for key in shared)
    if len(sums) > 1 or shared:
        rows.append(SpendingRow(_("Totale"), "total", total(row.budget for row in sums), whole))
    return rows


def _partner_rows(
    one: Partner, project: Project, spending: Spending, budget: Amounts, labels: dict[str, str]
) -> list[SpendingRow]:
    pk = one.agency_id
    items = [
        SpendingRow(
            f"{item} {labels[item]}",
            "sub",
            budget.get((pk, item), ZERO),
            spending.of(pk, item),
            rows_of(project, one.agency, item),
        )
        for item in items_of(project.programme.call)
        if budget.get((pk, item)) or spending.amounts.get((pk, item))
    ]
    budgeted = total(row.budget for row in items)
    spent = total(row.spent for row in items)
    hours = reverse("projects:hours", args=[project.code, one.agency.code])
    return [SpendingRow(one.agency.short_name, "partner", budgeted, spent, hours), *items]
