"""A reserved note is there for its author and those it names, and for nobody else, anywhere."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import CaseNote
from core.tenancy import history_of
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_note, make_person, make_share

pytestmark = pytest.mark.django_db
CANARY = "zqriservata"
STRANGERS = ("marco", "nora", "sara", "olga", "dario", "rita")


def url(name, *args):
    return reverse(f"beneficiaries:{name}", args=args)


def reserved(person=None, *, to=(), **fields):
    """A note of Ines that she reserved, for herself and those named."""
    readers = [one.pk for one in to]
    return make_note(person, text=CANARY, visibility="RESERVED", readers=readers, **fields)


def choose(note, visibility, readers, *, by="ines"):
    with as_user(player(by)) as user:
        named = [one.pk for one in readers]
        return actions.choose_readers(note, visibility, named, by=user, at=timezone.now())


def seen_in_database(name, table="beneficiaries_casenote"):
    """How many rows this player's context shows, asked in plain SQL."""
    with as_user(player(name)), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where text = %s", [CANARY])
        return cursor.fetchone()[0]


def test_the_author_reads_it_and_nobody_else_in_the_database():
    reserved()

    assert seen_in_database("ines") == 1
    assert {name: seen_in_database(name) for name in STRANGERS} == dict.fromkeys(STRANGERS, 0)


def test_its_history_follows_it():
    note = reserved()
    events = "beneficiaries_casenoteevent"
    assert (seen_in_database("ines", events), seen_in_database("marco", events)) == (1, 0)

    choose(note, "AGENCY", [])

    # Opened: the version that was reserved stays with those who could read it.
    assert (seen_in_database("ines", events), seen_in_database("marco", events)) == (2, 1)


def test_reserving_later_takes_the_earlier_text_along():
    note = make_note(text=CANARY)
    events = "beneficiaries_casenoteevent"
    assert seen_in_database("marco", events) == 1

    choose(note, "RESERVED", [])

    assert (seen_in_database("marco"), seen_in_database("marco", events)) == (0, 0)
    assert (seen_in_database("ines"), seen_in_database("ines", events)) == (1, 2)


def test_who_is_named_reads_and_corrects_it(client_of, marco):
    note = reserved(to=[marco])
    client = client_of(marco)

    page = client.get(url("show", note.beneficiary_id)).content.decode()
    door = client.get(url("correct_note", note.pk))

    assert CANARY in page
    assert "Riservata" in page
    assert door.status_code == 200
    assert seen_in_database("marco", "beneficiaries_casenoteevent") == 1


def test_who_is_named_no_more_reads_it_no_more(client_of, marco):
    note = reserved(to=[marco])

    choose(note, "RESERVED", [])

    assert CANARY not in client_of(marco).get(url("show", note.beneficiary_id)).content.decode()
    assert client_of(marco).get(url("correct_note", note.pk)).status_code == 404
    assert seen_in_database("marco", "beneficiaries_casenoteevent") == 0


@pytest.mark.parametrize("name", ["marco", "nora"])
def test_the_pages_of_others_hold_no_word_of_it_and_count_nothing(client_of, name):
    person = make_person()
    make_share(person, to=player("nora"))
    note = reserved(person, kind="VISIT", present=f"{CANARY} e figlio")
    client = client_of(player(name))
    ticket = client.post(url("filter_notes", person.pk), {"words": CANARY})

    for address in (
        url("show", person.pk),
        url("show", person.pk) + "?tipo=VISIT",
        url("identity", person.pk),
        url("history", person.pk),
        url("readers", person.pk),
        "/",
        "/persone/",
        ticket.headers.get("Location", "/"),
    ):
        page = client.get(address).content.decode()
        assert CANARY not in page.replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "")
        assert "Visita domiciliare 1" not in page
        assert f"nota-{note.pk}" not in page


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("door", ["correct_note", "choose_readers"])
def test_its_own_pages_are_not_there_for_others(client_of, name, door):
    note = reserved()

    answer = client_of(player(name)).get(url(door, note.pk))

    assert answer.status_code == 404
    assert CANARY not in answer.content.decode()


def test_the_last_contact_of_others_is_the_last_they_may_read(client_of, ines, marco):
    person = make_person()
    make_note(person, happened_on=timezone.localdate() - timedelta(days=40))
    reserved(person)
    silent = "/persone/?contatto=30"

    assert person.last_name not in client_of(ines).get(silent).content.decode()
    assert person.last_name in client_of(marco).get(silent).content.decode()
    head = client_of(marco).get(url("show", person.pk)).context["head"]
    assert head.last_contact == timezone.localdate() - timedelta(days=40)


def test_only_the_author_chooses_who_reads(marco):
    note = reserved(to=[marco])

    with pytest.raises(PermissionDenied, match="chi ha scritto la nota"):
        choose(note, "AGENCY", [], by="marco")


@pytest.mark.parametrize("name", ["nora", "olga", "dario"])
def test_only_who_works_with_people_here_is_named(name):
    with pytest.raises(actions.NotAReader):
        reserved(to=[player(name)])


def test_a_note_of_the_agency_names_nobody(marco):
    note = reserved(to=[marco])

    opened = choose(note, "AGENCY", [marco])

    assert (opened.visibility, opened.readers) == ("AGENCY", [])


def test_the_database_lets_nobody_write_a_reserved_note_they_could_not_read(marco):
    note = reserved(to=[marco])

    with as_user(marco), pytest.raises(Exception, match="row-level security"):
        CaseNote.objects.filter(pk=note.pk).update(readers=[])


def test_each_version_says_who_could_read_it(marco):
    note = reserved(to=[marco], happened_on=date(2021, 3, 1))
    choose(note, "RESERVED", [])

    with as_user(player("ines")):
        versions = history_of(CaseNote).objects.filter(pgh_obj=note.pk).order_by("pgh_id")
        assert [one.readers for one in versions] == [[marco.pk], []]
