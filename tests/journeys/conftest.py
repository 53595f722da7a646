"""A real server, a real browser: one Chromium per worker, a context of its own per visitor."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.sheet import sweep, write_sheet
from tests.journeys.walker import HEIGHT, WIDE, Walk

# The first has no windows to draw, and costs a third less.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# For whoever asked for journeys by name, to be looked at: a run of everything draws none.
PICTURES = Path(settings.HOME) / "pictures" if os.environ.get("PERCORSI_PICTURES") else None
HERE = Path(__file__).parent
# Root needs the first; nothing here wants a graphics card, or one imitated by the processor.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here opens the browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; where it is missing the tests fail, they are not skipped."""
    program = os.environ.get("PERCORSI_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), ""
    )
    if not program:
        pytest.fail("There is no Chromium: install it, or name it in PERCORSI_CHROMIUM.")
    if PICTURES:
        sweep(PICTURES)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop running in this thread; Django would refuse to work beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        opened = playwright.chromium.launch(
            executable_path=program,
            args=FLAGS,
        )
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, live_server) -> Iterator[Callable[..., Walk]]:
    """`visit()`: somebody unknown; errors of scripts, of the policy, of answers fail the test."""
    walks: list[Walk] = []

    def begin(**options: Any) -> Walk:
        shown = {"viewport": {"width": WIDE, "height": HEIGHT[WIDE]}, "locale": "it-IT"}
        context = browser.new_context(**shown | {"reduced_motion": "reduce"} | options)
        walks.append(Walk(context, live_server.url, PICTURES, by_thumb="has_touch" in options))
        return walks[-1]

    yield begin
    faults = [fault for one in walks for fault in one.close()]
    assert faults == []


@pytest.fixture
def walk(visit) -> Callable[..., Walk]:
    """`walk("ines")`: Ines, signed in already, on her home page."""
    return lambda name, **options: visit(**options).enter(name)


@pytest.fixture
def cost(capsys) -> Callable[..., tuple[int, int]]:
    """`cost(job, walk, …)`: what the job took since counting began, printed too."""

    def told(job: str, *walks: Walk) -> tuple[int, int]:
        for one in walks:
            # What is read on a page may be seen before the page counts as loaded.
            one.page.wait_for_load_state()
        spent = sum(one.clicks for one in walks), sum(one.loads for one in walks)
        with capsys.disabled():
            sys.stdout.write(f"\n  {job}: {spent[0]} C, {spent[1]} P\n")
        return spent

    return told


@pytest.fixture
def shelf(settings, tmp_path: Path) -> Path:
    """The data folder of a test whose reports leave files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Put the pictures on one page."""
    sheet = write_sheet(PICTURES) if PICTURES else None
    if sheet is not None and not hasattr(session.config, "workerinput"):
        session.config.stash[SHEET] = sheet


SHEET = pytest.StashKey[Path]()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say where the pictures are."""
    if SHEET in config.stash:
        terminalreporter.write_line(f"Pictures of the pages: {config.stash[SHEET]}")
