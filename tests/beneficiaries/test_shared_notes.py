"""Notes that other agencies read: who they are is said before one saves."""

import pytest
from django.utils import timezone

from beneficiaries.enums import ShareSection
from beneficiaries.models import CaseNote
from tests.acting import as_user
from tests.beneficiaries.between_agencies import read, rows_of, url
from tests.cast import player
from tests.makers import (
    EVERYTHING,
    make_share,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def person(shown_in_parts):
    return shown_in_parts


def write(client, person, **typed):
    told = {"kind": "PHONE", "happened_on": TODAY.isoformat(), "text": "zqnuova"}
    return client.post(url("write_note", person.pk), told | typed, follow=True).content.decode()


def test_who_reads_a_shared_note_is_listed_before_it_is_saved(person, ines, nora, client_of):
    make_share(person, to=nora, sections=("IDENTITY", "NOTES"))
    client = client_of(ines)

    first = write(client, person, visibility="SHARED")
    with as_user(ines):
        saved = CaseNote.objects.filter(text="zqnuova").count()
    told = f"{nora.acting.agency_id}"
    second = write(client, person, visibility="SHARED", told=told)

    assert saved == 0
    assert "Guarda quali enti la leggono" in first
    assert '<strong class="pc-strong">Tecum</strong>' in first
    assert f'name="told" value="{told}"' in first
    assert "Nota condivisa salvata. Altri enti che oggi la leggono: Tecum." in second
    assert "zqnuova" in read("nora", url("received_part", person.pk, "note"))


def test_a_shared_note_that_no_other_agency_reads_says_so(person, ines, nora, client_of):
    make_share(person, to=nora, sections=("IDENTITY", "PLAN"))

    page = write(client_of(ines), person, visibility="SHARED", told="0")

    assert "Nota condivisa salvata: oggi non la legge nessun altro ente." in page


def test_the_note_box_asks_who_reads_a_shared_note(person, ines, nora, client_of):
    make_share(person, to=nora, sections=("IDENTITY", "PLAN"))

    nobody = client_of(ines).get(url("note_receivers", person.pk)).content.decode()
    make_share(person, to=player("sara"), sections=("IDENTITY", "NOTES"))
    one = client_of(ines).get(url("note_receivers", person.pk)).content.decode()

    assert "Oggi non la legge nessun altro ente" in nobody
    assert "Tecum" not in one
    assert "Il Quadrifoglio" in one


def test_a_note_is_for_the_agency_unless_one_says_otherwise(person, ines):
    with as_user(ines):
        assert CaseNote.objects.get(text="zqdiario").visibility == "AGENCY"
    assert ShareSection.NOTES.value in EVERYTHING


def test_the_author_takes_a_shared_note_back(person, ines, nora, client_of):
    make_share(person, to=nora, sections=EVERYTHING)
    with as_user(ines):
        note = CaseNote.objects.get(text="zqcondivisa")
    before = rows_of("nora", "casenote", person)

    client_of(ines).post(url("choose_readers", note.pk), {"visibility": "AGENCY"})

    assert before == 1
    assert rows_of("nora", "casenote", person) == 0
    assert "zqcondivisa" not in read("nora", url("received_part", person.pk, "note"))
