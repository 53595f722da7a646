"""A sheet that does not hold the whole list says so in its first line, and the page before it."""

import io
from dataclasses import replace

import pytest
from django.test import RequestFactory
from python_calamine import CalamineWorkbook

from beneficiaries.views.lists import people_list
from tests.acting import as_user, client_of
from tests.makers import make_person

pytestmark = pytest.mark.django_db
CUT = "Qui stanno le prime 2 righe, e non tutte"


def answered(user, page, question: str = ""):
    """The answer of the list page to this question."""
    request = RequestFactory().get(f"/persone/{question}")
    request.htmx = False
    with as_user(user) as request.user:
        return page(request)


def lines(answer) -> list[list[str]]:
    """The rows of the sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(("people", "is_cut"), [(2, False), (3, True)])
def test_the_first_line_of_a_sheet_says_that_it_is_cut(ines, people, is_cut):
    for _number in range(people):
        make_person()

    told = lines(answered(ines, replace(people_list, exported=2), "?formato=xlsx"))

    assert str(told[0][0]).startswith(CUT) == is_cut
    assert len(told) == 5 + is_cut  # title, empty line, heads, two people


@pytest.mark.parametrize(("people", "is_cut"), [(2, False), (3, True)])
def test_the_page_says_before_how_much_the_sheet_holds(ines, people, is_cut):
    for _number in range(people):
        make_person()
    object.__setattr__(people_list, "exported", 2)
    try:
        page = client_of(ines).get("/persone/").content.decode()
    finally:
        object.__setattr__(people_list, "exported", 10_000)

    assert ("(al massimo 2 righe)" in page) == is_cut
