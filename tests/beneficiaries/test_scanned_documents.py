"""What the virus scanner says of a document, and what is handed out meanwhile."""

import pytest
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.document_enums import DocumentState
from beneficiaries.models import Document
from core.files.scanner import Scan
from tests.acting import as_user, client_of
from tests.beneficiaries.bringing import lying, upload
from tests.makers import (
    make_document,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_what_the_scanner_finds_is_not_saved(ines, monkeypatch):
    monkeypatch.setattr("beneficiaries.actions.documents.scan", lambda content: Scan.INFECTED)

    answer = upload(client_of(ines), make_person())

    assert "L’antivirus ha trovato un virus" in answer.content.decode()
    assert lying() == []


def test_until_the_scanner_has_answered_nothing_is_fetched(ines, monkeypatch, settings):
    settings.CLAMAV = "/nowhere/clamd.ctl"
    person, client = make_person(), client_of(ines)
    upload(client, person)
    with as_user(ines):
        made = Document.objects.get()
    page = client.get(f"/persone/documenti/{made.pk}/").content.decode()
    held = client.get(f"/persone/documenti/{made.pk}/file/", follow=True).content.decode()
    again = client.post(f"/persone/documenti/{made.pk}/antivirus/", follow=True).content.decode()
    monkeypatch.setattr("beneficiaries.actions.documents.scan", lambda content: Scan.CLEAN)
    client.post(f"/persone/documenti/{made.pk}/antivirus/")

    assert made.scan == Scan.WAITING
    assert "In scansione" in page
    assert "Scarica" not in page
    assert "per ora non si scarica" in held
    assert "Antivirus: In scansione." in again
    assert client.get(f"/persone/documenti/{made.pk}/file/").content.startswith(b"%PDF")


def test_a_virus_found_later_takes_the_document_out(ines, monkeypatch, settings):
    settings.CLAMAV = "/nowhere/clamd.ctl"
    made = make_document()
    monkeypatch.setattr("beneficiaries.actions.documents.scan", lambda content: Scan.INFECTED)

    with as_user(ines) as user:
        found = actions.scan_again(made, by=user, at=timezone.now())

    assert (found.state, found.scan) == (DocumentState.CANCELLED, Scan.INFECTED)
    page = client_of(ines).get(f"/persone/documenti/{made.pk}/file/", follow=True).content.decode()
    assert "Il file ha un virus: non si scarica." in page


def test_without_a_scanner_the_page_says_so(ines, settings):
    person = make_document().beneficiary

    page = client_of(ines).get(f"/persone/{person.pk}/documenti/").content.decode()
    settings.CLAMAV = "/run/clamav/clamd.ctl"
    with_one = client_of(ines).get(f"/persone/{person.pk}/documenti/").content.decode()

    assert "Qui non c’è un antivirus" in page
    assert "Ogni file passa dall’antivirus" in with_one


def test_a_file_that_changed_on_the_disk_is_not_handed_out(ines, media):
    made = make_document()
    (media / made.path).write_bytes(b"altro")

    answer = client_of(ines).get(f"/persone/documenti/{made.pk}/file/", follow=True)

    assert "Il file non è più come è stato caricato" in answer.content.decode()
