"""The files read back: Italian words, typed cells, no formula, no name where none belongs."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, datetime

import openpyxl
import pypdf
import pytest

from reporting.renderers.csv import tamed
from reporting.renderers.paper import BASE, OwnPapers
from tests.makers import make_exit, make_participation, make_person

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


def _book(path) -> openpyxl.Workbook:
    # By its bytes: a stored file has no name that says what it is.
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def _words(path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_pdf_is_tagged_italian_and_carries_the_workbook(prepared, olga):
    make_exit()
    files = prepared(olga)

    document = pypdf.PdfReader(files[".pdf"])
    root = document.trailer["/Root"]
    words = _words(files[".pdf"])
    assert root["/Lang"] == "it"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part" in root["/Metadata"].get_data()
    for said in ("1. Sintesi", "Indicatori di output", "Elenco dei destinatari", "Manifesto"):
        assert said in words
    assert "EL-COMO-0001" in words
    (attached,) = document.attachments.items()
    assert attached[0].endswith(".xlsx")
    assert attached[1][0] == files[".xlsx"].read_bytes()


def test_pdf_uses_our_fonts_only(prepared, olga):
    make_participation(make_person(last_name="Rossi"))

    document = pypdf.PdfReader(prepared(olga)[".pdf"])

    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("-")[0] for name in fonts} == {"Titillium", "Roboto"}


def test_pdf_holds_no_name_and_no_tax_code(prepared, olga):
    person = make_person(last_name="Zucchelcanarino", first_name="Ermenegilda")
    make_participation(person)

    words = _words(prepared(olga)[".pdf"])

    for personal in ("Zucchelcanarino", "Ermenegilda", person.identifier):
        assert personal not in words


def test_nothing_of_another_agency_is_in_any_file(prepared, olga, nora):
    stranger = make_person(by=nora, last_name="CANARINOALTRUI")
    from projects.models import Project
    from tests.cast import ELSEWHERE

    make_participation(stranger, by=nora, project=Project.objects.get(code=ELSEWHERE))
    make_participation()
    files = prepared(olga)

    with zipfile.ZipFile(files[".xlsx"]) as book:
        inside = b"".join(book.read(name) for name in book.namelist())
    everything = inside + b"".join(
        path.read_bytes() for end, path in files.items() if end not in (".xlsx", ".zip")
    )
    assert b"CANARINOALTRUI" not in everything
    assert "CANARINOALTRUI" not in _words(files[".pdf"])


def test_hostile_names_stay_texts_in_every_file(prepared, olga):
    for name in HOSTILE:
        make_participation(make_person(last_name=name))

    files = prepared(olga)

    cells = {cell.value: cell for row in _book(files[".xlsx"])["Destinatari"].rows for cell in row}
    assert {cells[name].data_type for name in HOSTILE} == {"s"}
    with files["_destinatari.csv"].open(encoding="utf-8-sig", newline="") as file:
        names = [row["cognome"] for row in csv.DictReader(file, delimiter=";")]
    assert names == [tamed(name) for name in HOSTILE]
    assert "root:" not in _words(files[".pdf"])


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


def test_workbook_cells_are_typed_and_figures_lead_to_who_stands_behind(prepared, olga):
    make_exit(make_participation(make_person(birth_date=date(1980, 5, 5))))
    make_participation()

    book = _book(prepared(olga)[".xlsx"])

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


def test_every_sheet_says_project_day_and_version(prepared, olga):
    book = _book(prepared(olga)[".xlsx"])

    for sheet in book:
        assert "CUP EL-COMO" in sheet["A2"].value
        assert "dati al 31/12/2021 · versione v01" in sheet["A3"].value


def test_manifest_and_zip_verify(prepared, olga):
    make_participation()
    files = prepared(olga)

    said = json.loads(files["_manifesto.json"].read_text("utf-8"))

    assert said["dati_al"] == "2021-12-31"
    with zipfile.ZipFile(files[".zip"]) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names == sorted(names)
        for one in said["file"]:
            body = package.read(one["nome"])
            assert (len(body), hashlib.sha256(body).hexdigest()) == (one["byte"], one["sha256"])
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any("Olga" in names or "olga" in one["nome"] for one in said["file"])


def test_csv_opens_in_an_italian_spreadsheet(prepared, olga):
    make_participation()

    body = prepared(olga)["_destinatari.csv"].read_bytes()

    assert body.startswith(b"\xef\xbb\xbfcodice_partecipante;codice_fiscale;cognome;nome;")
    assert b";11/01/2021;" in body
    assert body.endswith(b"\r\n")


def test_report_of_an_empty_project_says_so(prepared, olga):
    words = _words(prepared(olga)[".pdf"])

    assert "Nessun ingresso è ancora registrato." in words
    assert "Nessuna persona è entrata nel progetto" in words
