"""The people list, the search, and the homes: every count equals the list it opens."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from beneficiaries.models import SearchTicket
from core.audit.models import Reading
from tests.acting import as_user
from tests.makers import make_note, make_person

pytestmark = pytest.mark.django_db
LIST = "/persone/"
SEARCH = "/persone/cerca/"
HX = {"HX-Request": "true"}


def text_of(answer):
    return answer.content.decode()


def listed(client, address):
    return client.get(address).context["list"].objects


def test_a_search_carries_a_code_and_no_name(client_of, ines):
    make_person(first_name="Nicolò", last_name="D’Amico")
    make_person(first_name="Anna", last_name="Rossi")
    client = client_of(ines)

    answer = client.post(SEARCH, {"q": "nicolo"})

    assert re.fullmatch(r"/persone/\?s=[\w-]{43}", answer["Location"])
    assert [one.beneficiary.last_name for one in listed(client, answer["Location"])] == ["D’Amico"]
    with as_user(ines):
        assert b"nicolo" not in bytes(SearchTicket.objects.get().words)


def test_a_ticket_is_its_author_s_only(client_of, ines, marco):
    make_person(first_name="Nicolò")
    answer = client_of(ines).post(SEARCH, {"q": "nicolo"})

    page = text_of(client_of(marco).get(answer["Location"]))

    assert "Questa ricerca non c’è più" in page
    assert "Nicolò" not in page


def test_suggestions_are_at_most_eight_and_written_down(client_of, ines):
    for _number in range(10):
        make_person(last_name="Bianchi")

    page = client_of(ines).post(SEARCH, {"q": "bia"}, headers=HX)

    assert text_of(page).count("Bianchi") == 8
    assert "Tutti i risultati" in text_of(page)
    with as_user(ines):
        assert Reading.objects.filter(what="suggerimenti").count() == 8


@pytest.mark.parametrize("words", ["", "a", "\0", "x" * 100_000, "\u202e", "%_", "👩🏽‍🦰"])
def test_a_search_for_anything_answers(client_of, ines, words):
    client = client_of(ines)

    assert client.post(SEARCH, {"q": words}, follow=True).status_code == 200
    assert client.post(SEARCH, {"q": words}, headers=HX).status_code == 200


def test_the_list_filters_by_phase_worker_municipality_and_silence(client_of, ines, marco):
    mine = make_person()
    make_note(mine, happened_on=timezone.localdate())
    other = make_person(by=marco)
    client = client_of(ines)

    assert [one.pk for one in listed(client, LIST + "?di=me")] == [mine.pk]
    assert [one.pk for one in listed(client, LIST + "?contatto=30")] == [other.pk]
    assert listed(client, LIST + "?comune=Como&fase=DELIVERY") == []
    assert listed(client, LIST + "?comune=Atlantide") == []


def test_the_sheet_holds_what_the_list_shows(client_of, ines):
    make_person()

    answer = client_of(ines).get(LIST + "?formato=xlsx")

    assert answer.status_code == 200
    assert "spreadsheetml" in answer["Content-Type"]


def test_the_list_asks_as_much_for_thirty_people_as_for_one(client_of, ines, statements_of):
    client = client_of(ines)
    make_person()
    client.get(LIST)
    few = len(statements_of(client, LIST))
    for _number in range(29):
        make_person()

    many = len(statements_of(client, LIST))

    assert many == few
    assert many <= 12


@pytest.mark.parametrize("address", ["/", "/persone/bozze/", "/persone/nuova/"])
def test_pages_ask_at_most_twelve_things(client_of, ines, statements_of, address):
    person = make_person()
    client = client_of(ines)
    client.get(reverse("beneficiaries:show", args=[person.pk]))
    client.post("/persone/nuova/", {"first_name": "A", "verb": "leave"})
    # A message is said once, and writes the session: it is no part of the page.
    client.get(address)

    assert len(statements_of(client, address)) <= 12


def test_each_figure_of_the_home_equals_the_list_it_opens(client_of, ines, marco):
    make_note(make_person())
    make_person()
    make_person(by=marco)
    client = client_of(ines)
    client.post("/persone/nuova/", {"first_name": "A", "verb": "leave"})

    home = text_of(client.get("/"))

    links = re.findall(r'<a class="pc-figure" href="([^"]+)">(\d+)<', home)
    assert len(links) >= 4
    for address, count in links:
        page = client.get(address.replace("&amp;", "&"))
        rows = page.context.get("list")
        shown = rows.objects if rows else page.context["drafts"]
        assert len(shown) == int(count), address


@pytest.mark.parametrize("who", ["ines", "marco", "olga", "dario", "rita"])
@pytest.mark.parametrize("address", ["/", "/aiuto/", "/lavori/"])
def test_every_role_has_its_home_its_help_and_its_jobs(client_of, request, who, address):
    assert client_of(request.getfixturevalue(who)).get(address).status_code == 200


def test_the_administrator_s_home_tells_who_looked(client_of, ines, dario):
    person = make_person()
    client_of(ines).get(reverse("beneficiaries:show", args=[person.pk]))
    client = client_of(dario)

    home = text_of(client.get("/"))

    assert ines.get_full_name() in home
    assert reverse("beneficiaries:readers", args=[person.pk]) in home
    assert client.get("/enti/utenti/").status_code == 200
    assert client.get("/enti/accessi/").status_code == 200
    assert client.get(LIST).status_code == 403
