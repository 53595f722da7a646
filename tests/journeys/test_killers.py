"""Nothing typed is lost: what may happen to a form that is being written, and the words after it.

Each killer strikes within a second of the last key, before anything was kept. Of a browser that is
killed at most the last five seconds are lost; of all others not a character.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from agencies.enums import Role
from agencies.models import Membership
from beneficiaries.models import CaseNote
from beneficiaries.views import notes
from core.models import Draft
from tests import stage
from tests.acting import as_user
from tests.journeys.aging import HALF_A_DAY, HALF_AN_HOUR, age
from tests.journeys.test_bad_input import TOMORROW, sign_in_in_another_tab
from tests.journeys.walker import Walk
from tests.makers import (
    make_participation,
    make_person,
    make_placement,
    make_plan,
)

NOTE = "Racconta che il corso le ha ridato fiducia: “ci provo”, dice. Ci rivediamo giovedì."
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
UNANSWERED = (OFFLINE, "htmx:sendError")
# The longest that may pass between a key and its draft, with what a busy machine needs.
AT_MOST = 5.0


# --- what the killers do --------------------------------------------------------------------------


def field_of(walk: Walk) -> Any:
    """Where the note is written."""
    return walk.field("Testo della nota")


def save(walk: Walk) -> None:
    """Press the button, a moment after the last key."""
    walk.button("Salva la nota").click()


def signed_out_while_writing(walk: Walk) -> None:
    """The page says so, and goes on once one has signed in beside it."""
    with walk.expecting(401):
        save(walk)
        walk.page.get_by_text("La sessione è finita").wait_for()
        expect(field_of(walk)).to_have_value(NOTE)
        sign_in_in_another_tab(walk)
    save(walk)


def idle_limit(walk: Walk) -> None:
    """Half an hour of silence."""
    age(walk, seen=HALF_AN_HOUR)
    signed_out_while_writing(walk)


def absolute_limit(walk: Walk) -> None:
    """Twelve hours, however busy."""
    age(walk, began=HALF_A_DAY)
    signed_out_while_writing(walk)


def csrf_rotation(walk: Walk) -> None:
    """Another tab signed in anew: the form's token is of yesterday."""
    [cookie] = [one for one in walk.context.cookies() if one["name"] == "csrftoken"]
    walk.context.add_cookies([{**cookie, "value": "k" * len(cookie["value"])}])
    with walk.expecting(403):
        save(walk)
        walk.page.get_by_text("Nota salvata.").wait_for()


def bad_gateway(walk: Walk) -> None:
    """For a moment nobody is behind the proxy; a server that stops is in `test_restart`."""
    walk.context.route("**/note/**", lambda route: route.fulfill(status=502))
    with walk.expecting(502):
        save(walk)
        walk.page.get_by_text("Non ancora salvato").wait_for()
        expect(field_of(walk)).to_have_value(NOTE)
        walk.context.unroute("**/note/**")
    save(walk)


def error_500(walk: Walk) -> None:
    """The view breaks; one goes back, and tries again."""
    with pytest.MonkeyPatch.context() as patch, walk.expecting(500):
        # A fault of the machine is what is tried here: there is none to be had for the asking.
        patch.setattr(notes, "_said", lambda *told: 1 / 0)
        save(walk)
        walk.page.get_by_role("heading", name="Qualcosa non ha funzionato").wait_for()
    walk.page.go_back()
    expect(field_of(walk)).to_have_value(NOTE)
    save(walk)


def role_change(walk: Walk) -> None:
    """Ines accounts for money from this moment on, by mistake; then it is put right."""
    give_role("ines", Role.REPORTING_OFFICER)
    try:
        with walk.expecting(403, 404):
            save(walk)
            walk.page.get_by_text("Non puoi più salvare qui").wait_for()
            expect(field_of(walk)).to_have_value(NOTE)
    finally:
        give_role("ines", Role.SOCIAL_WORKER)
    save(walk)


def give_role(name: str, role: Role) -> None:
    """Change what somebody is in their agency."""
    with stage.owner_hands() as alias:
        seats = Membership.objects.using(alias).filter(user__email=f"{name}@example.org")
        seats.update(role=role)


def network_cut(walk: Walk) -> None:
    """In the lift."""
    with walk.expecting(*UNANSWERED):
        walk.context.set_offline(True)
        save(walk)
        walk.page.get_by_text("Non ancora salvato").wait_for()
        expect(field_of(walk)).to_have_value(NOTE)
        walk.look("rete-caduta")
        walk.context.set_offline(False)
        # It is tried again by itself.
        walk.page.locator("#note-kept").get_by_text("Bozza salvata").wait_for()
    expect(walk.page.get_by_text("Non ancora salvato")).to_be_hidden()
    save(walk)


def back(walk: Walk) -> None:
    """Back, and forward again: the browser asks first, and meanwhile it is kept."""
    warned = warning(walk)
    walk.page.go_back()
    walk.page.get_by_role("heading", name="Buongiorno").wait_for()
    walk.page.go_forward()
    expect(field_of(walk)).to_have_value(NOTE)
    assert warned == ["beforeunload"]
    save(walk)


def reload(walk: Walk) -> None:
    """F5."""
    warned = warning(walk)
    walk.page.reload()
    expect(field_of(walk)).to_have_value(NOTE)
    assert warned == ["beforeunload"]
    save(walk)


def warning(walk: Walk) -> list[str]:
    """The kinds of the questions that the browser asks, each read for half a second."""
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        time.sleep(0.5)
        dialog.accept()

    walk.page.on("dialog", answer)
    return asked


