"""What a project promised beside what it reached: on its page, in the PDF, in the workbook."""

import csv
import io
import re
from datetime import date

import openpyxl
import pypdf
import pytest
from django.template.loader import render_to_string

from projects.models import Project, Target
from reporting.reports.flow import draw, flow
from tests import stage
from tests.acting import client_of
from tests.cast import COMO
from tests.makers import make_exit, make_participation, make_person, make_result

# The PDF engine leaves its colour profile open.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")
# Two unemployed people left, one works, and four were promised: 50 % of the base, 25 % of four.
WORKING, PROMISED = "CR04", 4


@pytest.fixture
def promised(transactional_db) -> None:
    """Three people of thirty, of whom two left and one works; targets of two indicators."""
    with stage.owner_hands() as alias:
        project = Project.objects.using(alias).get(code=COMO)
        for code, value in ((WORKING, PROMISED), ("CO01", 12)):
            Target.objects.using(alias).create(project=project, indicator=code, value=value)
    make_result(make_exit())
    make_exit(make_participation(make_person()))
    make_participation(make_person())


def row_of(page: str, code: str) -> list[str]:
    """The cells of a figure on the project's page, without marks."""
    (row,) = re.findall(rf"<tr[^>]*><th[^>]*><span[^>]*>{code}</span>.*?</tr>", page, re.DOTALL)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [re.sub(r"<.*", "", re.sub(r"^<a[^>]*>", "", cell)) for cell in cells]


def results_sheet(path) -> dict[str, dict[str, object]]:
    """The sheet of the results: code to heads to values."""
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Risultati"]
    heads = [cell.value for cell in sheet[5]]
    rows = (dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(6, values_only=True))
    return {row["Codice"]: row for row in rows}


def words_of(path) -> str:
    """The words of a document, a space between each."""
    pages = pypdf.PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_page_shows_the_targets_beside_the_figures(promised, olga, piero):
    page = client_of(olga).get(f"/progetti/{COMO}/").content.decode()
    theirs = client_of(piero).get(f"/progetti/{COMO}/").content.decode()

    assert row_of(page, WORKING)[-1] == str(PROMISED)
    assert row_of(page, "CO01")[-1] == "12"
    # The drawings, each with its numbers in a table; a partner's figures are not the project's.
    assert "Indicatori: raggiunti e obiettivo" in page
    assert "Risultati: raggiunti e obiettivo" in page
    assert "raggiunti e obiettivo" not in theirs


@pytest.mark.slow
def test_workbook_and_document_show_target_and_share_reached(promised, prepared, olga):
    files = prepared(olga)

    results, words = results_sheet(files[".xlsx"]), words_of(files[".pdf"])
    with files["_indicatori.csv"].open(encoding="utf-8-sig", newline="") as file:
        told = {line["codice"]: line for line in csv.DictReader(file, delimiter=";")}
    aims = ("base", "obiettivo", "percentuale_obiettivo")
    assert [told[WORKING][name] for name in aims] == ["2", "4", "25,0"]
    assert [told["CO01"][name] for name in aims] == ["", "12", "25,0"]
    assert [told["CR01"][name] for name in aims[1:]] == ["", ""]
    row = results[WORKING]
    assert (row["Base"], row["Totale"], row["% della base"]) == (2, 1, 50)
    assert (row["Obiettivo"], row["% dell’obiettivo"]) == (PROMISED, 25)
    assert (results["CR01"]["Obiettivo"], results["CR01"]["% dell’obiettivo"]) == (None, None)
    # Base, four genders, total, share of the base, target, share of the target.
    assert re.search(r"CR04 .{20,200}? 2 1 0 0 0 1 50,0 % 4 25,0 %", words)
    # The table of the summary: target, reached, share; people against the thirty of the project.
    assert re.search(r"CR04 4 1 25,0 %", words)
    assert re.search(r"CO01 12 3 25,0 %", words)
    assert re.search(r"totale 30 3 10,0 %", words)
    # The line of the target in the chart.
    assert "obiettivo 30" in words


@pytest.mark.slow
def test_a_partner_s_own_figures_stand_beside_no_target_of_the_project(promised, prepared, piero):
    files = prepared(piero)

    row, words = results_sheet(files[".xlsx"])[WORKING], words_of(files[".pdf"])
    assert (row["Obiettivo"], row["% dell’obiettivo"]) == (None, None)
    assert "obiettivo 30" not in words


def test_the_chart_draws_the_target_where_there_is_one():
    shown = flow(date(2021, 1, 1), date(2021, 6, 30), [(date(2021, 2, 1), None)])

    with_it, without = (
        render_to_string(
            "reporting/print/_flow.html", {"chart": draw(shown, target=target, title="Ingressi")}
        )
        for target in (4, 0)
    )

    assert with_it.count("<rect") == without.count("<rect")
    assert re.search(r"<line [^>]*stroke-dasharray[^>]*/><text [^>]*>obiettivo 4</text>", with_it)
    assert "obiettivo" not in without
    assert "stroke-dasharray" not in without


def test_report_of_an_empty_project_says_so(prepared, olga):
    words = words_of(prepared(olga)[".pdf"])

    assert "Nessun ingresso è ancora registrato." in words
    assert "Nessuna persona è entrata nel progetto" in words
