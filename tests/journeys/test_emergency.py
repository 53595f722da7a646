"""In an emergency a worker reads what a colleague reserved; who coordinates reviews it."""

from playwright.sync_api import Locator, expect

from tests.cast import player
from tests.journeys.walker import Walk
from tests.makers import make_note, make_person

TOLD = "Va avvisata soltanto la sorella, mai il marito."


def press(walk: Walk, target: Locator) -> None:
    """Go on with Tab until the link or button has the focus, and press Enter."""
    for _step in range(80):
        if target.evaluate("one => one === document.activeElement"):
            walk.page.keyboard.press("Enter")
            return
        walk.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def test_a_worker_reads_and_the_coordinator_reviews_by_keyboard(walk):
    marco = player("marco")
    person = make_person(by=marco, first_name="Loredana", last_name="Cattaneo")
    make_note(person, by=marco, kind="PHONE", visibility="RESERVED", text=TOLD)
    make_note(person, by=marco, text="Colloquio in sede.")
    worker: Walk = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    expect(page.get_by_text(TOLD)).to_have_count(0)

    press(worker, page.get_by_text("Altre azioni"))
    press(worker, worker.link("Accesso d’emergenza"))
    page.get_by_text("Dura quattro ore").wait_for()
    worker.look("emergenza-apri")
    worker.tab_to("Perché serve adesso")
    page.keyboard.type("urgente")
    press(worker, worker.button("Apri l’accesso d’emergenza"))
    page.get_by_role("link", name="Scrivi almeno 20 caratteri").wait_for()
    worker.look("emergenza-motivo-corto")
    worker.tab_to("Perché serve adesso")
    page.keyboard.press("End")
    page.keyboard.type(": ricovero di stanotte, serve sapere chi avvisare")
    press(worker, worker.button("Apri l’accesso d’emergenza"))
    page.get_by_role("heading", name="Note riservate da altri").wait_for()
    worker.look("emergenza-aperta")
    press(worker, page.get_by_role("main").get_by_role("link", name="Telefonata"))
    page.get_by_text(TOLD).wait_for()
    expect(page.get_by_text("letta con accesso d’emergenza fino alle")).to_be_visible()
    worker.look("emergenza-nota")
    press(worker, worker.link("Torna all’accesso d’emergenza"))
    press(worker, worker.button("Chiudi adesso"))
    page.get_by_text("ora si legge come prima").wait_for()
    worker.look("emergenza-chiusa")

    coordinator: Walk = walk("marco")
    desk = coordinator.page
    coordinator.look("emergenza-casa-coordinatore")
    press(coordinator, desk.get_by_role("main").get_by_role("link", name="Emergenze da esaminare"))
    press(coordinator, desk.get_by_role("row", name="Ines Molteni").first.get_by_role("link"))
    desk.get_by_role("heading", name="Esame").wait_for()
    expect(desk.get_by_text("serve sapere chi avvisare")).to_be_visible()
    expect(desk.get_by_text(TOLD)).to_have_count(0)
    coordinator.look("emergenza-esame")
    coordinator.tab_to("Giustificato")
    desk.keyboard.press("Space")
    press(coordinator, coordinator.button("Registra l’esame"))
    desk.get_by_text("Esame registrato.").wait_for()
    coordinator.look("emergenza-elenco")
    coordinator.go(f"/persone/{person.pk}/visto/")
    assert desk.get_by_text("accesso d’emergenza", exact=True).count() > 0

    stranger: Walk = walk("nora")
    with stranger.expecting(404):
        stranger.go(f"/persone/{person.pk}/emergenza/")
