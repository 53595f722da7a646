"""The day of a social worker, by mouse and keyboard, with what each job costs.

C: clicks. P: full page loads. Text is typed going from field to field with Tab; a closed list
costs two clicks, a box or a circle one. The limits are those of the product's promise.
"""

import sys
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from beneficiaries.models import Beneficiary
from core.reference.identifiers import tax_code_of
from projects.models import Participation
from tests.acting import as_user
from tests.makers import make_person

BORN = date(1969, 3, 4)
CODE = tax_code_of("Loredana", "Cattaneo", BORN, "F", "C933")
NOTE = "Racconta che il corso le ha ridato fiducia. Ci rivediamo giovedì."


def cost(walk, capsys, job: str) -> tuple[int, int]:
    """What the job took since counting began, printed too."""
    with capsys.disabled():
        sys.stdout.write(f"\n  {job}: {walk.clicks} C, {walk.loads} P\n")
    return walk.clicks, walk.loads


def fill_who(ines) -> None:
    """Step 1, from the code to the telephone; birth, sex and place come from the code."""
    page = ines.page
    ines.type("Codice fiscale", CODE)
    page.keyboard.press("Tab")
    page.get_by_text("nata il 4 mar 1969 a Como").wait_for()
    ines.tab_to("Nome")
    page.keyboard.type("Loredana")
    ines.tab_to("Cognome")
    page.keyboard.type("Cattaneo")
    ines.tab_to("Comune di residenza")
    page.keyboard.type("Como")
    ines.tab_to("Telefono")
    page.keyboard.type("031 555123")
    page.get_by_text("Bozza salvata").wait_for()


def fill_situation(ines) -> None:
    """Step 2: the Region's questions, the notice, the project."""
    page = ines.page
    ines.choose("Titolo di studio", "Licenza media")
    ines.choose("Condizione occupazionale", "Disoccupato")
    ines.choose("Segue un corso di studio o di formazione", "No")
    ines.tab_to("Cerca lavoro dal")
    page.keyboard.type("1/5/2020")
    ines.choose("Condizione familiare", "Nessuna delle precedenti")
    ines.choose("Condizione abitativa", "Nessuna delle precedenti")
    ines.click(page.get_by_role("checkbox", name="Nessuna di queste"))
    ines.tab_to("Informativa sulla privacy consegnata il")
    page.keyboard.type("oggi")
    ines.click(page.get_by_label("La persona l’ha firmata"))
    ines.click(page.get_by_label("Percorsi EL-COMO"))
    ines.tab_to("Giorno di ingresso")
    page.keyboard.type("11/1/2021")
    page.get_by_text("Bozza salvata").wait_for()


def test_registers_a_person_from_the_code_and_enters_her(walk, ines, capsys):
    worker = walk("ines")
    page = worker.page

    worker.click(worker.link("Registra una persona"))
    fill_who(worker)
    worker.look("registra-1-codice")
    assert worker.field("Data di nascita").input_value() == "04/03/1969"
    assert page.get_by_label("Donna").is_checked()
    assert worker.field("Luogo di nascita").input_value() == "Como (CO)"
    worker.click(worker.button("Continua"))
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    fill_situation(worker)
    worker.look("registra-2-situazione")
    worker.click(worker.button("Continua"))
    page.get_by_role("heading", name="Controlla e registra").wait_for()
    worker.look("registra-3-controlla")
    worker.click(worker.button("Registra la persona"))
    page.get_by_role("heading", name="Loredana Cattaneo").wait_for()

    clicks, loads = cost(worker, capsys, "register and enter")
    assert (clicks <= 18, loads <= 3) == (True, True)
    expect(page.get_by_text("Persona registrata")).to_be_visible()
    expect(page.get_by_role("link", name="Percorsi EL-COMO")).to_be_visible()
    with as_user(ines):
        assert Participation.objects.get().entry_on == date(2021, 1, 11)
        assert Beneficiary.objects.get().birth_date == BORN


def test_is_told_of_a_person_who_is_there_already(walk, ines):
    make_person(first_name="Loredana", last_name="Cattaneo", birth_date=BORN, gender="F")
    worker = walk("ines")

    worker.link("Registra una persona").click()
    fill_who(worker)

    worker.page.get_by_role("link", name="Loredana Cattaneo").wait_for()
    worker.look("registra-1-doppione")


@pytest.mark.parametrize("typed", ["catt lor", "Lory", "031 5551", CODE[-5:].lower()])
def test_finds_a_person_while_typing(walk, ines, capsys, typed):
    make_person(first_name="Loredana", last_name="Cattaneo", alias="Lory", gender="F",
                birth_date=BORN, phone="+39 031 555123")  # fmt: skip
    worker = walk("ines")

    worker.page.keyboard.press("/")
    worker.page.keyboard.type(typed)
    worker.click(worker.page.get_by_role("search").get_by_role("link", name="Loredana Cattaneo"))
    worker.page.get_by_role("heading", name="Loredana Cattaneo").wait_for()

    assert cost(worker, capsys, f"find a person by “{typed}”") == (1, 1)


