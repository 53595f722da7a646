"""A reserved note, the diary by words and period, the paper: by keyboard and on the phone."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from beneficiaries.models import CaseNote
from tests.acting import as_user
from tests.journeys.walker import NARROW
from tests.makers import make_note, make_person

LONG = (
    "Racconta che il contratto è finito a febbraio e non è stato rinnovato. Vorrebbe un lavoro"
    " vicino a casa, anche di mezza giornata. Ha il patentino del muletto, scaduto da un anno, e"
    " lo rinnoverebbe volentieri. Si sente in difficoltà con il computer: proponiamo il corso di"
    " aprile. Intanto chiama lei il Centro per l’impiego, e porta il curriculum fra due settimane"
)


def diary_of(person):
    """Some notes of this year and an old one."""
    today = timezone.localdate()
    make_note(person, kind="INTERVIEW", minutes=45, happened_on=today - timedelta(days=12),
              text=f"{LONG}. Vuole cambiare città.", present="La persona e la sorella")  # fmt: skip
    make_note(person, kind="VISIT", minutes=60, happened_on=today - timedelta(days=400),
              text="Ha lasciato la città per tornare dai genitori.")  # fmt: skip
    make_note(person, happened_on=today - timedelta(days=3), text="Chiama per l’appuntamento.")


def test_writes_a_reserved_note_by_keyboard(walk, ines, marco):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    diary_of(person)
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    worker.tab_to("Testo della nota")
    page.keyboard.type("Racconta di una denuncia: resti fra noi.")
    worker.tab_to("Chi c’era")
    page.keyboard.type("La persona")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.get_by_role("group", name="Oltre a te la leggono").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_text("Bozza salvata").wait_for()
    worker.look("diario-1-riservata")
    page.keyboard.press("Tab")  # over “Aggiungi una scadenza”
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Nota riservata salvata").wait_for()
    worker.look("diario-2-salvata")

    expect(page.get_by_text(f"La leggono {ines.get_full_name()} e Marco Bianchi")).to_be_visible()
    with as_user(marco):
        note = CaseNote.objects.get(visibility="RESERVED")
        assert (note.readers, note.present) == ([marco.pk], "La persona")


def test_finds_words_in_a_period_and_prints_them(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    diary_of(person)
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    worker.tab_to("Parole nel testo")
    page.keyboard.type("citta")
    worker.tab_to("Dal")
    page.keyboard.type(f"{timezone.localdate() - timedelta(days=60):%d/%m/%Y}")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Togli i filtri").wait_for()
    worker.look("diario-3-trovata")
    with page.expect_download() as paper:
        page.get_by_role("link", name="Stampa queste note (PDF)").click()

    assert "citta" not in page.url
    expect(page.locator("mark")).to_have_text(["città"])
    expect(page.locator(".pc-timeline > li")).to_have_count(1)
    assert paper.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("link", name="Togli i filtri").click()
    page.get_by_text("Chiama per l’appuntamento.").wait_for()
    expect(page.locator(".pc-timeline > li")).to_have_count(3)


def test_opens_a_note_to_the_agency_on_the_phone(walk, marco):
    note = make_note(visibility="RESERVED")
    worker = walk("ines", viewport={"width": NARROW, "height": 740})
    page = worker.go(f"/persone/{note.beneficiary_id}/")

    page.get_by_role("link", name="Scegli chi legge la nota").click()
    worker.look("diario-4-chi-la-legge")
    page.get_by_label("Tutto l’ente").check()
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("Ora chi legge la nota è come hai scelto.").wait_for()

    with as_user(marco):
        assert CaseNote.objects.get().pk == note.pk
