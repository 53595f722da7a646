"""What a project has spent: the sum of its lines, and the table that says it."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import html

from core.period import Period
from projects.policy import visible_hours
from projects.spending import spending_of, staff_lines
from tests.cast import COMO
from tests.makers import make_budget, make_hours, make_member
from tests.projects.money import APRIL, MARCH, como, url

pytestmark = pytest.mark.django_db


def test_spending_is_the_sum_of_its_lines_and_the_flat_rate(olga, piero, as_user):
    make_hours(by=olga, hours="80")
    make_hours(by=piero, hours="10")
    quadrifoglio = piero.acting.agency_id

    with as_user(olga) as user:
        whole = Period(como().starts_on, date(2022, 1, 1))
        spent = spending_of(como(), whole, rows=visible_hours(user), extra={})
        lines = staff_lines(como(), whole, rows=visible_hours(user))

    assert spent.staff() == sum(line.amount for line in lines) == Decimal("1800.00")
    assert spent.of(quadrifoglio) == Decimal("280.00")
    assert spent.of(item="B") == Decimal("720.00")


def test_the_months_of_a_project_add_up_to_the_whole(olga, as_user):
    # 0,40 × 10,01 is 4,004 in each month, and 12,012 on the three: no cent is lost or won.
    member = make_member(by=olga, annual_cost=None, declared_rate=Decimal("10.01"))
    for month in (1, 2, 3):
        make_hours(member, by=olga, hours="1", month=date(2021, month, 1))

    with as_user(olga):
        months = [
            spending_of(como(), Period.of_month(2021, month), extra={}).of() for month in (1, 2, 3)
        ]
        whole = spending_of(como(), Period(date(2021, 1, 1), APRIL), extra={}).of()

    assert sum(months) == whole == Decimal("42.04")


def test_floors_above_pass_their_amounts_in(olga, as_user):
    ascl = olga.acting.agency_id

    with as_user(olga):
        spent = spending_of(
            como(), Period(MARCH, APRIL), extra={(ascl, "C"): Decimal(500), (ascl, "E"): Decimal(9)}
        )

    # Invoices are not paid under staff × 1,40.
    assert (spent.of(), spent.of(ascl, "C")) == (Decimal("500.00"), Decimal("500.00"))


def test_a_partner_s_table_holds_its_own_lines_only(client_of, olga, piero):
    make_hours(by=olga, hours="80")
    make_hours(by=piero, hours="10")

    page = client_of(piero).get(url("spending", COMO)).content.decode()

    assert "280,00" in page
    assert "2.240,00" not in page
    assert "Chi paga" not in page


def test_the_table_says_budget_spent_and_what_is_left(client_of, olga):
    make_budget(by=olga, amount="2000.00")
    make_hours(by=olga, hours="80")

    page = client_of(olga).get(url("spending", COMO)).content.decode().replace("\u00a0", " ")

    for words in ("2.000,00 €", "1.600,00 €", "400,00 €", "80,0 %", "1.792,00 €"):
        assert words in page


def test_the_flat_rate_opens_the_hours_it_is_reckoned_on(client_of, olga, piero):
    make_hours(by=olga, hours="80")
    make_hours(by=piero, hours="10")

    page = html.document_fromstring(client_of(olga).get(url("spending", COMO)).content.decode())

    for user in (olga, piero):
        hours = url("hours", COMO, user.acting.agency.code)
        assert len(page.xpath(f"//td/a[@href='{hours}']")) == 2  # A1 and B
