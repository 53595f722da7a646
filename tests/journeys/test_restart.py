"""A deploy: the server stops while somebody writes, and a new one answers at the same address."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from beneficiaries.models import CaseNote
from core.models import Draft
from tests.acting import as_user
from tests.journeys.restart import Server
from tests.journeys.test_killers import FORMS, NOTE, field_of, kept, save
from tests.journeys.test_short_forms import SHORT, WORDS
from tests.journeys.walker import Walk
from tests.makers import make_person

REFUSED = "net::ERR_CONNECTION_REFUSED"
UNANSWERED = (REFUSED, "htmx:sendError", "net::ERR_EMPTY_RESPONSE", "net::ERR_CONNECTION_RESET")


@pytest.fixture
def server(live_server) -> Iterator[Server]:
    """A server of one's own, to be stopped."""
    own = Server(live_server.thread)
    yield own
    own.stop()


@pytest.fixture
def at_server(visit, server) -> Callable[[str], Walk]:
    """`at_server("marco")`: Marco, at that server."""

    def arrive(who: str) -> Walk:
        walk = visit()
        walk.base = server.url
        return walk.enter(who)

    return arrive


@pytest.fixture
def worker(at_server) -> Walk:
    """Ines, at that server."""
    return at_server("ines")


def saved(ines) -> list[str]:
    """The notes, where no draft is left."""
    with as_user(ines):
        assert not Draft.objects.exists()
        return [note.text for note in CaseNote.objects.all()]


def test_a_note_survives_a_deploy_while_one_writes(worker, server, ines):
    page = worker.go(f"/persone/{make_person().pk}/")
    field_of(worker).fill(NOTE)

    with worker.expecting(*UNANSWERED):
        with server.down():
            save(worker)
            page.get_by_text("Non ancora salvato").wait_for()
            expect(field_of(worker)).to_have_value(NOTE)
            field_of(worker).press_sequentially(" E altro ancora.")
            worker.look("deploy")
        # It goes on by itself.
        page.locator("#note-kept").get_by_text("Bozza salvata").wait_for()
        expect(page.get_by_text("Non ancora salvato")).to_be_hidden()
    save(worker)

    page.get_by_text("Nota salvata.").wait_for()
    [text] = saved(ines)
    assert sorted(text) == sorted(f"{NOTE} E altro ancora.")


def test_a_note_survives_a_deploy_while_it_is_sent(worker, server, ines):
    page = worker.go(f"/persone/{make_person().pk}/")
    field_of(worker).fill(NOTE)
    kept(page)

    # All is kept: the browser sends the page itself, and says itself that nobody answers.
    with worker.expecting(*UNANSWERED):
        with server.down():
            save(worker)
            page.wait_for_url("chrome-error://**")
        page.go_back()
        expect(field_of(worker)).to_have_value(NOTE)
    save(worker)

    page.get_by_text("Nota salvata.").wait_for()
    assert saved(ines) == [NOTE]


@pytest.mark.parametrize("form", FORMS[-2:], ids=lambda form: form.name)
def test_a_long_form_survives_a_deploy(at_server, server, form):
    worker = at_server(form.who)
    page = worker.go(form.address())
    field = worker.field(form.label)

    with worker.expecting(*UNANSWERED):
        with server.down():
            field.fill("Prima frase.")
            page.get_by_text("Non ancora salvato").wait_for()
            field.fill("Prima frase. Seconda.")
        kept(page)
    page.reload()

    expect(field).to_have_value("Prima frase. Seconda.")


@pytest.mark.parametrize("name", SHORT)
def test_a_short_form_survives_a_deploy(worker, server, name):
    address, label, button = SHORT[name]
    page = worker.go(address())
    place = page.url
    field = worker.field(label)
    field.fill(WORDS)

    with worker.expecting(*UNANSWERED):
        with server.down():
            worker.button(button).click()
            page.get_by_text("Non ancora inviato").wait_for()
            expect(field).to_have_value(WORDS)
        worker.button(button).click()
        page.wait_for_function("() => !document.querySelector('form[aria-busy=true]')")

    is_there = page.get_by_role("heading", name="C’è un problema")
    expect(is_there.or_(worker.field(label)).or_(page.get_by_role("main")).first).to_be_visible()
    assert page.url != place or is_there.is_visible()