def test_finds_by_two_letters_and_takes_the_list_as_a_sheet(walk, ines):
    for first, last in (("Ada", "Marelli"), ("Maria", "Bordoli"), ("Rosa", "Pozzi")):
        make_person(first_name=first, last_name=last)
    worker = walk("ines")
    page = worker.page

    page.get_by_label("Cerca una persona").fill("ma")
    page.get_by_role("search").get_by_role("link", name="Ada Marelli").wait_for()
    worker.look("cerca-due-lettere")
    page.keyboard.press("Enter")
    page.get_by_text("Risultati per “ma”").wait_for()
    worker.look("cerca-risultati")
    with page.expect_download() as sheet:
        worker.link("Scarica XLSX").click()

    assert "q=" not in page.url
    rows = list(
        load_workbook(BytesIO(sheet.value.path().read_bytes())).active.iter_rows(values_only=True)
    )
    names = {str(cell) for row in rows for cell in row if cell}
    assert {"Marelli", "Bordoli"} <= {word for name in names for word in name.split()}
    assert not any("Pozzi" in name for name in names)


def test_filters_the_list_in_the_address_and_comes_back_to_it(walk, ines):
    make_person(by=ines, first_name="Rosa", last_name="Pozzi")
    worker = walk("ines")
    page = worker.page
    page.get_by_role("navigation", name="Principale").get_by_role("link", name="Persone").click()

    worker.field("Di riferimento").select_option(label="Le mie")
    worker.button("Filtra").click()
    filtered = page.url
    worker.look("persone-filtrate")
    page.get_by_role("link", name="Rosa Pozzi").click()
    page.get_by_role("heading", name="Rosa Pozzi").wait_for()
    page.go_back()

    assert "di=me" in filtered
    assert page.url == filtered
    worker.field("Comune").fill("Erba")
    worker.button("Filtra").click()
    page.get_by_text("Nessun risultato").wait_for()
    worker.look("persone-niente")


def test_writes_a_note_and_corrects_it(walk, ines, capsys):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    worker.count_from_here()

    worker.click(worker.field("Telefonata"))
    worker.type("Testo della nota", NOTE)
    page.get_by_text("Bozza salvata").wait_for()
    worker.look("nota-bozza")
    worker.click(worker.button("Salva la nota"))
    page.get_by_text("Nota salvata.").wait_for()

    assert cost(worker, capsys, "write a note") == (3, 1)
    page.get_by_role("link", name="Correggi la nota: Telefonata").click()
    worker.field("Testo della nota").fill(NOTE + " Alle dieci.")
    worker.button("Salva la correzione").click()
    page.get_by_text("Nota corretta").wait_for()
    page.get_by_role("link", name="Correggi la nota: Telefonata").click()
    page.get_by_role("heading", name="Versioni precedenti").wait_for()
    expect(page.locator(".pc-timeline").get_by_text(NOTE, exact=True)).to_be_visible()
    worker.look("nota-versioni")


def test_corrects_the_data_of_a_person(walk, ines):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/anagrafica/")

    page.get_by_role("link", name="Modifica l’anagrafica").click()
    worker.field("Telefono").fill("031 999888")
    worker.button("Salva").click()

    page.get_by_text("Dati salvati.").wait_for()
    expect(page.get_by_text("031 999888")).to_be_visible()


def test_enters_completes_and_leaves_a_project(walk, ines):
    person = make_person(first_name="Rosa", last_name="Pozzi", answers={"education_id": None})
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")

    page.get_by_role("link", name="Iscrivi a un progetto").click()
    worker.field("Giorno di ingresso").fill("11/01/2021")
    page.keyboard.press("Tab")
    page.get_by_text("Così sarebbero fissate con ingresso lun 11 gen 2021").wait_for()
    worker.look("iscrivi-anteprima")
    worker.button("Iscrivi al progetto").click()
    page.get_by_text("La scheda non conta ancora negli indicatori").wait_for()
    worker.look("partecipazione-incompleta")
    worker.go("/")
    page.get_by_role("link", name="Completare le risposte all’ingresso (Rosa Pozzi)").click()
    worker.choose("Titolo di studio", "Licenza media")
    worker.button("Salva le risposte").click()
    page.get_by_text("Risposte salvate.").wait_for()
    expect(page.get_by_text("La scheda non conta ancora")).to_have_count(0)
    page.get_by_role("link", name="Registra l’uscita").click()
    worker.field("Giorno di uscita").fill("30/09/2021")
    page.get_by_label("Ha trovato lavoro").check()
    worker.button("Registra l’uscita").click()
    page.get_by_text("Uscita registrata.").wait_for()
    worker.look("partecipazione-uscita")

    with as_user(ines):
        left = Participation.objects.get()
        assert (left.state, left.exit_reason) == ("LEFT", "JOB_FOUND")
