"""The same line on a telephone: 360 px wide, with a finger."""

from playwright.sync_api import expect

from tests.journeys.test_social_worker import CODE
from tests.journeys.walker import NARROW
from tests.makers import make_participation, make_person

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def test_registers_and_writes_with_a_finger(walk):
    worker = walk("ines", **PHONE)
    page = worker.page

    page.get_by_role("main").get_by_role("link", name="Registra una persona").first.tap()
    worker.field("Codice fiscale").tap()
    page.keyboard.type(CODE)
    worker.field("Nome").tap()
    page.keyboard.type("Loredana")
    worker.field("Comune di residenza").tap()
    page.keyboard.type("Cernob", delay=20)
    page.get_by_role("option", name="Cernobbio").wait_for()
    worker.look("telefono-registra", NARROW)
    page.get_by_role("option", name="Cernobbio").tap()
    worker.field("Cognome").tap()
    page.keyboard.type("Cattaneo")
    worker.button("Continua").tap()
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    worker.button("Continua").tap()
    page.get_by_role("heading", name="Controlla e registra").wait_for()
    worker.button("Registra la persona").tap()
    page.get_by_role("heading", name="Loredana Cattaneo").wait_for()
    worker.field("Visita domiciliare").tap()
    worker.field("Testo della nota").fill("A casa sua: tutto bene.")
    worker.button("Salva la nota").tap()

    page.get_by_text("Nota salvata.").wait_for()
    worker.look("telefono-persona", NARROW)


def test_the_present_section_of_a_person_is_in_sight(walk):
    person = make_person()
    worker = walk("ines", **PHONE)

    worker.go(f"/persone/{person.pk}/condivisione/")

    expect(worker.page.locator(".pc-sections [aria-current]")).to_be_in_viewport(ratio=1)


def test_opens_the_menu_and_finds_a_person(walk):
    make_participation(make_person(first_name="Rosa", last_name="Pozzi"))
    worker = walk("ines", **PHONE)
    page = worker.page

    page.get_by_text("Menu", exact=True).tap()
    worker.look("telefono-menu", NARROW)
    page.get_by_role("navigation", name="Principale").get_by_role("link", name="Progetti").tap()
    page.get_by_role("link", name="Percorsi EL-COMO").first.wait_for()
    page.get_by_label("Cerca una persona").tap()
    page.keyboard.type("poz")
    page.get_by_role("search").get_by_role("link", name="Rosa Pozzi").wait_for()
    worker.look("telefono-cerca", NARROW)
    page.get_by_role("search").get_by_role("link", name="Rosa Pozzi").tap()

    page.get_by_role("heading", name="Rosa Pozzi").wait_for()
