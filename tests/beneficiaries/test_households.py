"""Who lives with a person: written, corrected, ended; the answer of the form that follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.models import Household, HouseholdMember, Situation
from core.audit.models import Reading
from core.moving import blocks
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import line_of, make_member_of_household, make_pair, make_person, make_share

pytestmark = pytest.mark.django_db
NEWCOMER = {"first_name": "Luca", "birth_year": "1980", "work": "EMPLOYED", "relation": "PARTNER"}


def url(name: str, *arguments) -> str:
    return reverse(f"beneficiaries:{name}", args=arguments)


def page(client, address: str) -> str:
    """The words of a page."""
    found = html.document_fromstring(client.get(address).content.decode()).xpath("//main")[0]
    return " ".join(found.text_content().split())


def form_of(client, address: str) -> dict[str, str]:
    """What the form of a page would send."""
    found = html.document_fromstring(client.get(address).content.decode())
    return dict(found.xpath("//main//form")[-1].form_values())


def lines() -> list[tuple]:
    with as_user(player("ines")):
        rows = HouseholdMember.objects.order_by("pk")
        return list(rows.values_list("beneficiary", "first_name", "relation", "ends_on"))


def given(person) -> str | None:
    with as_user(player("ines")):
        return Situation.objects.get(pk=person.pk).household_id


def test_a_household_begins_with_the_first_who_is_added(ines):
    person = make_person()

    answer = client_of(ines).post(url("household_add", person.pk), NEWCOMER)

    assert answer["Location"] == url("household", person.pk)
    assert lines() == [
        (person.pk, "", "REFERENCE", None),
        (None, "Luca", "PARTNER", None),
    ]


def test_somebody_lives_alone(ines):
    person = make_person()
    client = client_of(ines)

    client.post(url("household_begin", person.pk))
    client.post(url("household_begin", person.pk))

    assert lines() == [(person.pk, "", "REFERENCE", None)]
    assert "Nessuno lavora e non ci sono figli a carico" in page(
        client, url("household", person.pk)
    )


def test_one_of_the_agency_is_found_by_name_and_stands_on_both_pages(ines):
    person, other = make_person(), make_person(first_name="Zaira", last_name="Zucchi")
    client = client_of(ines)
    told = {"q": "zaira zucchi", "relation": "SIBLING", "work": "UNKNOWN"}

    found = client.post(url("household_add", person.pk), told | {"cerca": "1"})
    client.post(url("household_add", person.pk), told | {"person": other.pk})

    assert "Zaira Zucchi" in found.content.decode()
    assert lines()[1] == (other.pk, "", "SIBLING", None)
    assert person.full_name in page(client, url("household", other.pk))
    with as_user(ines):
        seen = set(Reading.objects.filter(what="nucleo").values_list("person_id", flat=True))
    assert seen == {person.pk, other.pk}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"first_name": ""}, "Scrivi il nome, oppure scegli una persona che ha una scheda"),
        ({"birth_year": "1800"}, "Controlla l’anno di nascita"),
        ({"relation": "REFERENCE"}, "Scegli la parentela fra quelle proposte"),
        ({"starts_on": "1/1/2099"}, "La data è nel futuro"),
        ({"person": "999999", "first_name": ""}, "Scegli un’altra persona seguita dal tuo ente"),
    ],
)
def test_what_cannot_be_is_said_in_words(ines, changed, said):
    person = make_person()

    answer = client_of(ines).post(url("household_add", person.pk), NEWCOMER | changed)

    assert said in answer.content.decode()
    assert lines() == []


def test_a_person_of_another_agency_is_not_added(ines):
    person, foreign = make_person(), make_person(by=player("nora"))
    told = NEWCOMER | {"first_name": "", "person": foreign.pk}

    answer = client_of(ines).post(url("household_add", person.pk), told)

    assert "Scegli un’altra persona seguita dal tuo ente" in answer.content.decode()
    assert lines() == []


def test_a_person_lives_in_one_household_at_a_time(ines):
    person, other = make_person(), make_person()
    make_member_of_household(other)
    told = NEWCOMER | {"first_name": "", "person": other.pk}

    answer = client_of(ines).post(url("household_add", person.pk), told)

    assert "fa già parte di un nucleo in questi giorni" in answer.content.decode()


def test_who_moved_out_begins_another_and_history_stays(ines):
    person, other = make_person(), make_person()
    make_member_of_household(person, beneficiary=other, relation="SIBLING")
    today = timezone.localdate()
    client = client_of(ines)
    leaving = url("household_leave", person.pk, line_of(other).pk)

    client.post(leaving, {"why": "moved", "on": (today - timedelta(days=3)).isoformat()})
    make_member_of_household(other)

    assert "Prima vivevano qui" in page(client, url("household", person.pk))
    with as_user(ines):
        assert Household.objects.count() == 2
    assert line_of(other).starts_on == today - timedelta(days=3)


def test_nobody_leaves_before_they_came(ines):
    person = make_person()
    today = timezone.localdate()
    member = make_member_of_household(person, starts_on=today)

    answer = client_of(ines).post(
        url("household_leave", person.pk, member.pk), {"why": "moved", "on": today.isoformat()}
    )

    assert "Il giorno viene prima di quello in cui è arrivata qui" in answer.content.decode()


def test_who_was_written_by_mistake_is_shown_no_more(ines):
    person, other = make_person(), make_person()
    make_member_of_household(person, beneficiary=other, relation="SIBLING")
    client = client_of(ines)

    client.post(url("household_leave", person.pk, line_of(other).pk), {"why": "mistake"})

    assert other.full_name not in page(client, url("household", person.pk))
    make_member_of_household(other)


def test_a_colleague_is_not_overwritten(ines):
    person = make_person()
    member = make_member_of_household(person)
    client = client_of(ines)
    address = url("household_member", person.pk, member.pk)
    told = form_of(client, address)
    with as_user(player("marco")) as marco:
        seen, now = {"first_name": "Sofia"}, timezone.now()
        actions.correct_member(member, {"first_name": "Sonia"}, seen=seen, by=marco, at=now)

    met = client.post(address, told | {"first_name": "Stella"})

    assert "Sonia" in met.content.decode()
    assert "Stella" in met.content.decode()
    assert lines()[1][1] == "Sonia"


def test_there_is_one_person_of_reference(ines):
    person = make_person()
    member = make_member_of_household(person)
    client = client_of(ines)
    address = url("household_member", person.pk, member.pk)

    answer = client.post(address, form_of(client, address) | {"relation": "REFERENCE"})

    assert "ha già la sua persona di riferimento" in answer.content.decode()


# --- the answer ---------------------------------------------------------------------------------


def test_the_proposed_answer_is_taken_over_with_one_click(ines):
    person = make_person()
    make_member_of_household(person)
    client = client_of(ines)
    shown = page(client, url("household", person.pk))

    told = {"answer": "genitore_solo_senza_lavoro"}
    client.post(url("household_answer", person.pk), told)

    assert "Nessuno lavora e c’è un figlio a carico, con un solo adulto." in shown
    assert "Eurostat" in shown
    assert given(person) == "genitore_solo_senza_lavoro"
    assert "È la risposta della sua situazione" in page(client, url("household", person.pk))


@pytest.mark.parametrize("code", ["nessuna", "senza_lavoro", "x", ""])
def test_another_answer_than_the_proposed_is_not_taken(ines, code):
    person = make_person(answers={"household_id": None})
    make_member_of_household(person)

    answer = client_of(ines).post(url("household_answer", person.pk), {"answer": code}, follow=True)

    assert "Intanto il nucleo è cambiato" in answer.content.decode()
    assert given(person) is None


def test_a_refused_answer_stays_refused(ines):
    person = make_person(answers={"household_id": None, "refused": ["HOUSEHOLD"]})
    make_member_of_household(person)
    client = client_of(ines)

    shown = page(client, url("household", person.pk))
    client.post(url("household_answer", person.pk), {"answer": "genitore_solo_senza_lavoro"})

    assert "non ha voluto rispondere" in shown
    assert "Usa questa risposta" not in shown
    assert given(person) is None


def test_what_is_missing_stands_in_place_of_an_answer(ines):
    person = make_person()
    make_member_of_household(person, first_name="Luca", birth_year=1980, relation="PARTNER")

    shown = page(client_of(ines), url("household", person.pk))

    assert "Di Luca non si sa se lavora." in shown
    assert "Usa questa risposta" not in shown


def test_an_answer_that_no_longer_agrees_is_said_where_it_is_read_and_among_the_dues(ines):
    person = make_person(answers={"household_id": "senza_lavoro"})
    client = client_of(ines)
    client.post(url("household_begin", person.pk))
    before = page(client, url("identity", person.pk))
    make_member_of_household(person)

    for name in ("identity", "edit_situation"):
        assert "non corrisponde più al nucleo" in page(client, url(name, person.pk))
    assert "non corrisponde più" not in before
    assert "Controllare la condizione familiare" in page(client, "/scadenze/")
    client.post(url("household_answer", person.pk), {"answer": "genitore_solo_senza_lavoro"})
    assert "Controllare la condizione familiare" not in page(client, "/scadenze/")


def test_work_found_by_one_changes_what_follows_for_the_other(ines):
    person = make_person(answers={"household_id": "senza_lavoro"})
    other = make_person(answers={"household_id": "senza_lavoro"})
    make_member_of_household(person, beneficiary=other, relation="PARTNER")
    with as_user(ines) as user:
        situation = Situation.objects.get(pk=other.pk)
        changes, seen = {"employment_id": "occupato"}, {"employment_id": "disoccupato"}
        actions.correct_situation(situation, changes, seen=seen, by=user, at=timezone.now())

    assert line_of(person).differs_since == timezone.localdate()
    assert line_of(other).differs_since == timezone.localdate()


def test_the_page_of_the_person_says_how_many_and_no_name(ines):
    person = make_person()
    make_member_of_household(person)

    shown = page(client_of(ines), url("show", person.pk))

    assert "2 persone, 1 minore, nessuno lavora." in shown
    assert "Sofia" not in shown


# --- who ----------------------------------------------------------------------------------------


def test_another_agency_sees_nothing_of_it_even_where_all_is_shared(ines):
    person = make_person()
    make_member_of_household(person)
    make_share(person, to=player("nora"))
    client = client_of(player("nora"))

    assert client.get(url("household", person.pk)).status_code == 403
    assert "Sofia" not in client.get(url("identity", person.pk)).content.decode()
    with as_user(player("nora")):
        assert not HouseholdMember.objects.exists()
        assert not Household.objects.exists()


@pytest.mark.parametrize("name", ["olga", "dario", "rita"])
def test_nobody_who_accounts_or_administers_sees_it(name):
    person = make_person()
    make_member_of_household(person)

    assert client_of(player(name)).get(url("household", person.pk)).status_code == 404
    with as_user(player(name)):
        assert not HouseholdMember.objects.exists()
        assert not Household.objects.exists()


def test_two_records_at_home_in_the_same_days_do_not_become_one(ines):
    pair = make_pair()
    make_member_of_household(pair.first)
    make_member_of_household(pair.second)

    with as_user(player("marco")):
        said = [block.words for block in blocks(pair.first_id, pair.second_id)]

    assert any("fanno parte di un nucleo negli stessi giorni" in words for words in said)
