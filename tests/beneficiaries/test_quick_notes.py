"""Notes from the street: somebody chosen, a text, and the rest also later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries.models import CaseNote
from core.audit.models import Reading
from core.models import Draft
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment, make_deadline, make_note, make_person, make_share

pytestmark = pytest.mark.django_db
QUICK = "/persone/nota-rapida/"
TEXT = "Incontrata al mercato: la casa è stata assegnata."


def offered(page) -> list[str]:
    """The names of the people one may choose."""
    root = html.document_fromstring(page.content.decode())
    labels = root.xpath("//input[@name='person' or @name='people']/following-sibling::label")
    return [" ".join(label.text_content().split()) for label in labels]


def test_the_home_offers_today_s_appointments_and_whom_one_saw_last(ines):
    met, seen = make_person(first_name="Ada", birth_date=None), make_person(first_name="Bice")
    make_appointment(met, hour=11)
    client = client_of(ines)
    client.get(reverse("beneficiaries:show", args=[seen.pk]))

    page = client.get("/")

    assert offered(page) == [
        f"{met.full_name} 11:00",
        f"{seen.full_name} {seen.age} anni",
    ]


def test_the_page_of_the_note_asks_for_no_other_due_and_writes_down_whom_it_shows(ines):
    late = make_person(first_name="Dora", birth_date=None)
    make_deadline(late, days=-3)
    met = [make_appointment(make_person(birth_date=None), hour=hour) for hour in (11, 9)]
    client = client_of(ines)

    with CaptureQueriesContext(connection) as caught:
        page = client.get(QUICK)

    assert [line.split()[-1] for line in offered(page)] == ["9:00", "11:00"]
    assert not any("beneficiaries_deadline" in one["sql"] for one in caught)
    with as_user(player("dario")):
        looked = Reading.objects.filter(user_id=ines.pk)
        assert set(looked.values_list("person_id", "what")) == {
            (one.beneficiary_id, "suggerimenti") for one in met
        }


def test_a_quick_note_without_a_kind_is_to_be_completed(ines):
    person = make_person()
    client = client_of(ines)

    answer = client.post(QUICK, {"person": person.pk, "text": TEXT})

    assert answer["Location"] == reverse("beneficiaries:show", args=[person.pk])
    with as_user(ines):
        note = CaseNote.objects.get()
    assert (note.kind, note.happened_on, note.text) == ("TO_SAY", timezone.localdate(), TEXT)
    dues = client.get("/scadenze/").content.decode()
    assert reverse("beneficiaries:correct_note", args=[note.pk]) in dues
    assert "Completare la nota" in dues


def test_a_quick_note_with_its_kind_is_whole(ines):
    client = client_of(ines)

    client.post(QUICK, {"person": make_person().pk, "text": TEXT, "kind": "VISIT", "minutes": "30"})

    with as_user(ines):
        note = CaseNote.objects.get()
    assert (note.kind, note.minutes) == ("VISIT", 30)
    assert "Completare la nota" not in client.get("/scadenze/").content.decode()


def test_saying_the_kind_completes_the_note_and_is_no_correction(ines):
    note = make_note(kind="TO_SAY", text=TEXT)
    client = client_of(ines)
    url = reverse("beneficiaries:correct_note", args=[note.pk])
    page = html.document_fromstring(client.get(url).content.decode())
    fields = page.xpath("//form//input[@type!='radio']")
    typed = {one.get("name"): one.get("value", "") for one in fields}

    client.post(url, typed | {"text": TEXT, "kind": "PHONE"})

    with as_user(ines):
        note.refresh_from_db()
    assert (note.kind, note.is_corrected) == ("PHONE", False)
    assert "Completare la nota" not in client.get("/scadenze/").content.decode()


def test_a_note_to_complete_asks_for_its_kind(ines):
    note = make_note(kind="TO_SAY")

    page = client_of(ines).get(reverse("beneficiaries:correct_note", args=[note.pk]))

    root = html.document_fromstring(page.content.decode())
    assert root.xpath("//input[@name='kind'][@checked]") == []
    assert root.xpath("//input[@name='kind'][@value='TO_SAY']") == []


def test_a_note_to_complete_is_in_the_hands_of_its_author(ines):
    make_note(make_person(), kind="TO_SAY", by=player("marco"))

    assert "Completare la nota" not in client_of(ines).get("/scadenze/").content.decode()


def test_without_a_person_the_text_stays_and_the_form_says_what_lacks(ines):
    page = client_of(ines).post(QUICK, {"text": TEXT}).content.decode()

    assert "Scegli la persona, o cercala per nome" in page
    assert TEXT in page


def test_without_scripts_a_search_keeps_the_text_and_offers_whom_it_found(ines):
    person = make_person(first_name="Zaira", last_name="Quadri")

    page = client_of(ines).post(QUICK, {"q": "quadri", "text": TEXT, "cerca": "1"})

    assert any(name.startswith("Zaira Quadri") for name in offered(page))
    assert TEXT in page.content.decode()
    with as_user(ines):
        assert not CaseNote.objects.exists()
        assert Reading.objects.filter(person_id=person.pk, what="suggerimenti").exists()


def test_the_only_one_found_is_chosen_and_of_two_none(ines):
    make_person(first_name="Zaira", last_name="Quadri")
    client = client_of(ines)
    address = reverse("beneficiaries:quick_people")

    alone = client.post(address, {"q": "qua"}).content.decode()
    make_person(first_name="Zoe", last_name="Quadri")
    two = client.post(address, {"q": "qua"}).content.decode()

    assert (alone.count(" checked"), two.count(" checked")) == (1, 0)


@pytest.mark.parametrize("whose", ["shared", "foreign"])
def test_nobody_of_another_agency_is_written_about(ines, whose):
    stranger = make_person(by=player("nora"))
    if whose == "shared":
        make_share(stranger, to=ines, by=player("nora"))

    page = client_of(ines).post(QUICK, {"person": stranger.pk, "text": TEXT})

    assert "Scegli una persona seguita dal tuo ente" in page.content.decode()
    with as_user(player("nora")):
        assert not CaseNote.objects.exists()


def test_what_is_typed_on_the_home_is_there_again(ines):
    person = make_person()
    client = client_of(ines)

    client.post(reverse("beneficiaries:keep_quick_note"), {"person": person.pk, "text": TEXT})
    page = client.get("/")

    root = html.document_fromstring(page.content.decode())
    assert root.xpath("string(//textarea[@name='text'])").strip() == TEXT
    assert root.xpath("//input[@name='person'][@checked]/@value") == [str(person.pk)]
    assert f"Nota rapida su {person.full_name}" in page.content.decode()


def test_the_draft_is_gone_once_the_note_is_saved(ines):
    person = make_person()
    client = client_of(ines)
    client.post(reverse("beneficiaries:keep_quick_note"), {"person": person.pk, "text": TEXT})

    client.post(QUICK, {"person": person.pk, "text": TEXT})

    with as_user(ines):
        assert not Draft.objects.exists()


def test_who_coordinates_finds_the_way_to_it(marco):
    assert 'href="/persone/nota-rapida/"' in client_of(marco).get("/").content.decode()
