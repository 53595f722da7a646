"""Drafts of the diary: one for each tab, and one of each correction."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from beneficiaries.forms.notes import answers_of
from beneficiaries.models import CaseNote
from core.models import Draft
from tests.acting import as_user
from tests.makers import make_note, make_person

pytestmark = pytest.mark.django_db
TYPED = {"kind": "PHONE", "text": "Ha chiamato.", "happened_on": "oggi"}


@pytest.fixture
def client(client_of, ines):
    """Ines at her browser."""
    client = client_of(ines)
    client.user = ines
    return client


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def kept(client, person, **typed):
    client.post(url("keep_note", person.pk), TYPED | typed)


def shown(client, person):
    """What stands in the note box."""
    return client.get(url("show", person.pk)).context["diary"].form["text"].value() or ""


def typed_again(note, **changed):
    """A correction as the browser sends it."""
    seen = answers_of(note)
    told = {name: "" if value is None else value for name, value in seen.items()}
    return told | {"happened_on": f"{note.happened_on:%d/%m/%Y}"} | changed


def test_two_tabs_have_a_draft_each(client):
    person = make_person()
    kept(client, person, sheet="first", text="Della prima scheda.")
    kept(client, person, sheet="second", text="Della seconda.")
    kept(client, person, sheet="first", text="Della prima scheda, finita.")

    assert shown(client, person) == "Della seconda."
    client.post(url("write_note", person.pk), TYPED | {"sheet": "second"})
    assert shown(client, person) == "Della prima scheda, finita."
    client.post(url("write_note", person.pk), TYPED | {"sheet": "first"})
    assert shown(client, person) == ""


def test_who_was_there_makes_a_draft_too(client):
    person = make_person()

    kept(client, person, text="", present="La sorella")

    with as_user(client.user):
        assert Draft.objects.count() == 1


def test_a_correction_is_kept_and_found_among_the_drafts(client):
    note = make_note(make_person(first_name="Rosa", last_name="Pozzi"))
    client.post(url("keep_correction", note.pk), typed_again(note, text="Ha richiamato lei."))

    page = client.get(url("drafts")).content.decode()
    form = client.get(url("correct_note", note.pk)).context["form"]

    assert "Correzione di una nota su Rosa Pozzi" in page
    assert f'href="{url("correct_note", note.pk)}"' in page
    assert form["text"].value() == "Ha richiamato lei."
    client.post(url("correct_note", note.pk), typed_again(note, text="Ha richiamato lei."))
    with as_user(client.user):
        assert CaseNote.objects.get().text == "Ha richiamato lei."
        assert not Draft.objects.exists()


def test_a_correction_that_changes_nothing_is_no_draft(client):
    note = make_note()
    opened = typed_again(note)
    client.post(url("keep_correction", note.pk), opened | {"text": "Altro."})
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        client.post(url("keep_correction", note.pk), opened)

    with as_user(client.user):
        assert not Draft.objects.exists()
