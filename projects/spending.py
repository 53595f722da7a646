"""What a project has spent: the hours of the staff line by line, and what the scheme adds to them.

A figure and its list are the same lines. The flat rate of a period is what it is at the end less
what it was at the start, so that the periods of a project always add up to the whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.urls import reverse

from agencies.models import Agency
from core.money import ZERO, total
from core.period import Period
from projects.costs import (
    FLAT_ITEM,
    ITEMS,
    STAFF,
    Amounts,
    Funding,
    Rate,
    Scheme,
    contribution,
    eligible,
    hourly_rate,
    staff_amount,
)
from projects.enums import CostScheme
from projects.models import BudgetLine, Call, Project, StaffHours, StaffMember
from projects.querysets import StaffHoursQuerySet

# What an upper floor has spent on a project in a period: the allowances, services at unit cost.
Spent = Callable[[Project, Period], Mapping[tuple[int, str], Decimal]]
_spent: list[Spent] = []
# Where the rows stand that such an item is the sum of: an address, of a project and a partner.
Opens = Callable[[Project, Agency], str]
_opens: dict[str, Opens] = {}


def add_to_spending(opens: Mapping[str, Opens]) -> Callable[[Spent], Spent]:
    """Register what an upper floor spends on a project in a period, by partner and item.

    `opens` says for each item where its rows are listed.
    """

    def register(spent: Spent) -> Spent:
        _spent.append(spent)
        _opens.update(opens)
        return spent

    return register


def rows_of(project: Project, agency: Agency, item: str) -> str:
    """The address of the rows an item of a partner is made of; empty where there are none.

    The hours of the staff, for what they cost and for the flat rate on them.
    """
    if item in (*STAFF, FLAT_ITEM.get(scheme_of(project.programme.call).kind)):
        return reverse("projects:hours", args=[project.code, agency.code])
    found = _opens.get(item)
    return found(project, agency) if found else ""


def scheme_of(call: Call) -> Scheme:
    """The cost scheme of a call, as the pure rules take it."""
    return Scheme(CostScheme(call.cost_scheme), call.flat_rate, call.flat_rate_per_partner)


def items_of(call: Call) -> tuple[str, ...]:
    """The codes of the cost items a call pays, in the order of the account."""
    return ITEMS[CostScheme(call.cost_scheme)]


def rate_of(member: StaffMember, call: Call) -> Rate:
    """The hourly cost of a member of staff under a call, with how it came about."""
    return hourly_rate(
        member.annual_cost,
        annual_hours=call.annual_hours,
        weekly_hours=member.weekly_hours,
        full_time_hours=member.full_time_hours,
        declared=member.declared_rate,
    )


@dataclass(frozen=True)
class StaffLine:
    """The hours of one person in one month for one project, and what they cost."""

    pk: int
    agency_id: int
    agency: str
    member_id: int
    member: str
    item: str
    month: date
    hours: Decimal
    rate: Decimal
    amount: Decimal
    # How the hourly cost comes about.
    why: str


def staff_lines(
    project: Project,
    period: Period,
    agency: int | None = None,
    *,
    rows: StaffHoursQuerySet | None = None,
) -> list[StaffLine]:
    """The staff's hours of a period, per partner, month and person; of one partner, or of all.

    A month lies in the period that holds its first day; a project's first month in the period
    it starts in. `rows` are the hours the asker may see (else the database alone says).
    """
    hours = StaffHours.objects.all() if rows is None else rows
    hours = (
        hours.of_project(project.pk).in_months(whole_months(project, period)).filter(hours__gt=0)
    )
    if agency is not None:
        hours = hours.of_agency(agency)
    call = project.programme.call
    return [_line(row, call) for row in hours.for_list()]


def whole_months(project: Project, period: Period) -> Period:
    """The period, from the first of the month where the project itself begins inside it."""
    if period.start > project.starts_on:
        return period
    return Period(project.starts_on.replace(day=1), period.end)


def _line(row: StaffHours, call: Call) -> StaffLine:
    rate = rate_of(row.member, call)
    return StaffLine(
        pk=row.pk,
        agency_id=row.agency_id,
        agency=row.agency.short_name,
        member_id=row.member_id,
        member=row.member.full_name,
        item=str(row.member.item_id),
        month=row.month,
        hours=row.hours,
        rate=rate.amount,
        amount=staff_amount(row.hours, rate.amount),
        why=rate.why,
    )


@dataclass(frozen=True)
class Spending:
    """What was spent by partner and item. Under the key 0 stands what belongs to no one partner."""

    amounts: Amounts = field(default_factory=dict)

    def of(self, agency_id: int | None = None, item: str | None = None) -> Decimal:
        """The sum of one partner, of one item, of both, or of all."""
        return total(
            amount
            for (whose, what), amount in self.amounts.items()
            if agency_id in (None, whose) and item in (None, what)
        )

    def staff(self, agency_id: int | None = None) -> Decimal:
        """The staff alone, of one partner or of all."""
        return total(self.of(agency_id, item) for item in STAFF)


def spending_of(
    project: Project,
    period: Period,
    *,
    extra: Mapping[tuple[int, str], Decimal] | None = None,
    rows: StaffHoursQuerySet | None = None,
) -> Spending:
    """What a project spent in a period, by partner and item, under the scheme of its call.

    `extra` are the amounts of the floors above (allowances); without it they are asked for.
    """
    scheme = scheme_of(project.programme.call)
    lines = staff_lines(project, Period(project.starts_on, period.end), rows=rows)
    start = whole_months(project, period).start
    earlier = [line for line in lines if line.month < start]
    until, before = (eligible(scheme, staff_amounts(some)) for some in (lines, earlier))
    amounts = {key: amount - before.get(key, ZERO) for key, amount in until.items()}
    others = _asked(project, period) if extra is None else extra
    return Spending(_added(amounts, eligible(scheme, others)))


def spent_by_project(
    projects: Iterable[Project],
    day: date,
    *,
    rows: StaffHoursQuerySet,
    extra: Mapping[int, Mapping[tuple[int, str], Decimal]],
) -> dict[int, Spending]:
    """What each project spent from its beginning until a day: all their hours in one statement.

    The same as `spending_of` project by project; `extra` are the amounts of the floors above.
    """
    calls = {one.pk: one.programme.call for one in projects}
    worked = rows.filter(project_id__in=list(calls), month__lte=day, hours__gt=0)
    lines: dict[int, list[StaffLine]] = defaultdict(list)
    for row in worked.for_list():
        lines[row.project_id].append(_line(row, calls[row.project_id]))
    spent = {}
    for pk, call in calls.items():
        shown = _added(staff_amounts(lines[pk]), extra.get(pk, {}))
        spent[pk] = Spending(eligible(scheme_of(call), shown))
    return spent


def _added(
    some: Mapping[tuple[int, str], Decimal], more: Mapping[tuple[int, str], Decimal]
) -> Amounts:
    """Both by partner and item."""
    return {key: some.get(key, ZERO) + more.get(key, ZERO) for key in {**some, **more}}


def _asked(project: Project, period: Period) -> Amounts:
    found: Amounts = defaultdict(lambda: ZERO)
    for spent in _spent:
        for key, amount in spent(project, period).items():
            found[key] += amount
    return found


def staff_amounts(lines: Iterable[StaffLine]) -> Amounts:
    """The lines by partner and item; each line is already in cents."""
    found: Amounts = defaultdict(lambda: ZERO)
    for line in lines:
        found[line.agency_id, line.item] += line.amount
    return dict(found)


def budget_of(lines: Iterable[BudgetLine]) -> Amounts:
    """Budget lines by partner and item."""
    return {(line.agency_id, line.item_id): line.amount for line in lines}


def funding_of(project: Project, spending: Spending) -> Funding:
    """The contribution to a spending, at most the project's, and the co-financing."""
    rate = project.programme.call.contribution_rate
    return contribution(spending.of(), rate, project.contribution)
