"""Every list page there is lets one choose its columns, print it, and keep it under a name."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import resolve
from lxml import html
from python_calamine import CalamineWorkbook

from config.menu import MENU
from core.audit.models import Reading
from core.saved.models import SavedView
from core.saved.policy import own_views
from tests.acting import as_user, client_of
from tests.cast import player
from tests.house.test_lists import (
    DRAWN_IN_GROUPS,
    LISTS,
    MOST,
    add_row,
    address_of,
    statements,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Who looked: to take the list away is one look more.
GROWING = {"beneficiaries.views.readers.reader_list"}


@pytest.fixture(scope="module")
def addresses(standing, django_db_blocker) -> dict[str, str]:
    """Each list page with a row in it, by name: its address."""
    with django_db_blocker.unblock():
        add_row(0)
        return {name: address_of(name) for name in LISTS}


@pytest.fixture(scope="module")
def pages(addresses, django_db_blocker) -> dict[str, html.HtmlElement]:
    """Each list page as it opens."""
    with django_db_blocker.unblock():
        return {name: page_of(name, address) for name, address in addresses.items()}


def page_of(name: str, address: str):
    """The page as whose list it is sees it."""
    answer = client_of(player(LISTS[name][0])).get(address, follow=True)
    assert answer.status_code == 200, name
    return html.document_fromstring(answer.content.decode())


def heads(page) -> list[str]:
    """The heads of the columns; a column of acts is none of the list's."""
    words = [one.text_content().strip() for one in page.xpath("//main//table/thead//th")]
    return [one for one in words if one not in ("Sollecito", "Consegne")]


def columns(page) -> list[str]:
    """The names of the columns that can be chosen, the first one left out: it stays."""
    boxes = page.xpath("//main//input[@type='checkbox' and @name='colonne']")
    return [box.get("value") for box in boxes if box.get("disabled") is None]


def test_every_list_shows_the_chosen_columns_on_page_paper_and_sheet(addresses, pages):
    for name, address in addresses.items():
        whole = pages[name]
        if name in DRAWN_IN_GROUPS:
            assert columns(whole) == [], name
            continue
        every = heads(whole)
        chosen = f"{address}?colonne={columns(whole)[-1]}"
        kept = [every[0], every[-1]]
        paper = page_of(name, f"{chosen}&formato=stampa")
        sheet = client_of(player(LISTS[name][0])).get(f"{chosen}&formato=xlsx")
        book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))

        assert heads(page_of(name, chosen)) == kept, name
        assert heads(paper) == kept, name
        assert [str(one) for one in book.get_sheet_by_index(0).to_python()[2]] == kept, name


def test_every_list_prints_the_rows_of_its_sheet_and_writes_it_down_alike(addresses):
    for name, address in addresses.items():
        who = player(LISTS[name][0])
        logged = {}
        for how in ("stampa", "xlsx"):
            before = readings()
            answer = client_of(who).get(f"{address}?formato={how}")
            logged[how] = sorted(readings()[len(before) :])
            if how == "stampa":
                rows = len(html.document_fromstring(answer.content.decode()).xpath("//tbody/tr"))
            else:
                book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
                grown = rows + (name in GROWING)
                assert len(book.get_sheet_by_index(0).to_python()) - 3 == grown, name

        assert logged["stampa"] == logged["xlsx"], name


def readings() -> list[tuple[str, int]]:
    """What of whom was read, as the agencies' own log tells."""
    with as_user(player("dario")):
        return list(Reading.objects.order_by("pk").values_list("what", "person_id"))


def test_every_list_is_kept_under_a_name_and_opened_again(addresses, pages):
    for name, address in addresses.items():
        who = player(LISTS[name][0])
        client = client_of(who)
        page = page_of(name, f"{address}?{question_of(name, pages[name])}")
        told = page.xpath("//main//input[@name='told']/@value")
        assert told, f"{name} cannot be saved"

        answer = client.post("/viste/salva/", {"name": "Mia", "told": told[0], "is_default": "on"})
        with as_user(who):
            view = own_views(who, resolve(address).view_name).get()
        opened = client.get(f"{address}?apri={view.pk}")

        assert answer["Location"] == opened["Location"] == f"{address}?{view.question}", name
        assert view.is_default == (view.list in opened_from_menu()), name
        with as_user(who):
            SavedView.objects.filter(pk=view.pk).delete()


def opened_from_menu() -> set[str]:
    """The lists the menu opens as their user wants them."""
    return {entry.url_name for entry in MENU if entry.opens_mine}


def question_of(name: str, page) -> str:
    """Something to keep of a list: one column, or what is asked of those drawn in groups."""
    return DRAWN_IN_GROUPS.get(name) or f"colonne={columns(page)[-1]}"


def test_tools_ask_the_database_once_and_a_list_stays_within_its_bound(addresses):
    for name, address in addresses.items():
        who = player(LISTS[name][0])
        of = resolve(urlsplit(address).path).view_name
        few = statements(name, address)
        with as_user(who):
            for number in range(5):
                SavedView.objects.create(
                    user_id=who.pk, agency_id=who.acting.agency_id, list=of, name=str(number),
                    question="sort=name", opened_on="2021-01-01",
                )  # fmt: skip

        assert len(statements(name, address, again=True)) == len(few) <= MOST, name
        paper = statements(name, f"{address}?formato=stampa", again=True)
        assert len(paper) <= MOST, name


def test_what_a_list_links_to_carries_its_columns(addresses):
    people = "beneficiaries.views.lists.people_list"
    page = page_of(people, f"{addresses[people]}?colonne=phase")

    for words in ("Scarica XLSX", "Stampa"):
        (link,) = page.xpath(f"//main//a[normalize-space()='{words}']/@href")
        assert parse_qs(urlsplit(link).query)["colonne"] == ["phase"]
