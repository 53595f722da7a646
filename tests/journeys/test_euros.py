"""From a euro of a report to the days behind it: the officer's way, and the auditor's."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.cast import player
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
from tests.reporting.test_report_euros import freeze


@pytest.fixture
def account(settings, tmp_path, transactional_db):
    """A prepared report with a budget, two partners' hours and one paid month of somebody."""
    settings.MEDIA_ROOT = tmp_path
    make_budget(amount="5000.00")
    make_hours(hours="33.33")
    make_hours(by=player("piero"), hours="7.25")
    lacks = make_participation(make_person(answers={"education_id": None}))
    placement = make_running(lacks, host=make_host())
    make_batch(make_register(placement, state="VALIDATED"), by=player("olga"))
    return freeze(make_report(cut_off=date(2021, 12, 31)))


def test_a_figure_opens_its_rows_with_one_click_and_a_row_its_register(walk, account):
    officer = walk("olga")
    page = officer.go(reverse("reporting:show", args=[account.pk]))
    officer.look("rendiconto-spesa")
    officer.count_from_here()

    figure = page.locator("#spesa tbody tr", has_text="C Indennità").locator("td a").nth(1)
    officer.click(figure)
    page.get_by_text("Somma delle righe: 500,00").wait_for()
    assert (officer.clicks, officer.loads) == (1, 1)
    officer.look("rendiconto-righe")
    officer.click(page.locator("tbody th a").first)
    page.get_by_role("heading", name="I giorni").wait_for()

    assert (officer.clicks, officer.loads) == (2, 2)
    officer.go(reverse("reporting:euros", args=[account.pk, "residuo"]))
    officer.look("rendiconto-residuo")
    officer.go(reverse("reporting:placed", args=[account.pk]))
    officer.look("rendiconto-tirocini")


def test_the_home_leads_to_the_euros_at_risk_and_who_can_fix_them(walk, account):
    officer = walk("olga")
    officer.go("/")
    officer.look("rendicontazione-oggi")
    officer.count_from_here()

    officer.click(officer.page.locator("#progetti td a", has_text="500,00").last)
    officer.page.get_by_text("operatori e coordinatori di Ascl").wait_for()

    assert (officer.clicks, officer.loads) == (1, 1)
    officer.look("euro-a-rischio")


def test_the_auditor_walks_from_a_euro_to_its_days_under_a_code(walk, account):
    make_sent(account)
    auditor = walk("rita")
    page = auditor.go(reverse("reporting:show", args=[account.pk]))
    auditor.count_from_here()

    auditor.click(page.locator("#indennita tbody td a").first)
    auditor.click(page.locator("tbody th a").first)
    page.get_by_role("heading", name="I giorni").wait_for()
    auditor.look("revisore-giorni")

    assert (auditor.clicks, auditor.loads) == (2, 2)
    expect(page.get_by_text("CRO 4471")).to_be_visible()
