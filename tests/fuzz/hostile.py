"""What people and programs may type, and the forms of a page as a browser would send them."""

from typing import Any
from urllib.parse import urlencode, urljoin

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from lxml import html

WORST = [
    "\x00", "Ma\x00ria", "\ud800", "x\udfffy", "\ufffe", "\ufeff", "\x1b[31m", "\r\n\r\n", " ",
    "\u0085\u2028", "👩‍👩‍👧‍👦", "🏳️‍🌈" * 30, "\u202eairaM\u202c", "عبد الله", "王小明", "ﷺ" * 20,
    "ß" * 100, "ŉ" * 60, "a" * 100_000, "é " * 50_000, "9" * 5_000, "1" * 18, "99999999999",
    "²", "١٢", "-1", "1e309", "NaN", "0x10", "1_000",
    "01/01/0001", "0001-01-01", "31/12/9999", "29/02/2021", "29/02/2020", "29 febbraio 1900",
    "00/00/0000", "١٢/٠٣/٢٠٢٠", "oggi", "32/13/21", "1/1/²²",
    "' or 1=1 --", "<script>alert(1)</script>", "{{ request }}", "%s%n", "=1+1", "../../etc",
    "RSSMRA80A01C933X", "nome@" + "e" * 300, "[]", "{", "REFUSED", "NONE",
]  # fmt: skip
hostile = st.sampled_from(WORST) | st.text(max_size=30)
# Which fields of the form are spoilt, by place, and what is sent beside them.
spoiling = st.dictionaries(st.integers(0, 40), hostile, min_size=1, max_size=6)
KEYS = ["draft", "step", "back", "verb", "preview", "seen", "once", "next", "seat", "q", "kind",
        "confirm_code", "agency", "id", "pk", "state", "x" * 300, "\x00"]  # fmt: skip
beside = st.dictionaries(st.sampled_from(KEYS), hostile, max_size=3)
few = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
Pairs = list[tuple[str, str]]


def forms_of(response: HttpResponse, *, every_name: bool = False) -> list[tuple[str, Pairs]]:
    """Each form of the page that posts: its address, and what a browser would send untouched.

    `every_name`: also the boxes and choices nobody made, empty.
    """
    page = html.document_fromstring(response.content.decode())
    forms = [form for form in page.xpath("//main//form") if form.method == "POST"]
    here = response.wsgi_request.get_full_path()
    return [
        (urljoin(here, form.action or ""), untouched(form) + _unmade(form, every_name))
        for form in forms
    ]


def untouched(form: Any) -> Pairs:
    """What a browser would send of a form that nobody touched."""
    # What lxml does otherwise than a browser: a line left empty is sent, the line break a text
    # area begins with is not, and a choice of nothing is sent as nothing.
    empty = set(form.xpath(".//input[not(@value) and not(@type='checkbox')]/@name"))
    nothing = set(form.xpath(".//input[@type='radio' and @checked and @value='']/@name"))
    pairs = [
        (name, "" if name in nothing else value.removeprefix("\n"))
        for name, value in form.form_values()
    ]
    return pairs + [(name, "") for name in sorted(empty - {name for name, _value in pairs})]


def _unmade(form: Any, wanted: bool) -> Pairs:
    there = dict(untouched(form))
    names = set(form.inputs.keys()) - set(there) - {None} if wanted else set()
    return [(name, "") for name in sorted(names)]


def spoil(pairs: Pairs, changes: dict[int, str], extra: dict[str, str]) -> Pairs:
    """The form with some of its fields replaced, and with keys it never had."""
    spoilt = list(pairs)
    for place, text in changes.items():
        if spoilt:
            spoilt[place % len(spoilt)] = (spoilt[place % len(spoilt)][0], text)
    return [*spoilt, *extra.items()]


def send(client: Client, address: str, pairs: Pairs) -> HttpResponse:
    """Send the pairs as bytes, lone surrogates included, as no browser but any program could."""
    body = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
    return client.post(address, body, content_type="application/x-www-form-urlencoded")


def received(text: str) -> str:
    """The text as it arrives: what is no UTF-8 is replaced on the way."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


class Undone:
    """A block whose effects in the database and in the browser are undone after it."""

    def __init__(self, client: Client) -> None:
        self.client, self.atomic = client, transaction.atomic()

    def __enter__(self) -> None:
        """Begin, and remember the cookies."""
        self.cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.atomic.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        """Undo."""
        if kind is None:
            transaction.set_rollback(True)
        self.atomic.__exit__(kind, error, trace)
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