def second_tab(walk: Walk) -> None:
    """The same box in another tab, with other words; the first one is closed on top."""
    other = walk.context.new_page()
    other.goto(walk.page.url)
    kept(walk.page)
    other.get_by_label("Testo della nota").fill("Un’altra nota.")
    kept(other)
    walk.page.close()
    other.get_by_role("button", name="Salva la nota").click()
    other.get_by_text("Nota salvata.").wait_for()
    walk.page = other
    expect(field_of(walk)).to_have_value(NOTE)
    save(walk)


def phone_sleep(walk: Walk) -> None:
    """In the pocket for an hour, its clocks standing still."""
    session = walk.context.new_cdp_session(walk.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    age(walk, seen=HALF_AN_HOUR)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    signed_out_while_writing(walk)


def validation_error(walk: Walk) -> None:
    """A day to come."""
    walk.field("Data").fill(TOMORROW)
    save(walk)
    walk.page.get_by_role("heading", name="C’è un problema").wait_for()
    expect(field_of(walk)).to_have_value(NOTE)
    walk.field("Data").fill("oggi")
    save(walk)


KILLERS: list[Callable[[Walk], None]] = [
    idle_limit, absolute_limit, csrf_rotation, bad_gateway, error_500, role_change, network_cut,
    back, reload, second_tab, phone_sleep, validation_error,
]  # fmt: skip


def kept(page: Any) -> None:
    """Wait until the page says that what is typed is kept."""
    page.locator("[data-keeper], #controlli").get_by_text("Bozza salvata").or_(
        page.locator("#controlli").get_by_text("non l’hai ancora salvato")
    ).first.wait_for()


@pytest.mark.parametrize("strikes", KILLERS, ids=lambda killer: killer.__name__)
def test_a_note_survives(walk, ines, strikes):
    person = make_person()
    worker = walk("ines")
    worker.go(f"/persone/{person.pk}/")
    field_of(worker).fill(NOTE)

    strikes(worker)

    worker.page.get_by_text("Nota salvata.").wait_for()
    expect(field_of(worker)).to_have_value("")
    with as_user(ines):
        assert [note.text for note in CaseNote.objects.filter(text=NOTE)] == [NOTE]
        assert not Draft.objects.exists()


def test_of_a_browser_that_is_killed_five_seconds_are_lost_at_most(walk):
    person = make_person()
    worker = walk("ines")
    page = worker.go(f"/persone/{person.pk}/")
    field_of(worker).focus()
    began, typed = time.monotonic(), [(0.0, 0)]
    # Never a pause of a second, as somebody writes who knows what to say.
    while (passed := time.monotonic() - began) < AT_MOST + 2:
        page.keyboard.type("parola ", delay=20)
        typed.append((passed, 7 * len(typed)))

    killed = time.monotonic() - began
    with pytest.raises(Error):
        page.goto("chrome://crash")

    late = walk("ines")
    late.go(f"/persone/{person.pk}/")
    saved = len(field_of(late).input_value())
    assert saved >= max(count for at, count in typed if at < killed - AT_MOST) > 0


# --- the other long forms -------------------------------------------------------------------------


@dataclass(frozen=True)
class LongForm:
    """A form, where one writes in it, what sends it, and a field that spoils it when it is sent."""

    name: str
    address: Callable[[], str]
    label: str
    button: str
    spoiled: dict[str, str]
    who: str = "ines"


def _person() -> Any:
    return make_person(first_name="Loredana", last_name="Cattaneo")


# Of all long forms (tests/makers/long_forms.py) those whose pages differ: one that is sent in place
# and has an address from its first save, one beside its rules, one whose rows come and go, one
# whose draft is any form's. That the others keep what is typed: tests/house/test_drafts.py.
FORMS = [
    LongForm("registration", lambda: "/persone/nuova/", "Detto anche", "Continua",
             {"Data di nascita": "boh"}),
    LongForm("placement",
             lambda: f"/tirocini/{make_placement(make_participation(_person())).pk}/proposta/",
             "Obiettivi", "Salva la bozza", {"Inizio": "boh"}),
    LongForm("plan", lambda: f"/persone/{make_plan(_person()).beneficiary_id}/progetto/modifica/",
             "Finalità generale", "Salva la bozza", {"Prossima verifica": "boh"}),
    LongForm("closing", lambda: f"/persone/{_person().pk}/chiusura/", "Due parole",
             "Chiudi la cartella", {"Chiusa il": "boh"}),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_long_form_survives(walk, form):
    address = form.address()
    worker = walk(form.who)
    page = worker.go(address)
    field = worker.field(form.label)

    # Kept, then Back and reload.
    field.fill("Prima frase.")
    kept(page)
    page.reload()
    expect(field).to_have_value("Prima frase.")
    place = page.url
    worker.go("/aiuto/")
    page.go_back()
    expect(field).to_have_value("Prima frase.")
    assert page.url == place

    # The session ends while one writes, and one sends it at once; then it is sent with an error.
    field.fill("Prima frase. Seconda.")
    for label, words in form.spoiled.items():
        worker.field(label).fill(words)
    age(worker, seen=HALF_AN_HOUR)
    with worker.expecting(401):
        worker.button(form.button).click()
        page.get_by_text("La sessione è finita").wait_for()
        expect(field).to_have_value("Prima frase. Seconda.")
        sign_in_in_another_tab(worker, form.who)
    worker.button(form.button).click()
    page.get_by_role("heading", name="C’è un problema").wait_for()
    expect(field).to_have_value("Prima frase. Seconda.")
