"""The reporting officer: a figure opens its list, a report is made by a real worker."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.cast import COMO
from tests.makers import make_exit, make_participation, make_person
from tests.reporting.test_report_bytes import worker_environment

FIGURES = ("disoccupati, compresi", "Totale generale")


@pytest.fixture
def worker(shelf) -> Iterator[subprocess.Popen]:
    """A real Celery worker on this test's database and data folder."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config",
        "worker",
        "-P",
        "solo",
        "-l",
        "ERROR",
    ]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(
        command, env=worker_environment(shelf), start_new_session=True, **silent
    )
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def people(transactional_db) -> None:
    """Nine people in the project: one left, one whose record is incomplete, three men."""
    for day in range(1, 5):
        make_participation(make_person(), entry_on=date(2021, 2, day))
    for day in range(1, 4):
        make_participation(make_person(gender="M", first_name="Ugo"), entry_on=date(2021, 3, day))
    make_exit()
    make_participation(make_person(answers={"education_id": None}))


def test_every_figure_opens_the_people_it_counts(walk, people):
    officer = walk("olga")
    page = officer.go(f"/progetti/{COMO}/")
    officer.look("progetto")
    table = page.get_by_role("table", name="Indicatori")
    links = [
        (one.get_attribute("href"), int(one.inner_text().split()[0].replace(".", "")))
        for one in table.locator("tbody td a").all()
    ]

    for address, figure in links:
        officer.go(address)
        shown = page.locator(".pc-sechead p.pc-muted").inner_text()
        assert int(re.match(r"[\d.]+", shown)[0]) == figure
        expect(page.locator("tbody tr")).to_have_count(figure)

    assert len(links) >= 10
    officer.look("progetto-dietro-la-cifra")


def test_a_figure_leads_to_its_records_with_one_click_and_one_page(walk, people):
    officer = walk("olga")
    page = officer.go(f"/progetti/{COMO}/")
    officer.count_from_here()

    figure = page.get_by_role("table", name="Indicatori").locator("tbody td a").first
    number = int(figure.inner_text().split()[0].replace(".", ""))
    officer.click(figure)
    page.get_by_role("columnheader", name="Perché").first.wait_for()

    assert (officer.clicks, officer.loads) == (1, 1)
    assert number > 0
    expect(page.locator("tbody tr")).to_have_count(number)


def test_a_report_is_made_while_she_does_something_else(walk, people, worker):
    officer = walk("olga")
    page = officer.page

    page.get_by_role("navigation", name="Principale").get_by_role("link", name="Progetti").click()
    page.get_by_role("link", name=f"Percorsi {COMO}", exact=True).click()
    officer.link("Prepara il rendiconto").click()
    officer.look("rendiconto-chiedi")
    officer.field("Dati al").fill("31/12/2021")
    officer.button("Prepara il rendiconto").click()
    page.get_by_role("heading", name="Preparazione", exact=True).wait_for()
    officer.look("rendiconto-in-preparazione")
    address = page.url
    officer.go("/lavori/")
    officer.look("lavori")
    page.goto(address)
    download = page.get_by_role("link", name=re.compile("Scarica tutto, zip"))
    # The page refreshes itself when the worker has finished.
    download.wait_for(timeout=45_000)
    officer.look("rendiconto-pronto")
    with page.expect_download() as fetched:
        download.click()

    assert fetched.value.suggested_filename.endswith(".zip")
    names = ZipFile(BytesIO(fetched.value.path().read_bytes())).namelist()
    assert {name.rsplit(".", 1)[-1] for name in names} >= {"pdf", "xlsx", "csv"}
