"""A form sent twice has one effect: a double click, a reload, a form that came back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from beneficiaries.models import CaseNote
from core.models import Submission
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person

TYPED = {"kind": "PHONE", "text": "Ha chiamato.", "happened_on": "oggi"}


def notes(name: str) -> int:
    """How many notes this player's agency has."""
    with as_user(player(name)):
        return CaseNote.objects.count()


def send(person, *, key: str, client=None, **typed):
    """Send the form of a note with this one-time key."""
    client = client or client_of(player("ines"))
    url = reverse("beneficiaries:write_note", args=[person.pk])
    return client.post(url, TYPED | {"once": key} | typed)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_in_two_threads_has_one_effect():
    person = make_person()
    clients = [client_of(player("ines")) for _ in range(2)]
    together = Barrier(2, timeout=10)

    def click(client) -> int:
        together.wait()
        try:
            return send(person, key="one-form", client=client).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(click, clients))

    assert notes("ines") == 1
    assert set(answers) <= {200, 302}


@pytest.mark.django_db
def test_sending_again_leads_where_the_first_answer_led(ines):
    person = make_person()
    url = reverse("beneficiaries:edit_situation", args=[person.pk])
    client = client_of(ines)

    first = client.post(url, {"once": "k1"})
    again = client.post(url, {"once": "k1"})

    assert (first.status_code, again.status_code) == (302, 302)
    assert again["Location"] == first["Location"]


@pytest.mark.django_db
def test_a_form_that_came_back_with_errors_may_be_sent_again(ines):
    person = make_person()

    empty = send(person, key="k1", text="")
    mended = send(person, key="k1")

    assert (empty.status_code, notes("ines")) == (200, 1)
    assert "Ha chiamato." in mended.content.decode() or mended.status_code == 302


@pytest.mark.django_db
def test_a_refused_form_leaves_its_key_free(ines, nora):
    person = make_person()

    refused = send(person, key="k1", client=client_of(nora))

    assert refused.status_code == 404
    with as_user(nora):
        assert Submission.objects.count() == 0


@pytest.mark.django_db
def test_keys_of_two_people_are_two_keys(ines, marco):
    person = make_person()

    send(person, key="same", client=client_of(ines))
    send(person, key="same", client=client_of(marco))

    assert notes("ines") == 2


@pytest.mark.django_db
def test_another_key_is_another_form(ines):
    person = make_person()

    send(person, key="k1")
    send(person, key="k2")

    assert notes("ines") == 2
