"""A week of twenty people by keyboard, then a day by thumb; clicks and page loads are counted."""

import sys
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import expect

from placements.days import planned_days
from placements.models import AttendanceEntry
from placements.week import monday_of
from tests.acting import as_user
from tests.cast import player
from tests.journeys.test_on_the_phone import PHONE
from tests.journeys.walker import NARROW
from tests.makers import make_participation, make_person, make_running

# A whole week that is over, in which nothing rests.
WEEK, FRIDAY = "/presenze/?settimana=2021-06-14", date(2021, 6, 18)
NAMES = [f"Persona {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]


def twenty_people(**terms) -> list:
    """Placements of twenty people whose names stand in the order they were made."""
    return [
        make_running(make_participation(make_person(first_name="Anna", last_name=name)), **terms)
        for name in NAMES
    ]


def written() -> list[tuple[int, str]]:
    """What stands in the registers."""
    with as_user(player("ines")):
        rows = AttendanceEntry.objects.filter(is_confirmed=True).order_by("register_id", "day")
        return list(rows.values_list("minutes", "absence"))


def test_a_week_of_twenty_people_with_three_exceptions(walk, capsys):
    twenty_people()
    worker = walk("ines")
    page = worker.page
    worker.go(WEEK)
    worker.count_from_here()

    first = page.get_by_label("Anna Persona A, lun 14 giu", exact=True)
    worker.click(first)
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("3:30")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")
    expect(first).to_have_value("Malattia")
    worker.look("presenze-scritte")
    worker.click(worker.button("Conferma la settimana"))
    page.get_by_text("Salvate 100 presenze.").wait_for()

    with capsys.disabled():
        sys.stdout.write(f"\n  week of 20: {worker.clicks} C, {worker.loads} P\n")
    assert worker.clicks <= 3 + 3
    assert worker.loads <= 1
    rows = written()
    assert len(rows) == 100
    assert (rows[0], rows[6], rows[11]) == ((0, "ILLNESS"), (210, ""), (0, "UNEXCUSED"))
    assert rows.count((240, "")) == 97
    worker.look("presenze-confermate")


def test_the_last_week_of_twenty_people_from_the_home(walk):
    today = timezone.localdate()
    monday = monday_of(today) - timedelta(days=7)
    rows = twenty_people(starts_on=monday, ends_on=monday + timedelta(days=90))
    days = len(planned_days(rows[0], monday, monday + timedelta(days=6)))
    worker = walk("ines")
    page = worker.page

    worker.click(page.locator(f'main a[href*="settimana={monday}"]').first)
    cell = page.locator("[data-cell]").first
    worker.click(cell)
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("3:30")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("a")
    expect(cell).to_have_value("Malattia")
    worker.click(worker.button("Conferma la settimana"))
    page.get_by_text(f"Salvate {20 * days} presenze.").wait_for()

    assert worker.clicks <= 3 + 3
    assert worker.loads == 1
    assert len(written()) == 20 * days


def test_the_arrows_walk_over_days_that_are_not_planned(walk):
    make_running(schedule=[240, 0, 240, 0, 0, 0, 0])
    worker = walk("ines")
    page = worker.go(WEEK)

    page.locator("[data-cell]").first.focus()
    page.keyboard.press("ArrowRight")

    assert page.evaluate("document.activeElement.name").endswith("20210616")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.name").endswith("20210616")


def test_what_cannot_be_read_is_kept_and_told(walk):
    make_running()
    worker = walk("ines")
    page = worker.go(WEEK)

    page.locator("[data-cell]").first.fill("boh")
    worker.click(worker.button("Salva"))

    page.get_by_text("scrivi le ore (4, 4:30 o 4,5)").first.wait_for()
    assert page.locator("[data-cell]").first.input_value() == "boh"
    worker.look("presenze-errore")


def test_a_day_by_thumb(walk):
    twenty_people()
    worker = walk("ines", **PHONE)
    page = worker.page
    worker.go(f"{WEEK}&giorno=2021-06-15")

    page.get_by_label("Assenza, Anna Persona B, mar 15 giu").select_option(label="Malattia")
    worker.look("presenze-telefono", NARROW)
    page.get_by_text("mer 16 giu", exact=True).first.tap()
    page.get_by_label("Anna Persona C, mer 16 giu", exact=True).fill("2")
    page.get_by_role("button", name="Conferma mer 16 giu").tap()
    page.get_by_text("Salvate 21 presenze.").wait_for()

    rows = written()
    assert rows.count((0, "ILLNESS")) == 1
    assert rows.count((120, "")) == 1
    expect(page.get_by_label("Anna Persona C, mer 16 giu", exact=True)).to_be_visible()


def test_a_single_row_is_not_under_the_bar_of_acts(walk):
    make_running()
    worker = walk("ines", **PHONE)
    page = worker.go(WEEK)

    cell = page.locator("[data-cell]").last
    cell.scroll_into_view_if_needed()

    on_top = cell.evaluate(
        """one => { const box = one.getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === one }"""
    )
    assert on_top
    worker.look("presenze-una-persona", NARROW)


def test_a_day_by_thumb_without_scripts(visit):
    make_running()
    worker = visit(java_script_enabled=False, **PHONE).sign_in("ines")
    page = worker.go(f"{WEEK}&giorno=2021-06-15")

    page.get_by_label("Assenza, ", exact=False).locator("visible=true").select_option(
        label="Malattia"
    )
    page.get_by_text("mer 16 giu", exact=True).first.tap()
    page.locator("[data-cell]:visible").fill("2:30")
    page.get_by_role("button", name="Conferma mer 16 giu").tap()

    page.get_by_text("Salvate 2 presenze.").wait_for()
    assert written() == [(0, "ILLNESS"), (150, "")]


def test_the_grid_works_without_scripts(visit):
    make_running()
    worker = visit(java_script_enabled=False).sign_in("ines")
    page = worker.go(WEEK)

    page.locator("[data-cell]").first.fill("M")
    worker.click(worker.button("Conferma la settimana"))

    page.get_by_text("Salvate 5 presenze.").wait_for()
    assert written() == [(0, "ILLNESS"), *[(240, "")] * 4]
