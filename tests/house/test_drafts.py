"""No word typed is lost: every long form keeps a draft, and all of them in the same way.

What happens to the page in a browser is tried with the note and two forms of other shapes
(tests/journeys/test_killers.py); here, that each form is one of them, by plain requests.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import urljoin

import pytest
from lxml import html

from core.drafts import read
from core.models import Draft
from tests.acting import as_user, client_of
from tests.cast import player
from tests.fuzz.hostile import untouched
from tests.makers.long_forms import LONG_FORMS

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}
FIRST, SECOND, THIRD = "Prima frase.", "Della seconda scheda.", "Prima frase. E la terza."


@dataclass
class Page:
    """A long form as a browser has it before it: where it is kept, where it is sent, its fields."""

    keeps: str
    action: str
    fields: dict[str, list[str]]
    writes: str

    @property
    def text(self) -> str:
        """What stands where one writes."""
        return "".join(self.fields.get(self.writes, []))


def opened(client, address, form) -> Page:
    """The page of this form, opened."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return page_of(answer, form)


def page_of(answer, form) -> Page:
    """The one form of the page that keeps a draft and holds the field one writes in."""
    tree = html.document_fromstring(answer.content.decode())
    here = answer.wsgi_request.get_full_path()
    for one in tree.xpath("//form[.//*[@data-keeper]]"):
        fields: dict[str, list[str]] = {}
        for name, value in untouched(one):
            fields.setdefault(name, []).append(value)
        writes = [name for name in one.fields if name and re.match(form.writes, name)]
        if writes:
            [keeper] = one.xpath(".//*[@data-keeper]/@hx-post")
            return Page(keeper, urljoin(here, one.action or here), fields, writes[0])
    raise AssertionError(f"{here}: no form keeps “{form.writes}”")


def held() -> list[str]:
    """All drafts, as text, the eldest first."""
    return [json.dumps(read(one), ensure_ascii=False) for one in Draft.objects.order_by("pk")]


@pytest.mark.parametrize("form", LONG_FORMS, ids=lambda form: form.name)
def test_a_long_form_keeps_what_is_typed(form):
    address = form.address()
    user = player(form.who)
    client = client_of(user)

    def keep(page, text):
        answer = client.post(page.keeps, page.fields | {page.writes: text}, headers=HX)
        assert answer.status_code == 200
        with as_user(user):
            return held()

    # Kept, and there again.
    first = opened(client, address, form)
    keep(first, FIRST)
    second = opened(client, address, form)
    assert second.text == FIRST

    # Of two tabs neither takes the other's words; both are among the drafts, each with its page.
    keep(second, SECOND)
    assert [SECOND in keep(first, THIRD)[0], THIRD in keep(first, THIRD)[1]] == [True, True]
    listed = client.get("/persone/bozze/")
    tree = html.document_fromstring(listed.content.decode())
    pages = [str(one) for one in tree.xpath("//main//td/../th/a/@href | //main//th//a/@href")]
    assert {opened(client, one, form).text for one in pages if "bozz" in one} >= {SECOND, THIRD}

    # The session is over: it is said, and nothing is lost.
    assert client_of().post(first.keeps, first.fields, headers=HX).status_code == 401

    # Sent with an error, every word is there, and so are both drafts.
    if form.spoils:
        wrong = client.post(second.action, second.fields | {second.writes: SECOND} | form.spoils)
        assert wrong.status_code == 200
        assert page_of(wrong, form).text == (form.spoils.get(second.writes) or SECOND)
        with as_user(user):
            assert len(held()) == 2

    # Taken, it leaves the other tab's words alone.
    if form.answers is not None:
        taken = client.post(second.action, second.fields | {second.writes: SECOND} | form.answers)
        assert taken.status_code == 302, told_by(taken)
        with as_user(user):
            assert [THIRD in one for one in held()] == [True]


def told_by(answer) -> list[str]:
    """The errors that a page shows."""
    tree = html.document_fromstring(answer.content.decode())
    return [one.text_content().strip() for one in tree.xpath("//*[contains(@class, 'pc-error')]")]
