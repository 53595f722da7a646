"""The money and the placements of the report: every sum is the sum of its rows."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import Project
from reporting.models import FundingReport
from reporting.reports.money import money_of
from reporting.reports.participants import gather
from reporting.reports.placed import placed_of
from tests.acting import as_user
from tests.cast import COMO
from tests.makers import (
    make_batch,
    make_budget,
    make_hours,
    make_member,
    make_register,
    make_report,
    make_running,
    make_sent,
)

pytestmark = pytest.mark.django_db
CUT_OFF = date(2021, 12, 31)


@pytest.fixture
def account(olga) -> FundingReport:
    """A budget, the hours of one educator, a placement with a month that was paid."""
    make_budget(amount="5000.00")
    make_hours(make_member(), project=Project.objects.get(code=COMO))
    make_batch(make_register(make_running(), state="VALIDATED"), by=olga)
    return make_report(cut_off=CUT_OFF)


def money(report, by):
    with as_user(by) as user:
        project = Project.objects.select_related("programme__call", "lead").get(code=COMO)
        return money_of(report, project, by=user)


def test_every_amount_is_the_sum_of_its_rows(account, olga):
    found = money(account, olga)

    items = {line.code: line.cumulative for _partner, lines in found.groups for line in lines}
    assert items["A1"] == found.staff_total == sum(line.amount for line in found.staff)
    assert items["B"] == (found.staff_total * Decimal("0.40")).quantize(Decimal("0.01"))
    assert items["C"] == found.paid_total == sum(line.amount for line in found.paid)
    assert found.whole.cumulative == sum(items.values())
    assert found.whole.cumulative == sum(partner.cumulative for partner, _lines in found.groups)
    assert found.staff_total > 0
    assert found.paid_total > 0


def test_contribution_and_cofinancing_add_up_to_the_spending(account, olga):
    found = money(account, olga)

    assert found.funding.contribution + found.funding.cofinancing == found.whole.cumulative
    assert found.funding.contribution == (found.whole.cumulative * Decimal("0.8")).quantize(
        Decimal("0.01")
    )


def test_approved_less_spent_is_left(account, olga):
    found = money(account, olga)

    assert found.whole.approved == Decimal("5000.00")
    assert found.whole.residual == Decimal("5000.00") - found.whole.cumulative


def test_what_a_sent_report_told_is_before_and_the_rest_is_now(account, olga):
    make_sent(make_report(cut_off=date(2021, 3, 31)))

    found = money(account, olga)

    assert found.first_day == date(2021, 4, 1)
    assert found.whole.before > 0
    assert found.whole.before + found.whole.now == found.whole.cumulative
    # Paid on 12 April: after the day of the report that was sent.
    allowances = [line for _p, lines in found.groups for line in lines if line.code == "C"]
    assert [(line.before, line.now) for line in allowances] == [(0, found.paid_total)]


def test_a_payment_after_the_cut_off_day_is_not_told_yet(account, olga):
    early = make_report(cut_off=date(2021, 4, 11))

    assert (money(early, olga).paid_total, money(account, olga).paid_total > 0) == (0, True)


def test_a_partner_accounts_for_its_own_money_only(account, piero):
    with as_user(piero) as user:
        report = FundingReport.objects.create(
            project=Project.objects.get(code=COMO), agency_id=user.acting.agency_id,
            kind="PARTICIPANTS", cut_off=CUT_OFF,
        )  # fmt: skip

    assert money(report, piero).is_empty


def test_placements_and_allowances_stand_under_codes(account, olga):
    with as_user(olga) as user:
        found = placed_of(account, by=user)
        person = gather(account, by=user).entries.get().participation.beneficiary

    assert [row.code for row in found.placements] == [row.code for row in found.allowances]
    assert found.paid == found.allowances[0].paid > 0
    assert found.by_kind() == [("Tirocinio di inclusione sociale", 1, 1, 0)]
    assert person.last_name not in str(found)


def test_a_placement_that_begins_after_the_cut_off_day_is_not_told(account, olga):
    with as_user(olga) as user:
        early = FundingReport(project=account.project, cut_off=date(2021, 2, 1))

        assert placed_of(early, by=user).placements == ()
