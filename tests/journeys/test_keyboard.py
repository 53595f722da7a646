"""The main line with the keyboard alone: no mouse, every stop visible."""

from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.journeys.test_social_worker import CODE
from tests.makers import make_person

# The control with the focus, or the label drawn in its place, has a ring; or "" where it has.
FOCUSED = """() => { const one = document.activeElement;
    const ringed = (part) => getComputedStyle(part).boxShadow !== "none"
        || getComputedStyle(part).outlineStyle !== "none";
    const nowhere = one === document.body || one.matches("[tabindex='-1']");
    return nowhere || ringed(one) || ringed(one.nextElementSibling ?? one)
        ? "" : one.outerHTML.slice(0, 200); }"""


def press_to(page: Page, role: str, name: str, *, key: str = "Enter", exact: bool = True) -> None:
    """Tab until the control has the focus, then press the key."""
    wanted = page.get_by_role(role, name=name, exact=exact).first
    for _step in range(60):
        if wanted.evaluate("one => one === document.activeElement"):
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == ""
    raise AssertionError(f"Tab does not lead to “{name}”")


def choose(walk, label: str, begins: str) -> None:
    """In a closed list, type how the wanted line begins."""
    walk.tab_to(label)
    walk.page.keyboard.type(begins, delay=10)


def test_signs_in_registers_and_writes_without_a_mouse(visit):
    worker = visit()
    page = worker.go("/accesso/login/")

    worker.tab_to("Email")
    page.keyboard.type("ines@example.org")
    worker.tab_to("Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Buongiorno").wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Vai al contenuto")).to_be_visible()
    page.keyboard.press("Enter")
    press_to(page, "link", "Registra una persona")
    page.get_by_role("heading", name="Registra una persona: chi è").wait_for()
    worker.tab_to("Codice fiscale")
    page.keyboard.type(CODE)
    worker.tab_to("Nome")
    page.keyboard.type("Loredana")
    worker.tab_to("Cognome")
    page.keyboard.type("Cattaneo")
    worker.tab_to("Comune di residenza")
    page.keyboard.type("Cernob", delay=20)
    page.get_by_role("option", name="Cernobbio").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert worker.field("Comune di residenza").input_value() == "Cernobbio (CO)"
    press_to(page, "button", "Continua")
    page.get_by_role("heading", name="situazione e informativa").wait_for()
    choose(worker, "Titolo di studio", "Licenza media")
    choose(worker, "Condizione occupazionale", "Disocc")
    press_to(page, "checkbox", "Nessuna di queste", key="Space")
    press_to(page, "button", "Continua")
    page.get_by_role("heading", name="Controlla e registra").wait_for()
    press_to(page, "button", "Registra la persona")
    page.get_by_role("heading", name="Loredana Cattaneo").wait_for()
    worker.tab_to("Testo della nota")
    page.keyboard.type("Primo colloquio.")
    press_to(page, "button", "Salva la nota")

    page.get_by_text("Nota salvata.").wait_for()
    expect(page.get_by_text("Primo colloquio.")).to_be_visible()


def test_walks_the_suggestions_with_the_arrows(walk):
    for last in ("Bordoli", "Bordogna"):
        make_person(first_name="Rosa", last_name=last)
    worker = walk("ines")
    page = worker.page

    page.keyboard.press("/")
    page.keyboard.type("bord")
    page.get_by_role("search").get_by_role("link", name="Rosa Bordoli").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="Rosa Bordoli").wait_for()
