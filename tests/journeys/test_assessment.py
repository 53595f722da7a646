"""An assessment at the browser: written with the keyboard alone, compared with the former one."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.test_keyboard import press_to
from tests.journeys.walker import HEIGHT, NARROW
from tests.makers import make_assessment, make_person

MARCH = date(2021, 3, 3)
EVERY = {"INCOME": 1, "WORK": 2, "EDUCATION": 3, "HEALTH": 4, "HOUSING": 4, "CARE": 2,
         "NETWORKS": 2}  # fmt: skip


def answer(page, area: str, level: int) -> None:
    """Tab until the area's chips have the focus, then walk to the level with the arrows."""
    for _step in range(40):
        if page.evaluate("document.activeElement.name") == area:
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"Tab does not lead to {area}")
    # From “Non valutata”, the last, the arrow goes on to the first.
    for _step in range(level):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == str(level)


def test_two_assessments_are_written_and_compared_without_a_mouse(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    worker = walk("ines")
    page = worker.page

    worker.go(f"/persone/{person.pk}/valutazioni/")
    worker.look("valutazioni-vuote")
    press_to(page, "link", "Nuova valutazione")
    page.get_by_role("heading", name="Nuova valutazione").wait_for()
    worker.tab_to("Data della valutazione")
    page.keyboard.press("Control+A")
    page.keyboard.type("3/3/2021")
    for area, level in EVERY.items():
        answer(page, area, level)
    worker.tab_to("Osservazione generale")
    page.keyboard.type("Vuole tornare a lavorare in magazzino.")
    page.get_by_text("Bozza salvata").wait_for()
    page.reload()
    assert worker.field("Osservazione generale").input_value().startswith("Vuole tornare")
    press_to(page, "button", "Salva la valutazione")
    page.get_by_text("Valutazione salvata.").wait_for()
    worker.look("valutazioni-una")

    press_to(page, "link", "Nuova valutazione")
    page.get_by_text("Il 3 mar 2021:").first.wait_for()
    worker.look("valutazione-nuova")
    for area, level in (EVERY | {"INCOME": 3, "WORK": 3, "HEALTH": 3, "DIGITAL": 2}).items():
        answer(page, area, level)
    press_to(page, "button", "Salva la valutazione")
    page.get_by_text("Valutazione salvata.").wait_for()

    page.get_by_role("img", name="Che cosa è cambiato").first.wait_for()
    said = page.get_by_role("table").inner_text()
    assert said.count("+2 migliora") == said.count("+1 migliora") == 1
    assert said.count("−1 peggiora") == said.count("valutata solo ora") == 1
    assert said.count("invariata") == 4
    worker.look("valutazioni-confronto")
    worker.go(f"/persone/{person.pk}/")
    worker.look("valutazioni-scheda")


def test_the_days_are_chosen_and_one_is_corrected(walk):
    person = make_person(first_name="Loredana", last_name="Cattaneo")
    make_assessment(person, on=MARCH, WORK=1, WORK_note="Cerca da due anni.", HEALTH=2)
    make_assessment(person, on=MARCH + timedelta(days=104), WORK=4, HEALTH=2)
    make_assessment(person, WORK=3, HEALTH=5, remark="Il contratto non è stato rinnovato.")
    worker = walk("ines")
    page = worker.page

    worker.go(f"/persone/{person.pk}/valutazioni/")
    worker.field("Confronta il").select_option(label="15 giu 2021")
    worker.button("Confronta").click()
    expect(page.get_by_role("table")).to_contain_text("−1 peggiora")
    worker.look("valutazioni-scelte")

    worker.link("3 mar 2021").click()
    page.get_by_text("Cerca da due anni.").wait_for()
    worker.link("Correggi").click()
    page.get_by_role("radio", name="2 Si prepara la ricerca", exact=True).click()
    page.get_by_role("textbox", name="Nota su “Lavoro”").fill("Cerca da un anno.")
    worker.look("valutazione-correzione")
    worker.button("Salva la correzione").click()
    page.get_by_text("Valutazione corretta").wait_for()
    worker.look("valutazione-letta")

    expect(page.get_by_text("Cerca da un anno.").first).to_be_visible()


def test_an_assessment_is_written_on_a_phone_and_errors_keep_what_was_typed(walk):
    person = make_person()
    make_assessment(person, on=MARCH)
    size = {"width": NARROW, "height": HEIGHT[NARROW]}
    worker = walk("ines", viewport=size, has_touch=True)
    page = worker.page

    worker.go(f"/persone/{person.pk}/valutazioni/nuova/")
    worker.field("Osservazione generale").fill("Si vede domani.")
    worker.button("Salva la valutazione").click()
    page.get_by_role("link", name="Valuta almeno un’area").wait_for()
    worker.look("valutazione-errore", NARROW)
    assert worker.field("Osservazione generale").input_value() == "Si vede domani."
    page.get_by_role("radio", name="3 Ricerca con un sostegno", exact=True).tap()
    worker.button("Salva la valutazione").click()

    page.get_by_text("Valutazione salvata.").wait_for()
    expect(page.get_by_role("table")).to_contain_text("+1 migliora")
    expect(page.get_by_role("img", name="Che cosa è cambiato")).to_have_count(1)
