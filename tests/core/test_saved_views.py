"""Saved views: what is kept of a list, for whom, and what opens with it."""

from datetime import date

import pytest
from django.db import connection
from lxml import html

from core.saved.actions import MOST, NotSaved
from core.saved.models import SavedView
from core.saved.policy import own_views
from core.saved.tokens import Told, seal
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment, make_person, make_view

pytestmark = pytest.mark.django_db
LIST, KEEP = "/persone/", "/viste/salva/"


def told(client, address: str) -> str:
    """What the page hands to the form that saves it; empty: it offers none."""
    page = html.document_fromstring(client.get(address).content.decode())
    return "".join(page.xpath("//main//input[@name='told']/@value"))


def kept(user) -> list[tuple[str, str, bool]]:
    """Name, question and beginning of each view of the user."""
    with as_user(user):
        views = own_views(user).order_by("name")
        return [(view.name, view.question, view.is_default) for view in views]


def save(client, address: str, name: str, **more):
    """Save a list as it stands."""
    return client.post(KEEP, {"name": name, "told": told(client, address), **more})


def test_keeps_the_sound_filters_the_order_and_the_columns(ines):
    make_person()
    client = client_of(ines)

    save(client, f"{LIST}?fase=aperta&sort=-name&colonne=phase&page=1&altro=x&di=", "Aperte")

    assert kept(ines) == [("Aperte", "colonne=name%2Cphase&fase=aperta&sort=-name", False)]


def test_refuses_to_keep_a_search_by_name_and_says_why(ines):
    make_person(last_name="Cattaneo")
    client = client_of(ines)
    found = client.post("/persone/cerca/", {"q": "catta"})["Location"]

    page = client.get(f"{found}&fase=aperta").content.decode()

    assert "Una ricerca per nome non si salva" in page
    assert told(client, f"{found}&fase=aperta") == ""


def test_what_is_not_signed_by_a_list_is_not_kept(ines):
    forged = seal(Told("beneficiaries:list", LIST, "s=nome", True))[:-2] + "xx"

    assert client_of(ines).post(KEEP, {"name": "A", "told": forged}).status_code == 404
    assert kept(ines) == []


def test_keeps_what_was_typed_where_the_name_is_missing_too_long_or_taken(ines):
    make_person()
    make_view("Aperte")
    client = client_of(ines)
    address = f"{LIST}?fase=aperta"

    for name, said in (
        ("", "Compila il campo “Nome della vista”"),
        ("x" * 61, "Scrivi al massimo 60 caratteri"),
        ("Aperte", "Hai già una vista con questo nome"),
    ):
        page = save(client, address, name).content.decode()
        assert said in page
        assert f'value="{name}"' in page or not name
    assert len(kept(ines)) == 1


def test_the_menu_opens_the_list_with_the_one_default(ines):
    make_person()
    client = client_of(ines)
    save(client, f"{LIST}?fase=aperta", "Aperte", is_default="on")
    save(client, f"{LIST}?di=me", "Mie", is_default="on")

    menu = html.document_fromstring(client.get("/").content.decode())
    (link,) = set(menu.xpath("//nav//a[normalize-space()='Persone']/@href"))

    assert client.get(link)["Location"] == f"{LIST}?di=me"
    assert [is_default for _name, _question, is_default in kept(ines)] == [False, True]


def test_a_bare_address_is_the_whole_list_also_for_who_has_a_default(ines):
    make_person()
    make_view(question="fase=conclusa", is_default=True)

    page = client_of(ines).get(LIST)

    assert page.status_code == 200
    assert "1 persona" in page.content.decode()


def test_without_a_default_the_menu_opens_the_whole_list(ines):
    make_person()
    page = client_of(ines).get(f"{LIST}?apri=mia")

    assert page.status_code == 200
    assert b"apri=" not in page.content.split(b"<main", 1)[1]


def test_opening_a_view_remembers_the_day(ines):
    view = make_view()
    with as_user(ines):
        SavedView.objects.filter(pk=view.pk).update(opened_on=date(2021, 1, 1))

    answer = client_of(ines).get(f"{LIST}?apri={view.pk}")

    assert answer["Location"] == f"{LIST}?{view.question}"
    with as_user(ines):
        assert SavedView.objects.get().opened_on > date(2021, 1, 1)


