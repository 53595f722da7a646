"""“Modifiche”: what stands beside the record of a person has its past there, too."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import Document, HouseholdMember
from beneficiaries.past import past_of
from beneficiaries.past_parts import PARTS, versions_of
from core.ui.words import say_moment
from tests.acting import as_user, client_of
from tests.makers import (
    line_of,
    make_appointment,
    make_deadline,
    make_document,
    make_member_of_household,
    make_person,
    make_referral,
    make_share,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def page_of(user, person) -> str:
    """The page as one reads it: words alone."""
    answer = client_of(user).get(reverse("beneficiaries:history", args=[person.pk]))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def person(ines, sara):
    """Somebody with one of each thing beside the record."""
    made = make_person(first_name="Loredana")
    make_document(made, number="AA1")
    make_member_of_household(made)
    make_appointment(made, purpose="Il curriculum")
    make_deadline(made, text="Chiedere l’ISEE")
    make_share(made, to=sara)
    return made


def test_each_thing_beside_the_record_is_told_with_who_made_it(person, ines, sara):
    page = page_of(ines, person)

    for words in (
        "Documento · Carta d’identità o passaporto: caricato",
        "Nucleo: registrato",
        "Componente del nucleo · Loredana: registrato",
        "Componente del nucleo · Sofia: registrato",
        "Scadenza · Chiedere l’ISEE: scritta",
        f"Condivisione · {sara.acting.agency.name}, fino al 31 dic",
    ):
        assert f"{words}" in page
    assert re.search(r"Appuntamento · [^:]*:00: fissato", page)
    assert page.count(ines.get_full_name()) > 6


def test_what_was_corrected_is_told_with_both_values(person, ines):
    with as_user(ines) as user:
        document, now = Document.objects.get(), timezone.now()
        seen = {"kind": "IDENTITY", "number": "AA1"}
        typed = seen | {"number": "BB2"}
        actions.correct_document(document, typed, seen=seen, by=user, at=now)
        actions.cancel_document(document, reason="Era della sorella", by=user, at=now)
        deadline = person.deadlines.get()
        actions.tick_deadline(deadline, by=user, at=now)

    page = page_of(ines, person)

    assert "Numero del documento AA1 → ora BB2" in page
    assert "Stato In uso → ora Annullato" in page
    assert "Motivo non indicato → ora Era della sorella" in page
    assert f"Fatta non indicato → ora {say_moment(now)}" in page


def test_a_referral_that_was_answered_is_told_without_its_words(person, ines, nora):
    sent = make_referral(person, to=nora)
    with as_user(nora) as user:
        told = (sent, "FULL", "Zqsolo a voce")
        actions.decline_referral(*told, by=user, at=timezone.now())

    page = page_of(ines, person)

    assert f"Invio · {nora.acting.agency.name}: mandato" in page
    assert "Motivo non indicato → ora Oggi non abbiamo posto" in page
    assert "Zqsolo" not in page


def test_who_has_a_file_has_their_past_on_their_own_page(ines):
    one, other = make_person(first_name="Loredana"), make_person(first_name="Zqaltra")
    make_member_of_household(one, beneficiary=other, relation="PARTNER")

    page = page_of(ines, one)
    assert "Zqaltra" not in page
    assert page.count("Componente del nucleo") == 1
    assert "Componente del nucleo · Zqaltra: registrato" in page_of(ines, other)


def test_the_past_of_a_home_one_left_is_not_told(ines):
    person = make_person()
    make_member_of_household(person, first_name="Zqnipote")
    with as_user(ines):
        yesterday = timezone.localdate()
        HouseholdMember.objects.filter(pk=line_of(person).pk).update(ends_on=yesterday)

    page = page_of(ines, person)

    assert "Zqnipote" not in page
    assert "Nucleo: registrato" not in page


def test_a_stranger_s_rows_are_in_no_past_whichever_net_holds(person, ines, nora, olga):
    for stranger in (nora, olga):
        with as_user(stranger) as user:
            assert versions_of(person, user) == []
    make_share(person, to=nora)
    answer = client_of(nora).get(reverse("beneficiaries:history", args=[person.pk]))
    assert answer.status_code == 403


def test_the_page_asks_no_more_for_many_than_for_one(person, ines, sara, statements_of):
    make_referral(person, to=sara)
    client, address = client_of(ines), reverse("beneficiaries:history", args=[person.pk])
    client.get("/persone/")
    few = len(statements_of(client, address))
    for number in range(4):
        make_document(person, kind="OTHER", note=str(number))
        make_appointment(person, hour=8 + number)
        make_deadline(person)

    asked = statements_of(client, address)

    assert len(asked) == few
    assert len(asked) <= 12


def test_every_part_names_columns_that_there_are_and_texts_for_people(person, ines):
    for part in PARTS:
        assert {one.name for one in part.columns} == {*part.told, *part.named}
    with as_user(ines) as user:
        events = past_of(person, user)
    assert {event.what for event in events} >= {str(part.what) for part in PARTS[:-1]}
