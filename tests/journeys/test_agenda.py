"""A day from the agenda: an appointment is fixed and held, its note written, a deadline ticked.

C: clicks. P: full page loads. Once by mouse, counted; once with the keyboard alone.
"""

import pytest

from beneficiaries.models import Appointment, CaseNote, Deadline
from tests.acting import as_user
from tests.journeys.test_keyboard import press_to
from tests.journeys.test_social_worker import cost
from tests.makers import make_appointment, make_deadline, make_person

NOTE = "Ha portato la ricevuta: il permesso è in stampa."


@pytest.fixture
def person(transactional_db):
    """Loredana, with nothing fixed yet."""
    return make_person(first_name="Loredana", last_name="Cattaneo")


def test_fixes_an_appointment_in_three_clicks(walk, ines, person, capsys):
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    worker.count_from_here()

    worker.click(worker.link("Fissa un appuntamento"))
    worker.look("appuntamento-fissa")
    worker.click(worker.field("oggi"))
    worker.tab_to("Ora")
    page.keyboard.type("1130")
    worker.click(worker.button("Fissa"))
    page.get_by_text("Appuntamento fissato").wait_for()

    assert cost(worker, capsys, "fix an appointment") == (3, 2)
    worker.look("appuntamento-fissato")


def test_holds_it_from_the_agenda_and_writes_the_note(walk, ines, person, capsys):
    make_appointment(person, hour=9, minutes=60)
    worker = walk("ines")
    page = worker.page

    worker.click(page.get_by_role("link", name="Agenda", exact=True))
    worker.look("agenda-giorno")
    worker.click(page.get_by_role("link", name="Tenuto (Loredana Cattaneo, 9:00)"))
    page.get_by_role("heading", name="Nota sull’appuntamento").wait_for()
    worker.look("appuntamento-nota")
    assert page.get_by_label("1 h", exact=True).is_checked()
    worker.type("Testo della nota", NOTE)
    worker.click(worker.button("Salva la nota"))
    page.get_by_text("l’appuntamento risulta tenuto").wait_for()

    assert cost(worker, capsys, "hold an appointment and write its note") == (4, 3)
    with as_user(ines):
        assert Appointment.objects.get().note == CaseNote.objects.get(text=NOTE, minutes=60)


@pytest.mark.parametrize("address", ["/", "/scadenze/"])
def test_ticks_a_deadline_and_takes_it_back_without_a_page_load(
    walk, ines, person, capsys, address
):
    for days in range(3):
        make_deadline(person, days=-days, text=f"Telefonata {days}")
    worker = walk("ines")
    page = worker.go(address)
    worker.count_from_here()

    worker.click(worker.button("Segna come fatta: Telefonata 1 (Loredana Cattaneo)"))
    undo = worker.button("Togli il segno: Telefonata 1 (Loredana Cattaneo)")
    undo.wait_for()

    assert cost(worker, capsys, f"tick a deadline on {address}") == (1, 0)
    assert undo.evaluate("one => one === document.activeElement")
    worker.look(f"scadenza-fatta{'-oggi' if address == '/' else ''}")
    worker.click(worker.button("Annulla: Telefonata 1"))
    worker.button("Segna come fatta: Telefonata 1 (Loredana Cattaneo)").wait_for()
    worker.click(page.get_by_text("Rimanda: Telefonata 1"))
    worker.look("scadenza-rimanda")
    worker.click(worker.button("A domani").and_(page.locator(":visible")))
    page.get_by_text("Scadenza rimandata").wait_for()
    assert (worker.clicks, worker.loads) == (4, 0)
    assert page.url.endswith(address)


def test_says_that_nobody_came_and_takes_it_back(walk, ines, person):
    make_appointment(person, hour=9)
    worker = walk("ines")
    page = worker.go("/agenda/?vista=settimana")
    worker.count_from_here()

    worker.click(worker.button("Non si è presentata (Loredana Cattaneo, 9:00)"))
    worker.link("Scrivi due righe (Loredana Cattaneo, 9:00)").wait_for()
    worker.look("agenda-settimana-assente")
    worker.click(worker.button("Rimetti fra i fissati (Loredana Cattaneo, 9:00)"))
    worker.button("Non si è presentata (Loredana Cattaneo, 9:00)").wait_for()

    assert (worker.clicks, worker.loads) == (2, 0)
    assert page.url.endswith("/agenda/?vista=settimana")


def test_what_is_typed_stays_when_a_deadline_is_ticked_beside_it(walk, ines, person):
    make_deadline(person, text="Telefonata")
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    worker.field("Testo della nota").fill(NOTE)
    worker.button("Segna come fatta: Telefonata (Loredana Cattaneo)").click()
    worker.button("Togli il segno: Telefonata (Loredana Cattaneo)").wait_for()

    assert worker.field("Testo della nota").input_value() == NOTE
    assert page.url.endswith(f"/persone/{person.pk}/")


def test_the_whole_way_with_the_keyboard_alone(walk, ines, person):
    make_deadline(person, text="Telefonata")
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    press_to(page, "link", "Fissa un appuntamento")
    page.get_by_role("heading", name="Fissa un appuntamento").wait_for()
    press_to(page, "radio", "oggi", key="Space")
    worker.tab_to("Ora")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    page.get_by_text("Appuntamento fissato").wait_for()
    press_to(page, "link", "Agenda")
    page.get_by_role("heading", name="Agenda").wait_for()
    press_to(page, "link", "Tenuto (Loredana Cattaneo, 8:00)")
    page.get_by_role("heading", name="Nota sull’appuntamento").wait_for()
    worker.tab_to("Testo della nota")
    page.keyboard.type(NOTE)
    press_to(page, "button", "Salva la nota")
    page.get_by_text("l’appuntamento risulta tenuto").wait_for()
    press_to(page, "link", "Oggi")
    page.get_by_role("heading", name="Buongiorno").wait_for()
    press_to(page, "button", "Segna come fatta: Telefonata (Loredana Cattaneo)")
    worker.button("Togli il segno: Telefonata (Loredana Cattaneo)").wait_for()
    page.keyboard.press("Enter")
    worker.button("Segna come fatta: Telefonata (Loredana Cattaneo)").wait_for()

    with as_user(ines):
        assert (Appointment.objects.get().state, Deadline.objects.get().done_at) == ("HELD", None)


def test_without_scripts_a_deadline_is_ticked_and_taken_back(walk, ines, person):
    make_deadline(person, text="Telefonata")
    worker = walk("ines", java_script_enabled=False)
    page = worker.go("/scadenze/")

    worker.button("Segna come fatta: Telefonata (Loredana Cattaneo)").click()
    page.get_by_text("Scadenza segnata come fatta.").wait_for()
    assert page.url.endswith("/scadenze/")
    worker.button("Annulla: Telefonata").click()
    worker.button("Segna come fatta: Telefonata (Loredana Cattaneo)").wait_for()
