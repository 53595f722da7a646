"""Documents at the browser: brought from the desk and by telephone, seen, replaced, cancelled."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from core.files.intake import take_in
from tests.core.hostile_files import docx, pdf, picture
from tests.core.test_drawn import of_pages
from tests.journeys.walker import HEIGHT, NARROW
from tests.makers import make_document, make_person


def file(name: str, content: bytes) -> dict:
    """A file as one chooses it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_a_document_is_brought_seen_replaced_and_cancelled(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    worker = walk("ines")
    page, address = worker.page, f"/persone/{person.pk}/documenti/"
    ends = timezone.localdate() + timedelta(days=40)

    worker.go(address)
    worker.look("documenti-vuoti")
    page.get_by_role("link", name="Carta d’identità o passaporto").press("Enter")
    page.get_by_role("heading", name="Carica un documento").wait_for()
    assert worker.field("Tipo di documento").input_value() == "IDENTITY"
    expect(page.locator("#id_photo")).not_to_be_visible()
    worker.field("File").set_input_files(file("carta.docx", docx({"word/vbaProject.bin": "x"})))
    worker.field("Scade il").fill(f"{ends:%d/%m/%Y}")
    worker.field("Annotazione").fill("Fronte e retro")
    worker.button("Carica").press("Enter")
    page.get_by_role("heading", name="C’è un problema").wait_for()
    page.get_by_text("Il file contiene macro").first.wait_for()
    assert worker.field("Annotazione").input_value() == "Fronte e retro"
    worker.look("documenti-errore")
    worker.field("File").set_input_files(file("carta.png", picture("PNG", (900, 560))))
    worker.button("Carica").press("Enter")
    page.get_by_text("Documento salvato: Carta d’identità o passaporto.").wait_for()
    page.get_by_text("1 documento in scadenza").wait_for()
    worker.look("documenti-elenco")

    page.get_by_role("link", name="carta.png").click()
    shown = page.get_by_role("img", name="Anteprima: Carta d’identità o passaporto")
    shown.wait_for()
    assert shown.evaluate("async one => { await one.decode(); return one.naturalWidth }") == 900
    worker.look("documento")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Scarica").click()
    assert fetched.value.suggested_filename == "carta.png"

    worker.go("/scadenze/")
    page.get_by_role("link", name="Rinnovare: Carta d’identità").first.click()
    page.get_by_role("link", name="Sostituisci").press("Enter")
    worker.field("File").set_input_files(file("nuova.pdf", pdf()))
    worker.field("Scade il").fill("1/3/2036")
    worker.look("documento-sostituisci")
    worker.button("Carica").press("Enter")
    page.get_by_role("heading", name="Non più in uso").wait_for()
    expect(page.get_by_text("documento in scadenza")).to_have_count(0)

    page.get_by_role("link", name="nuova.pdf").click()
    page.get_by_role("link", name="Annulla il documento").press("Enter")
    worker.field("Perché lo annulli").fill("Era la carta della sorella")
    worker.look("documento-annulla")
    worker.button("Annulla il documento").press("Enter")
    page.get_by_text("Era la carta della sorella").wait_for()
    worker.look("documenti-non-in-uso")


def test_by_telephone_a_photograph_is_enough(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    worker = walk("ines")
    page = worker.page
    page.set_viewport_size({"width": NARROW, "height": HEIGHT[NARROW]})

    worker.go(f"/persone/{person.pk}/documenti/nuovo/?tipo=CURRICULUM")
    camera = page.locator("#id_photo")
    assert camera.get_attribute("capture") == "environment"
    camera.set_input_files(file("IMG_0001.jpg", picture("JPEG", (1200, 900))))
    worker.button("Carica").click()

    page.get_by_text("Documento salvato: Curriculum.").wait_for()
    page.get_by_role("link", name="IMG_0001.jpg").wait_for()


def test_a_pdf_is_looked_through_by_keyboard(walk):
    made = make_document(taken=take_in("curriculum.pdf", of_pages(6)))
    worker = walk("ines")
    page = worker.page

    worker.go(f"/persone/documenti/{made.pk}/")
    page.get_by_role("heading", name="Pagina 1 di 6").wait_for()
    worker.look("documento-pagina-1")
    page.get_by_role("link", name="Pagina 3").press("Enter")
    page.get_by_role("heading", name="Pagina 3 di 6").wait_for()

    shown = page.get_by_role("img", name="Anteprima, pagina 3 di 6")
    assert shown.evaluate("async one => { await one.decode(); return one.naturalWidth }") == 1240
    assert page.evaluate("document.activeElement.id") == "pagina-3"
    assert page.get_by_role("link", name="Pagina 3").get_attribute("aria-current") == "page"
    worker.look("documento-pagina-3")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Pagina 4 di 6").wait_for()
