"""The files read back: Italian words, typed cells, no formula, no name where none belongs."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
from django.test import override_settings
from django.utils import timezone

from beneficiaries.models import Beneficiary
from core.jobs.runner import run
from projects.models import Project
from reporting.actions import ask_for_report
from reporting.renderers.csv import tamed
from reporting.renderers.paper import BASE, OwnPapers
from tests.acting import as_user
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import make_exit, make_participation, make_person
from tests.reporting.conftest import CUT_OFF, files_of

# The PDF engine leaves its colour profile open.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning"),
    pytest.mark.slow,
]

HOSTILE = (
    '=HYPERLINK("http://male.example")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "<img src=file:///etc/passwd>",
    "<link rel=stylesheet href=https://male.example/x.css>",
    "D’Amico-Ñandú",
    "李小龙",
)


@pytest.fixture(scope="module")
def package(standing, django_db_blocker) -> dict[str, Path]:
    """The files of one report, to be read: who left, two who stay, hostile names, a stranger."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=standing):
        olga, nora = player("olga"), player("nora")
        make_exit(make_participation(make_person(birth_date=date(1980, 5, 5))))
        make_participation()
        make_participation(named())
        for name in HOSTILE:
            make_participation(make_person(last_name=name))
        stranger = make_person(by=nora, last_name="CANARINOALTRUI")
        make_participation(stranger, by=nora, project=Project.objects.get(code=ELSEWHERE))
        with as_user(olga) as user:
            como = Project.objects.get(code=COMO)
            report = ask_for_report(como, cut_off=CUT_OFF, by=user, at=timezone.now())
        run(report.job_id)
        return files_of(report, olga)


def named() -> Beneficiary:
    """Somebody whose name stands in no other word."""
    return make_person(last_name="Zucchelcanarino", first_name="Ermenegilda")


@pytest.fixture(scope="module")
def words(package) -> str:
    """What the document says."""
    return _words(package[".pdf"])


def _book(path) -> openpyxl.Workbook:
    # By its bytes: a stored file has no name that says what it is.
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def _words(path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_pdf_is_tagged_italian_and_carries_the_workbook(package, words):
    document = pypdf.PdfReader(package[".pdf"])
    root = document.trailer["/Root"]
    assert root["/Lang"] == "it"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part" in root["/Metadata"].get_data()
    for said in ("1. Sintesi", "Indicatori di output", "Elenco dei destinatari", "Manifesto"):
        assert said in words
    assert "EL-COMO-0001" in words
    (attached,) = document.attachments.items()
    assert attached[0].endswith(".xlsx")
    assert attached[1][0] == package[".xlsx"].read_bytes()


def test_pdf_uses_our_fonts_only(package):
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in pypdf.PdfReader(package[".pdf"]).pages
        for font in page["/Resources"]["/Font"].values()
    }
    # Somebody's name is written in letters that ours have not; the document names nobody.
    assert {name.split("-")[0] for name in fonts} == {"Titillium", "Roboto"}


def test_pdf_holds_no_name_and_no_tax_code(package, words):
    with package["_destinatari.csv"].open(encoding="utf-8-sig", newline="") as file:
        codes = {
            row["cognome"]: row["codice_fiscale"] for row in csv.DictReader(file, delimiter=";")
        }

    for personal in ("Zucchelcanarino", "Ermenegilda", codes["Zucchelcanarino"]):
        assert personal
        assert personal not in words


def test_nothing_of_another_agency_is_in_any_file(package, words):
    with zipfile.ZipFile(package[".xlsx"]) as book:
        inside = b"".join(book.read(name) for name in book.namelist())
    everything = inside + b"".join(
        path.read_bytes() for end, path in package.items() if end not in (".xlsx", ".zip")
    )
    assert b"Zucchelcanarino" in everything
    assert b"CANARINOALTRUI" not in everything
    assert "CANARINOALTRUI" not in words


def test_hostile_names_stay_texts_in_every_file(package, words):
    cells = {
        cell.value: cell for row in _book(package[".xlsx"])["Destinatari"].rows for cell in row
    }
    assert {cells[name].data_type for name in HOSTILE} == {"s"}
    with package["_destinatari.csv"].open(encoding="utf-8-sig", newline="") as file:
        names = {row["cognome"] for row in csv.DictReader(file, delimiter=";")}
    assert {tamed(name) for name in HOSTILE} <= names
    assert "root:" not in words


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "https://male.example/", f"{BASE}../../etc/passwd", "data:text/css,x"],
)
def test_paper_is_read_from_our_own_table_only(address):
    with pytest.raises(ValueError, match="only its own"):
        OwnPapers().fetch(address)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\t=1", "\r=1", "  =1", "\u00a0=1"])
def test_formula_is_tamed(text):
    assert tamed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["D'Amico", "a=1", "", "è"])
def test_plain_text_stays_itself(text):
    assert tamed(text) == text


def test_workbook_cells_are_typed_and_figures_lead_to_who_stands_behind(package):
    book = _book(package[".xlsx"])

    people = book["Destinatari"]
    heads = [cell.value for cell in people[5]]
    row = dict(zip(heads, people[6], strict=True))
    assert row["Data di nascita"].value == datetime(1980, 5, 5)
    assert row["Età all’ingresso"].value == 40
    assert row["Data di uscita"].value == datetime(2021, 9, 30)
    assert people.freeze_panes == "B6"
    assert book.properties.created == datetime(2021, 12, 31, 12)
    figures, counted = book["Indicatori"], book["Conteggi"]
    for line in figures.iter_rows(min_row=6):
        code = line[0].value
        for cell in line[2:7]:
            if not cell.value:
                continue
            first = int(cell.hyperlink.location.split("!A")[1])
            behind = [counted.cell(first + offset, 1).value for offset in range(cell.value)]
            assert behind == [code] * cell.value
    assert "EL-COMO" in people["A2"].value


def test_every_sheet_says_project_day_and_version(package):
    book = _book(package[".xlsx"])

    for sheet in book:
        assert "CUP EL-COMO" in sheet["A2"].value
        assert "dati al 31/12/2021 · versione v01" in sheet["A3"].value


def test_manifest_and_zip_verify(package):
    said = json.loads(package["_manifesto.json"].read_text("utf-8"))

    assert said["dati_al"] == "2021-12-31"
    with zipfile.ZipFile(package[".zip"]) as zipped:
        assert zipped.testzip() is None
        names = zipped.namelist()
        assert names == sorted(names)
        for one in said["file"]:
            body = zipped.read(one["nome"])
            assert (len(body), hashlib.sha256(body).hexdigest()) == (one["byte"], one["sha256"])
        assert {entry.date_time for entry in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any("Olga" in names or "olga" in one["nome"] for one in said["file"])


def test_csv_opens_in_an_italian_spreadsheet(package):
    body = package["_destinatari.csv"].read_bytes()

    assert body.startswith(b"\xef\xbb\xbfcodice_partecipante;codice_fiscale;cognome;nome;")
    assert b";11/01/2021;" in body
    assert body.endswith(b"\r\n")
