"""A list as one likes it: filtered, with its columns chosen, kept under a name, printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walker import HEIGHT, NARROW
from tests.makers import make_deadline, make_host, make_participation, make_person, make_placement


@pytest.fixture
def people(transactional_db):
    """Some people of Ines, one with a placement."""
    for first, last in (("Loredana", "Cattaneo"), ("Ahmed", "Diallo"), ("Zeno", "Arrighi")):
        made = make_person(first_name=first, last_name=last)
    make_placement(make_participation(made), host=make_host())


def test_chooses_columns_saves_the_view_and_finds_it_in_the_menu(walk, ines, people):
    worker = walk("ines")
    page = worker.go("/persone/")

    worker.choose("Fase", "Cartelle aperte")
    worker.click(worker.button("Filtra"))
    worker.click(page.get_by_text("Colonne", exact=True))
    worker.look("elenco-colonne")
    page.get_by_label("Età", exact=True).uncheck()
    page.get_by_label("Ultimo contatto", exact=True).uncheck()
    worker.click(worker.button("Mostra"))
    page.get_by_text("Colonne (4 di 6)").wait_for()
    heads = ["Persona", "Comune", "Fase", "Di riferimento"]
    expect(page.get_by_role("columnheader")).to_have_text(heads)

    worker.click(page.get_by_text("Viste salvate", exact=True))
    worker.look("elenco-vista-salva")
    page.get_by_label("Nome della vista").fill("Aperte, in breve")
    page.get_by_label("Apri così l’elenco dal menu").check()
    worker.click(worker.button("Salva la vista"))
    page.get_by_text("Vista salvata: “Aperte, in breve”.").wait_for()

    worker.go("/")
    worker.click(page.get_by_role("link", name="Persone", exact=True))
    page.get_by_text("Colonne (4 di 6)").wait_for()
    assert worker.field("Fase").input_value() == "aperta"
    worker.click(page.locator("summary", has_text="Aperte, in breve"))
    worker.look("elenco-viste")


def test_prints_what_it_sees(walk, ines, people):
    worker = walk("ines")
    page = worker.go("/persone/?fase=aperta&sort=-name&colonne=name,phase")
    worker.count_from_here()

    worker.click(worker.link("Stampa"))
    page.get_by_text("Stampato da Ines").wait_for()

    assert (worker.clicks, worker.loads) == (1, 1)
    expect(page.get_by_role("row")).to_have_count(4)
    worker.look("elenco-stampa")
    expect(page.get_by_role("button", name="Stampa")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Stampa")).not_to_be_visible()
    paper = page.pdf(prefer_css_page_size=True)
    if worker.pictures:
        (worker.pictures / "elenco-stampa.pdf").write_bytes(paper)
    page.emulate_media(media="screen")
    worker.go("/tirocini/?formato=stampa")
    worker.look("elenco-stampa-tirocini")


def test_without_scripts_columns_and_views_work_and_a_missing_name_is_said(walk, ines, people):
    worker = walk("ines", java_script_enabled=False)
    page = worker.go("/persone/?fase=aperta")

    page.get_by_text("Viste salvate", exact=True).click()
    worker.button("Salva la vista").click()
    page.get_by_role("link", name="Compila il campo “Nome della vista”").wait_for()
    page.get_by_label("Nome della vista").fill("Aperte")
    worker.button("Salva la vista").click()
    page.get_by_text("Vista salvata: “Aperte”.").wait_for()
    page.locator("summary", has_text="Aperte").click()
    page.get_by_role("link", name="Modifica Aperte").click()
    page.get_by_text("Elimina la vista", exact=True).click()
    worker.button("Elimina").click()
    page.get_by_text("Vista eliminata: “Aperte”.").wait_for()


def test_a_saved_view_is_renamed(walk, ines, people):
    worker = walk("ines")
    page = worker.go("/persone/?fase=aperta")
    worker.click(page.get_by_text("Viste salvate", exact=True))
    page.get_by_label("Nome della vista").fill("Aperte")
    worker.click(worker.button("Salva la vista"))
    worker.click(page.locator("summary", has_text="Aperte"))
    worker.click(page.get_by_role("link", name="Modifica Aperte"))
    worker.look("elenco-vista-modifica")
    page.get_by_label("Nome della vista").fill("Le mie aperte")
    worker.click(worker.button("Salva"))
    page.get_by_text("Vista aggiornata.").wait_for()
    page.locator("summary", has_text="Le mie aperte").wait_for()


def test_the_coordinator_opens_a_number_of_the_team(walk, ines, people, capsys):
    worker = walk("marco")
    worker.go("/")
    worker.count_from_here()

    worker.click(worker.link("Il gruppo nel dettaglio"))
    worker.page.get_by_role("heading", name="Il gruppo", exact=True).wait_for()
    worker.look("gruppo")
    worker.click(
        worker.page.get_by_role("link", name="3 Senza contatto da 30 giorni: Ines Molteni")
    )
    worker.page.get_by_text("3 persone", exact=True).wait_for()

    assert (worker.clicks, worker.loads) == (2, 2)


def test_what_is_late_in_the_team_is_one_click_and_one_page_from_the_home(walk, people):
    for text in ("Richiamare il Centro per l’impiego", "Portare il modulo"):
        make_deadline(days=-3, text=text)
    coordinator = walk("marco")
    page = coordinator.page

    team = page.get_by_role("main").locator("#gruppo tr", has_text="Ines Molteni")
    late = team.get_by_role("link", name="Scadenze in ritardo")
    number = int(late.inner_text().split()[0])
    coordinator.click(late)
    page.get_by_role("heading", name="Scadenze", exact=True).wait_for()

    assert (coordinator.clicks, coordinator.loads) == (1, 1)
    assert number >= 2
    expect(page.locator(".pc-sechead p").first).to_have_text(f"{number} scadenze")


def test_on_a_telephone_each_row_is_a_block_and_nothing_is_out_of_sight(walk, ines, people):
    size = {"width": NARROW, "height": HEIGHT[NARROW]}
    worker = walk("ines", viewport=size, has_touch=True)
    page = worker.go("/persone/")

    worker.click(page.get_by_role("columnheader").get_by_role("link", name="Persona"))
    expect(page).to_have_url(re.compile("sort="))

    names = page.get_by_role("rowheader")
    expect(names).to_have_text(["Zeno Arrighi", "Loredana Cattaneo", "Ahmed Diallo"])
    row = page.locator("tbody tr").first
    for label in ("Fase", "Di riferimento"):
        cell = row.locator(f"td[data-label='{label}']")
        expect(cell).not_to_be_empty()
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW
    assert page.locator(".pc-scroll").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    worker.look("elenco-telefono")
