"""Dues of a rule put out of one's own sight for some days: they come back by themselves."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from beneficiaries.models import WaitingDue
from core.dues import _sources
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_deadline, make_exit, make_note

pytestmark = pytest.mark.django_db
WAIT, DUES = "/persone/scadenze/rimanda/", "/scadenze/"
WORDS = "Completare la nota"
# What a law, a call or another agency says the day of.
NEVER = {
    "firme", "proroga", "comunicazione", "avvio", "registro", "fine", "esito", "follow-up",
    "risposte", "scadenza", "appuntamento", "documento", "invio", "invio-ricevuto",
    "emergenza", "informativa",
}  # fmt: skip


@pytest.fixture
def note(ines):
    """A quick note of Ines, to be completed."""
    return make_note(kind="TO_SAY")


def in_sight(client, address: str = DUES) -> tuple[bool, bool]:
    """Whether the due stands in the list, and whether among those put off."""
    page = html.document_fromstring(client.get(address).content.decode())
    found = page.xpath(f"//ul[contains(@class, 'pc-tasks')]//a[contains(., '{WORDS}')]")
    folded = [one for one in found if one.xpath("ancestor::*[@id='rimandate']")]
    return len(found) > len(folded), bool(folded)


@pytest.mark.parametrize("days", [1, 3, 7])
def test_a_due_put_off_is_back_by_itself(ines, note, days):
    client = client_of(ines)
    before = in_sight(client)

    client.post(WAIT, {"due": f"nota:{note.pk}", "days": str(days)})

    assert (before, in_sight(client)) == ((True, False), (False, True))
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        assert in_sight(client_of(ines)) == (True, False)


def test_it_counts_no_more_on_the_home_and_the_home_says_how_many_wait(ines, note):
    client = client_of(ines)
    client.post(WAIT, {"due": f"nota:{note.pk}", "days": "3"})

    page = client.get("/").content.decode()

    assert WORDS not in page
    assert "Rimandate (1)" in page


def test_it_is_taken_back(ines, note):
    client = client_of(ines)
    client.post(WAIT, {"due": f"nota:{note.pk}", "days": "7"})

    client.post(WAIT, {"due": f"nota:{note.pk}", "verb": "undo"})

    assert in_sight(client) == (True, False)


def test_twice_put_off_is_one_row(ines, note):
    client = client_of(ines)
    for days in ("1", "7"):
        client.post(WAIT, {"due": f"nota:{note.pk}", "days": days})

    with as_user(ines):
        row = WaitingDue.objects.get()
    assert row.until == timezone.localdate() + timedelta(days=7)


def test_it_waits_for_one_alone(ines, marco, note):
    client_of(ines).post(WAIT, {"due": f"nota:{note.pk}", "days": "7"})

    assert in_sight(client_of(marco)) == (True, False)


def test_which_dues_may_wait_is_declared_and_none_of_the_law_s():
    waits = {name for name, source in _sources.items() if source.may_wait}

    assert waits == {
        "nota", "valutazione", "verifica", "azione", "ripresa", "nucleo", "invio-accolto",
        "invio-preso",
    }  # fmt: skip
    assert waits & NEVER == set()
    assert waits | NEVER == set(_sources)


def test_a_term_of_the_call_never_waits(ines):
    left = make_exit(exit_on=timezone.localdate() - timedelta(days=28))
    client = client_of(ines)

    answer = client.post(WAIT, {"due": f"esito:{left.pk}", "days": "1"}, follow=True)

    assert "Questa scadenza non si rimanda" in answer.content.decode()
    with as_user(ines):
        assert not WaitingDue.objects.exists()


@pytest.mark.parametrize("days", ["2", "0", "", "9999", "²"])
def test_no_other_number_of_days(ines, note, days):
    client = client_of(ines)

    client.post(WAIT, {"due": f"nota:{note.pk}", "days": days})

    assert in_sight(client) == (True, False)


@pytest.mark.parametrize("key", ["", "nota:", "nota:x", "altro:1", "nota:0", "nota:99999999999999"])
def test_a_due_that_is_not_there_is_not_found(ines, key):
    assert client_of(ines).post(WAIT, {"due": key, "days": "1"}).status_code == 404


def test_a_stranger_s_due_is_not_found(note):
    answer = client_of(player("nora")).post(WAIT, {"due": f"nota:{note.pk}", "days": "1"})

    assert answer.status_code == 404


def test_what_waits_is_seen_by_nobody_else(ines, marco, note):
    client_of(ines).post(WAIT, {"due": f"nota:{note.pk}", "days": "1"})

    with as_user(marco):
        assert not WaitingDue.objects.exists()


def test_a_deadline_by_hand_has_its_own_way(ines):
    make_deadline(text="Chiamare il medico")

    page = client_of(ines).get(DUES).content.decode()

    assert "Fra una settimana" in page
    assert 'name="due"' not in page
