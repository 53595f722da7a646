"""A file is closed with reason and outcome, and opened again, by keyboard."""

from playwright.sync_api import expect

from tests.journeys.test_emergency import press
from tests.journeys.walker import Walk
from tests.makers import make_deadline, make_participation, make_person


def test_a_worker_closes_a_file_and_opens_it_again_by_keyboard(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_participation(person)
    make_deadline(person, text="Portare l’ISEE")
    worker: Walk = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    press(worker, page.get_by_text("Altre azioni"))
    press(worker, worker.link("Chiudi la cartella"))
    page.get_by_role("heading", name="Che cosa resta aperto").wait_for()
    page.get_by_role("heading", name="Si chiude con la cartella: 1").wait_for()
    worker.look("chiusura")
    press(worker, worker.button("Chiudi la cartella"))
    page.get_by_role("link", name="Scegli l’esito").wait_for()
    worker.look("chiusura-errori")
    worker.tab_to("Motivo")
    page.keyboard.type("Conclusione")
    # Within a group of radio buttons the arrows move and choose.
    worker.tab_to("Raggiunto")
    page.keyboard.press("ArrowDown")
    worker.tab_to("Due parole")
    page.keyboard.type("Lo sa anche il Comune.")
    press(worker, worker.button("Chiudi la cartella"))
    page.get_by_text("Cartella chiusa: tutto resta leggibile.").wait_for()
    expect(page.get_by_text("Conclusione concordata · esito: raggiunto in parte")).to_be_visible()
    worker.look("chiusura-fatta")

    press(worker, worker.link("Riapri la cartella"))
    worker.tab_to("Perché si riapre")
    page.keyboard.type("Chiede di nuovo un colloquio.")
    worker.look("riapertura")
    press(worker, worker.button("Riapri la cartella"))
    page.get_by_text("Cartella riaperta.").wait_for()
    worker.go(f"/persone/{person.pk}/modifiche/")
    expect(page.get_by_text("Chiede di nuovo un colloquio.")).to_be_visible()
    worker.look("riapertura-modifiche")
