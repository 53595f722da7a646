"""How projects stand on the home of who accounts: euros, deadlines, and what is at risk."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from core.period import Period
from placements.days import Mark
from projects import actions as participations
from projects.models import Project
from projects.policy import visible_hours
from projects.spending import spending_of
from reporting.actions import confirm_report, send_report
from reporting.standing import standings
from tests.acting import as_user, client_of
from tests.cast import COMO
from tests.makers import (
    make_batch,
    make_budget,
    make_host,
    make_hours,
    make_participation,
    make_person,
    make_register,
    make_report,
    make_running,
    make_sent,
)

pytestmark = pytest.mark.django_db
TODAY = date(2021, 8, 20)
URL = reverse("reporting:at_risk", args=[COMO])


@pytest.fixture
def incomplete(ines, olga):
    """Somebody whose schooling nobody asked, with a month paid and one still to pay."""
    participation = make_participation(make_person(answers={"education_id": None}))
    placement = make_running(participation, host=make_host())
    make_batch(make_register(placement, state="VALIDATED"), by=olga)
    ill = {day: Mark(absence="ILLNESS") for day in range(1, 20)}
    make_register(placement, month=date(2021, 4, 1), state="VALIDATED", marks=ill)
    return participation


@pytest.fixture
def whole(ines, olga):
    """Somebody whose record lacks nothing, with a month paid."""
    placement = make_running(make_participation(), host=make_host(tax_code="00743110157"))
    make_batch(make_register(placement, state="VALIDATED"), by=olga)


def como(by):
    with as_user(by) as user:
        [found] = [one for one in standings(user, TODAY) if one.project.code == COMO]
    return found


def test_spent_and_budget_are_those_of_the_spending_page(olga, piero, whole):
    make_budget(amount="2000.00")
    make_hours(hours="10.50")
    make_hours(by=piero, hours="7.25")

    found = como(olga)

    with as_user(olga) as user:
        project = Project.objects.select_related("programme__call").get(code=COMO)
        period = Period(project.starts_on, date(2021, 8, 21))
        assert found.spent == spending_of(project, period, rows=visible_hours(user)).of()
    # 355.00 of staff, 142.00 on it, 500.00 of an allowance.
    assert (found.spent, found.budget) == (Decimal("997.00"), Decimal("2000.00"))
    assert found.percent == Decimal("49.85")


def test_a_partner_sees_its_own_euros(olga, piero, whole):
    make_hours(hours="10")
    make_hours(by=piero, hours="10")

    assert como(piero).spent == Decimal("280.00")


def test_at_risk_is_what_incomplete_people_were_paid_and_are_still_to_be(olga, incomplete, whole):
    client = client_of(olga)
    page = client.get(URL)
    [row] = page.context["list"].objects

    # March was paid whole; in April 9 of 21 days are left: 500.00 × 36/84.
    assert (row.paid, row.due, row.euros) == (Decimal(500), Decimal("214.29"), Decimal("714.29"))
    assert como(olga).at_risk == page.context["sum"] == Decimal("714.29")
    assert "titolo di studio" in page.content.decode()
    assert "operatori e coordinatori di Ascl" in page.content.decode()
    sheet = client.get(URL, {"formato": "xlsx"})
    cells = list(openpyxl.load_workbook(BytesIO(sheet.content)).active.values)[3:]
    assert [Decimal(str(line[-1])) for line in cells] == [Decimal("714.29")]


def test_a_complete_record_risks_nothing(olga, ines, incomplete):
    with as_user(ines) as user:
        entry = participations.complete_entry(
            incomplete,
            {"education_id": "02"},
            seen={"education_id": None},
            reason="",
            by=user,
            at=timezone.now(),
        )

    assert entry is not None
    assert como(olga).at_risk == 0


def test_what_was_sent_is_no_longer_open(olga, incomplete):
    make_sent(make_report(cut_off=date(2021, 4, 30)))

    # March is in the report that was sent; April is not paid yet.
    assert como(olga).at_risk == Decimal("214.29")


def test_the_home_tells_the_next_report_and_when_it_is_late(olga):
    page = client_of(olga).get("/").content.decode()

    assert "Rendiconto finale" in page
    assert "scaduto il 30 mag 2022" in page
    assert "fine del progetto 31 mar 2022" in page


def test_once_everything_is_sent_nothing_is_due(olga, elena):
    report, now = make_report(cut_off=date(2022, 3, 31)), timezone.now()
    with as_user(elena) as user:
        confirm_report(report, by=user, at=now)
    with as_user(olga) as user:
        send_report(report, protocol="T1", sent_on=date(2022, 5, 2), by=user, at=now)

    assert como(olga).due is None


def test_a_partner_s_officer_sees_the_euros_of_its_own_people(piero, incomplete):
    assert como(piero).at_risk == 0
