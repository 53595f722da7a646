"""Pages through the whole middleware in this process, beside the same rows in plain HTML."""

import gzip
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.staticfiles import finders
from django.db import connection
from django.template.backends.django import Template
from django.test import Client
from django.test.utils import override_settings

from agencies.models import User
from reporting.bench.making import OFFICER, PROJECT, WORKER
from reporting.bench.measuring import Measure, side_by_side

SLOWER, STATEMENTS, HTML, GZIP = 3.0, 12, 150.0, 120.0
ROUNDS, SPLITS = 25, 7
# Of the first agency, with thirty notes.
PERSON = 50
NOT_COUNTED = re.compile(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)\b|select set_config\(", re.I)
SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": "reporting.bench.plain",
    "ALLOWED_HOSTS": ["testserver"],
    "SECURE_SSL_REDIRECT": False,
    # Plain names: the files of a release need not be collected for a measure.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@dataclass(frozen=True)
class Page:
    """An address, who opens it, and its plain twin (none: only weighed and counted)."""

    name: str
    who: str
    address: str
    plain: str = ""


LISTS = (
    Page("people list", WORKER, "/persone/", "/misura/persone/"),
    Page(
        "participations list",
        OFFICER,
        f"/progetti/{PROJECT}/partecipazioni/",
        "/misura/partecipazioni/",
    ),
)
PAGES = (
    Page("person page", WORKER, f"/persone/{PERSON}/", f"/misura/persone/{PERSON}/"),
    Page("person's data", WORKER, f"/persone/{PERSON}/anagrafica/"),
    Page("project page", OFFICER, f"/progetti/{PROJECT}/"),
)


@dataclass
class Split:
    """Where the time of one request went, in milliseconds, and its counted statements."""

    total: float = 0.0
    sql: float = 0.0
    template: float = 0.0
    statements: int = 0

    def __str__(self) -> str:
        rest = self.total - self.sql - self.template
        return (
            f"{self.total:.1f} ms = SQL {self.sql:.1f} + template {self.template:.1f}"
            f" + view and middleware {rest:.1f}; {self.statements} statements"
        )


def measure_lists() -> list[Measure]:
    """The two long lists."""
    return measure_beside(LISTS)


def measure_pages() -> list[Measure]:
    """The page of a person, beside its twin; other pages weighed and counted (homes: walking)."""
    return measure_beside(PAGES)


def measure_beside(pages: tuple[Page, ...]) -> list[Measure]:
    """Each page beside its twin, with its weight and its counted statements."""
    with override_settings(**SETTINGS):
        clients = {who: signed_in(who) for who in {page.who for page in pages}}
        return [one for page in pages for one in _of_page(page, clients[page.who])]


def _of_page(page: Page, client: Client) -> Iterator[Measure]:
    html = get(client, page.address)
    if page.plain:
        own, twin = side_by_side(
            lambda: get(client, page.address), lambda: get(client, page.plain), rounds=ROUNDS
        )
        twin_split = f"plain twin: {_split(client, page.plain)}"
        yield Measure(f"{page.name}, p50", own, "ms", SLOWER, reference=twin, note=twin_split)
    split = _split(client, page.address)
    yield Measure(
        f"{page.name}, statements", split.statements, "statements", STATEMENTS, note=str(split)
    )
    yield Measure(f"{page.name}, HTML", len(html) / 1000, "kB", HTML)
    scripts, styles = _weights(html.decode())
    yield Measure(f"{page.name}, script gzip", scripts, "kB", GZIP)
    yield Measure(f"{page.name}, style gzip", styles, "kB", GZIP)


def signed_in(email: str) -> Client:
    """A browser with the session of this user."""
    client = Client()
    user = User.objects.get(email=email)
    client.force_login(user, backend="agencies.signin.Members")
    return client


def get(client: Client, address: str) -> bytes:
    """The page at this address, which must be there."""
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")
    return response.content


def _split(client: Client, address: str) -> Split:
    """The middle one of a few requests."""
    return middle(lambda: get(client, address))


def middle(take: Callable[[], object]) -> Split:
    """The middle one of a few takes."""
    several = [_split_once(take) for _ in range(SPLITS)]
    return sorted(several, key=lambda one: one.total)[SPLITS // 2]


def _split_once(take: Callable[[], object]) -> Split:
    split = Split()
    with connection.execute_wrapper(_counting(split)), _timed_templates(split):
        began = time.perf_counter()
        take()
        split.total = (time.perf_counter() - began) * 1000
    return split


def _counting(split: Split) -> Any:
    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            split.sql += (time.perf_counter() - began) * 1000
            split.statements += not NOT_COUNTED.match(sql)

    return wrapper


@contextmanager
def _timed_templates(split: Split) -> Iterator[None]:
    """Time the outermost rendering; statements inside it count as SQL, not as template."""
    render, depth = Template.render, 0

    def timed(self: Template, *args: Any, **kwargs: Any) -> Any:
        nonlocal depth
        began, before = time.perf_counter(), split.sql
        depth += 1
        try:
            return render(self, *args, **kwargs)
        finally:
            depth -= 1
            if not depth:
                split.template += (time.perf_counter() - began) * 1000 - (split.sql - before)

    Template.render = timed  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Template.render = render  # type: ignore[method-assign]


def _weights(html: str) -> tuple[float, float]:
    """Kilobytes, packed, of the scripts and of the style sheets of a page."""
    scripts = re.findall(r'<script[^>]* src="/static/([^"?]+)"', html)
    styles = re.findall(r'<link rel="stylesheet" href="/static/([^"?]+)"', html)
    return _packed(scripts), _packed(styles)


def _packed(names: list[str]) -> float:
    total = 0
    for name in names:
        found = finders.find(name)
        if not found:
            raise RuntimeError(f"The page names {name}, which is no static file.")
        with open(found, "rb") as file:
            total += len(gzip.compress(file.read()))
    return total / 1000
