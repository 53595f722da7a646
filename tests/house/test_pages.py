"""Walk through the pages by their links: each link leads somewhere, each variable is defined."""

import inspect
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.template import engines
from django.test import Client
from django.urls import resolve
from lxml import html

from tests.acting import client_of
from tests.cast import player
from tests.fuzz.hostile import Undone, forms_of, send
from tests.house.register import REGISTER
from tests.house.test_shape import ROOT
from tests.nets.doors import expected

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# How many addresses of the same name are walked: a filled one and an empty one differ.
ALIKE = 2
# Who walks so; others walk one of each, and send what this one may not.
FIRST = "ines"
# So many fields without a text of several lines are written anew in a minute.
SHORT = 6
WITHOUT_A_DRAFT = {
    "beneficiaries:add_document": "a file cannot be kept, and the words beside it are few",
    "beneficiaries:replace_document": "a file cannot be kept, and the words beside it are few",
    "ui:gallery": "samples, that are sent nowhere",
}


class Loud(str):
    """What the engine shows for an undefined variable: it remembers which, and where."""

    def __init__(self, _text: str) -> None:
        self.heard: set[str] = set()

    def __mod__(self, variable: object) -> str:
        """Called by the engine with the undefined variable."""
        # Frame by frame: inspect.stack() reads the source of each of them.
        frame, origin = inspect.currentframe(), None
        while frame is not None and origin is None:
            origin, frame = getattr(frame.f_locals.get("self"), "origin", None), frame.f_back
        template = origin.name if origin else "?"
        if template.startswith(str(ROOT)) and "/.venv/" not in template:
            self.heard.add(f"{template.removeprefix(str(ROOT))}: {variable}")
        return ""


@pytest.fixture
def loud(monkeypatch) -> Loud:
    voice = Loud("%s")
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", voice)
    return voice


@pytest.mark.parametrize("name", ["ines", "olga", "dario", "nora", "rita", None])
def test_pages_link_to_pages_and_define_what_they_show(name, loud, standing_world):
    client = client_of(player(name) if name else None)

    walked, broken = walk(client, "/" if name else "/accesso/login/", thoroughly=name == FIRST)

    assert not broken, "\n".join(broken)
    assert not loud.heard, "\n".join(sorted(loud.heard))
    assert len(walked) > (12 if name == "ines" else 4)


def walk(client: Client, start: str, *, thoroughly: bool) -> tuple[set[str], list[str]]:
    """Follow the links from a page on, and send its forms empty; the pages, and dead links."""
    waiting, walked, alike, sent = [(start, "the start")], set(), Counter(), Counter()
    broken = []
    while waiting:
        address, on = waiting.pop()
        page = resolve(urlsplit(address).path).view_name
        if address in walked or alike[page] >= (ALIKE if thoroughly else 1):
            continue
        walked.add(address)
        alike[page] += 1
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            broken.append(f"{address}, linked on {on}: {answer.status_code}")
        elif "text/html" in answer["Content-Type"]:
            waiting += [(link, address) for link in links_of(answer)]
            broken += [f"{one} keeps no draft: see {__name__}" for one in unkept(answer)]
            send_empty(client, answer, sent, all_of_them=thoroughly)
        elif answer.streaming:
            list(answer.streaming_content)
    return walked, broken


def unkept(answer) -> set[str]:
    """Where the long forms of the page are sent that keep no draft, and say nowhere why."""
    page = html.document_fromstring(answer.content.decode())
    here = answer.wsgi_request.path
    doors = set()
    for form in page.xpath("//main//form[@method='post'][not(.//*[@data-keeper])]"):
        fields = set(form.xpath(".//*[self::select or self::input[not(@type='hidden')]]/@name"))
        if form.xpath(".//textarea") or len(fields) > SHORT:
            doors.add(resolve(urlsplit(urljoin(here, form.action or "")).path).view_name)
    return doors - set(WITHOUT_A_DRAFT)


def links_of(answer) -> list[str]:
    """The addresses of our own that a page links to."""
    page = html.document_fromstring(answer.content.decode())
    here = answer.wsgi_request.path
    links = [str(link) for link in page.xpath("//a/@href")]
    own = [here + link if link.startswith("?") else link for link in links]
    return [link for link in own if link.startswith("/") and not link.startswith("/static/")]


def send_empty(client: Client, answer, sent: Counter, *, all_of_them: bool) -> None:
    """Send the page's forms with nothing in them: what they answer is a page, too.

    A form that stands on every page, as the steps of a person's file do, is not sent from each.
    """
    for action, pairs in forms_of(answer):
        door = resolve(urlsplit(action).path).view_name
        form = (door, *(name for name, _value in pairs))
        sent[form] += 1
        if sent[form] > ALIKE or not (all_of_them or is_closed_to_the_first(door)):
            continue
        with Undone(client):
            answered = send(client, action, [(name, "") for name, _value in pairs])
            assert answered.status_code < 500, action


def is_closed_to_the_first(door: str) -> bool:
    """Whether the first one's walk cannot have sent what is sent to this address."""
    return door in REGISTER and not {200, 302} & {*expected(REGISTER[door][1])[FIRST]}
