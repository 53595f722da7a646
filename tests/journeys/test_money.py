"""Who accounts types hours by keyboard and sees their cost; who follows records what came of it."""

from datetime import date

from django.urls import reverse
from playwright.sync_api import expect

from tests.acting import as_user
from tests.cast import COMO, player
from tests.journeys.walker import NARROW
from tests.makers import (
    make_budget,
    make_exit,
    make_follow_up,
    make_hours,
    make_member,
    make_note,
    make_participation,
    make_person,
    make_result,
)


def test_hours_are_typed_by_keyboard_and_their_cost_is_seen(walk, transactional_db):
    for name in ("Bianchi", "D’Angelo-Visconti di Modrone", "Rossi"):
        make_hours(make_member(last_name=name, weekly_hours=30), hours="60,5".replace(",", "."))
    make_hours(by=player("piero"), hours="24")
    make_budget(amount="3000.00")
    olga = walk("olga")

    olga.go(reverse("projects:hours", args=[COMO, "ascl"]) + "?da=2021-01")
    olga.look("grid-of-hours")
    olga.page.get_by_label("Bianchi Lia, gennaio 2021").focus()
    olga.page.keyboard.type("70")
    olga.page.keyboard.press("Tab")
    olga.page.keyboard.type("boh")
    olga.page.keyboard.press("Enter")
    expect(olga.page.get_by_role("alert")).to_contain_text("Bianchi Lia, febbraio 2021: scrivi")
    olga.look("grid-with-an-error")
    olga.page.get_by_label("Bianchi Lia, febbraio 2021").fill("")
    olga.page.keyboard.press("Enter")

    expect(olga.page.get_by_text("Ore salvate.")).to_be_visible()
    # 34.400 ÷ (1720 × 30/38) = 25,33 € for 130,5 hours.
    row = olga.page.get_by_role("row").filter(has_text="Bianchi")
    expect(row).to_contain_text("130,50")
    expect(row).to_contain_text("3.305,57")


def test_the_pages_of_money_are_fit(walk, transactional_db):
    member = make_hours(make_member(declared_rate="18.50"), hours="80")
    make_hours(by=player("piero"), hours="24")
    make_budget(amount="1000.00")
    olga = walk("olga")

    pages = {
        "spending": ("spending", COMO),
        "grid-read-only": ("hours", COMO, "quadrifoglio"),
        "member": ("member", COMO, member.pk),
        "budget": ("budget", COMO),
    }
    for picture, (name, *arguments) in pages.items():
        olga.go(reverse(f"projects:{name}", args=arguments) + "?da=2021-01")
        olga.look(picture)


def test_what_came_of_who_left_is_recorded_on_a_phone(walk, transactional_db):
    left = make_exit(exit_on=date(2021, 9, 30))
    make_follow_up(make_result(make_exit()).participation)
    ines = walk("ines")
    ines.look("home-with-results")
    ines.page.set_viewport_size({"width": NARROW, "height": 740})

    ines.go(reverse("projects:results_due"))
    ines.look("results-due")
    ines.go(reverse("projects:participation", args=[left.pk]))
    ines.look("participation-left")
    ines.page.get_by_role("link", name="Rileva l’esito").click()
    ines.look("result")
    ines.page.get_by_label("Giorno a cui si riferiscono").fill("5/10/2021")
    ines.page.get_by_text("Lavora come dipendente").click()
    groups = ines.page.get_by_role("group")
    groups.filter(has_text="Frequenta un corso").get_by_label("No", exact=True).check()
    groups.filter(has_text="Ha ottenuto una qualifica").get_by_label("No", exact=True).check()
    ines.page.get_by_role("button", name="Salva l’esito").click()

    expect(ines.page.get_by_text("Esito registrato.")).to_be_visible()
    ines.look("participation-with-result")
    ines.page.get_by_role("link", name="Rileva il follow-up").click()
    ines.look("follow-up")
    with as_user(player("ines")):
        left.refresh_from_db()
        assert left.state == "RESULT"


def test_what_lasts_in_the_diary_is_taken_into_the_hours(walk, transactional_db):
    ines = player("ines")
    make_member(first_name="Ines", last_name="Molteni", user_id=ines.pk)
    make_hours(make_member(last_name="Bianchi"), hours="60.5")
    person = make_participation().beneficiary
    for day, minutes in ((3, 50), (9, 75), (10, 25)):
        make_note(person, minutes=minutes, happened_on=date(2021, 3, day))
    make_note(make_person(), minutes=40, happened_on=date(2021, 3, 9))
    worker, olga = walk("ines"), walk("olga")

    worker.go(reverse("projects:my_month") + "?mese=2021-03")
    worker.look("my-month")
    worker.go(reverse("projects:my_month") + "?mese=2021-03&formato=stampa")
    worker.look("my-month-on-paper")
    olga.go(reverse("projects:hours", args=[COMO, "ascl"]) + "?da=2021-01")
    olga.look("grid-with-the-diary")
    olga.page.get_by_role("button", name="Prendi le ore dal diario").click()

    expect(olga.page.get_by_text("1 casella presa dal diario.")).to_be_visible()
    expect(olga.page.get_by_label("Molteni Ines, marzo 2021")).to_have_value("2,5")
    olga.page.get_by_role("link", name="dal diario: 2:30").click()
    olga.look("days-of-the-diary")
    expect(olga.page.get_by_role("row").filter(has_text="9 mar")).to_contain_text("1")