def test_a_view_is_renamed_and_deleted_and_leads_back_to_its_list(ines):
    view = make_view()
    client = client_of(ines)
    address = f"/viste/{view.pk}/?da={LIST}&menu=1"

    renamed = client.post(address, {"name": "Le aperte", "is_default": "on"})
    assert renamed["Location"] == f"{LIST}?{view.question}"
    assert kept(ines) == [("Le aperte", view.question, True)]

    deleted = client.post(f"/viste/{view.pk}/elimina/?da={LIST}")
    assert deleted["Location"] == LIST
    assert kept(ines) == []


@pytest.mark.parametrize(
    "away", ["https://example.org/", "//example.org/persone/", "/tirocini/", "x"]
)
def test_a_view_leads_to_no_other_place(ines, away):
    view = make_view()

    answer = client_of(ines).post(f"/viste/{view.pk}/elimina/", QUERY_STRING=f"da={away}")

    assert answer["Location"] == LIST


def test_a_colleague_neither_sees_nor_opens_nor_changes_it(ines, marco):
    view = make_view("Zqvista", is_default=True)
    make_person()
    client = client_of(marco)

    assert client.get(f"/viste/{view.pk}/").status_code == 404
    assert client.post(f"/viste/{view.pk}/elimina/").status_code == 404
    for asked in ("mia", str(view.pk)):
        page = client.get(f"{LIST}?apri={asked}")
        assert (page.status_code, b"Zqvista" in page.content) == (200, False)


def test_the_database_shows_a_view_to_its_author_in_their_agency_only(ines, marco, nora):
    make_view()
    seen = {}
    for user in (ines, marco, nora):
        with as_user(user), connection.cursor() as cursor:
            cursor.execute("select count(*) from saved_savedview")
            (seen[user.first_name],) = cursor.fetchone()

    assert list(seen.values()) == [1, 0, 0]


def test_a_list_has_so_many_views_and_no_more(ines):
    for number in range(MOST):
        make_view(f"Vista {number}")

    with pytest.raises(NotSaved, match="20 viste"):
        make_view("Una di troppo")


def test_paper_says_whose_it_is_what_was_asked_and_who_printed_it(ines):
    make_person(last_name="Cattaneo")

    paper = client_of(ines).get(f"{LIST}?fase=aperta&sort=-name&formato=stampa").content.decode()

    for words in ("Cartelle aperte", "Ordine", "al contrario", "Stampato da Ines", "Cattaneo",
                  ines.acting.agency.name, "1 persona"):  # fmt: skip
        assert words in paper
    assert "<script src=" in paper
    assert "onclick" not in paper


def test_paper_of_the_dues_says_whose_and_when(marco, ines):
    make_appointment(days=-1)

    paper = client_of(marco).get(f"/scadenze/?di={ines.pk}&quando=ritardo&formato=stampa")

    assert "In ritardo" in paper.content.decode()
    assert str(player("ines")) in paper.content.decode()


def test_a_stranger_s_word_in_the_address_of_the_dues_is_not_kept(marco):
    make_appointment(days=-1)
    client = client_of(marco)

    save(client, "/scadenze/?di=Rossi&quando=ritardo", "Tardi")

    assert kept(marco) == [("Tardi", "quando=ritardo", False)]


def test_what_is_due_about_one_person_is_no_view(ines):
    person = make_person()
    make_appointment(person, days=-1)

    page = client_of(ines).get(f"/scadenze/?persona={person.pk}&quando=ritardo").content.decode()

    assert "Ciò che riguarda una sola persona non si salva" in page
    assert 'name="told"' not in page


def test_a_list_the_menu_does_not_open_offers_no_beginning(ines):
    make_appointment(days=-1)
    client = client_of(ines)

    page = client.get("/scadenze/?quando=ritardo").content.decode()
    save(client, "/scadenze/?quando=ritardo", "Tardi", is_default="on")

    assert "Apri così l’elenco dal menu" not in page
    assert kept(ines) == [("Tardi", "quando=ritardo", False)]


def test_paper_holds_the_rows_up_to_the_bound_and_says_where_the_others_are(ines, monkeypatch):
    monkeypatch.setattr("core.lists.BOUND", 2)
    for number in range(3):
        make_person(last_name=f"Cattaneo{number}")

    paper = client_of(ines).get(f"{LIST}?formato=stampa&page=2").content.decode()

    rows = html.document_fromstring(paper).xpath("//tbody/tr")
    assert len(rows) == 2
    assert "più di 2 persone. Qui stanno le prime 2 righe" in " ".join(paper.split())
