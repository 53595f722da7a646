"""The money of the demo: budgets that add up, hours that spend most of them and never more."""

from collections import defaultdict
from decimal import Decimal

import pytest

from projects.costs import staff_amount
from reporting.demo.bodies import PLANS, SEATS, TOTAL_COST, holders_of
from reporting.demo.money import (
    ALLOWANCES,
    FLAT,
    FULL_MONTH,
    MONTHS,
    SHARES,
    STAFF,
    hours_of,
    most_hours,
)
from reporting.demo.staff import (
    ANNUAL_HOURS,
    DECLARED_LOWER,
    IN_TWO,
    MEMBERS,
    Member,
)


def test_each_project_has_a_budget_of_its_whole_cost():
    budgets = {
        plan.code: sum(sum(share.items.values()) for share in SHARES if share.project == plan.code)
        for plan in PLANS
    }

    assert budgets == {
        "EL-1": Decimal("262850.00"),
        "EL-2": Decimal("202770.00"),
        "EL-3": Decimal("150200.00"),
        "EL-4": Decimal("135180.00"),
    }


def test_the_items_of_the_programme_are_those_of_the_plan():
    by_item: dict[str, Decimal] = defaultdict(Decimal)
    for share in SHARES:
        for item, amount in share.items.items():
            by_item[item] += amount

    assert by_item["A1"] + by_item["A2"] == STAFF == Decimal("410000.00")
    assert by_item["B"] == FLAT == Decimal("164000.00")
    assert by_item["C"] == ALLOWANCES == Decimal("177000.00")
    assert sum(by_item.values()) == TOTAL_COST


def test_every_partner_has_a_share_and_who_follows_nobody_has_no_allowances():
    partners = {(p.code, agency) for p in PLANS for agency in (*p.followed, *p.partners)}

    assert {(share.project, share.agency) for share in SHARES} == partners
    for plan in PLANS:
        for share in SHARES:
            if share.project == plan.code:
                assert bool(share.allowances) == (share.agency in plan.followed)


@pytest.mark.parametrize("share", SHARES, ids=lambda share: f"{share.project}-{share.agency}")
def test_hours_spend_most_of_the_staff_s_budget_and_never_more(share):
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for (member, _month), hours in hours_of(share).items():
        spent[member.item] += staff_amount(hours, member.rate)

    assert spent
    for item, amount in spent.items():
        assert Decimal("0.85") <= amount / share.items[item] <= Decimal("0.97")


def test_nobody_works_more_than_the_contract_in_a_month_or_a_year():
    months, years = _worked()

    assert {month for _member, month in months} == set(MONTHS)
    for (member, month), hours in months.items():
        assert hours <= most_hours(member, month)
    for (member, _year), hours in years.items():
        assert hours <= Decimal(ANNUAL_HOURS) * member.weekly / member.full_time


def test_one_works_on_two_projects_up_to_the_last_hour_of_the_contract():
    months, _years = _worked()
    worker = next(m for m in MEMBERS if (m.agency, m.last_name) == IN_TWO)

    # 20 hours a week in the four weeks of February 2021.
    assert months[worker, FULL_MONTH] == Decimal(80) == most_hours(worker, FULL_MONTH)
    assert [share.project for share in SHARES if hours_of(share).get((worker, FULL_MONTH))] == [
        "EL-1",
        "EL-3",
    ]


def test_a_declared_rate_below_the_computed_one_is_the_one_paid():
    member = next(m for m in MEMBERS if (m.agency, m.last_name) == DECLARED_LOWER)

    # 40,000.00 / 1,720 = 23.26 an hour.
    assert member.annual_cost == Decimal("40000.00")
    assert member.rate == Decimal("22.00")


def test_each_partner_has_staff_and_somebody_to_write_down_its_hours():
    for share in SHARES:
        employed = [member for member in MEMBERS if member.agency == share.agency]
        assert 2 <= len(employed) <= 3
        assert holders_of(share.agency, "REPORTING_OFFICER")


def test_a_second_officer_of_each_lead_body_can_confirm_a_report():
    for plan in PLANS:
        assert len(holders_of(plan.lead, "REPORTING_OFFICER")) == 2
    assert len({seat.email for seat in SEATS}) == len(SEATS)


def _worked() -> tuple[dict, dict]:
    months: dict[tuple[Member, object], Decimal] = defaultdict(Decimal)
    years: dict[tuple[Member, int], Decimal] = defaultdict(Decimal)
    for share in SHARES:
        for (member, month), hours in hours_of(share).items():
            months[member, month] += hours
            years[member, month.year] += hours
    return months, years
