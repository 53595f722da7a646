"""A page with a table of records is a list with its tools, or says here why it is none."""

import re
from pathlib import Path

from tests.house.test_shape import ROOT
from tests.house.test_templates import templates, whole

TABLE = re.compile(r"<c-table|<table")
FIGURES = "figures of a report or a project: its package holds them, as sheet and as PDF"
FORM = "a form: what is typed is no list yet"
PART = "a part of one record's page: the page of its rows, or of the record, is the list"
OWN = "one's own, few, and of no use elsewhere"
# Each template with a table that no list page draws, and why it has no sheet and no paper.
NO_LIST = {
    "beneficiaries/_plan_hours.html": PART,
    "beneficiaries/_compared.html": "two assessments of one person beside each other",
    "beneficiaries/_plan_compared.html": "two versions of one plan beside each other",
    "beneficiaries/_two_records.html": "two records beside each other, to choose from",
    "beneficiaries/_shown_assessment.html": PART,
    "beneficiaries/assessment.html": PART,
    "beneficiaries/_home_accesses.html": "the first of a list that has the tools",
    "beneficiaries/_home_figures.html": "counts, each of which opens its list",
    "beneficiaries/_team_table.html": "on the home: the first columns of a list with the tools",
    "beneficiaries/drafts.html": OWN,
    "beneficiaries/hand_over.html": FORM,
    "help.html": "the table of who may do what, printed as a page",
    "mfa/webauthn/authenticator_list.html": OWN,
    "usersessions/usersession_list.html": OWN,
    "allauth/elements/table.html": "of the sign-in library",
    "placements/_changes.html": "what changed in one record",
    "placements/_drafts.html": OWN,
    "placements/_panel_registers.html": PART,
    "placements/_register_corrections.html": PART,
    "placements/_register_days.html": "one month of attendance: it has its paper sheet",
    "placements/_signatures.html": PART,
    "placements/_week_table.html": FORM,
    "placements/host.html": "the tutors of one host; its placements are a list with the tools",
    "placements/pay.html": FORM,
    "placements/validate.html": FORM,
    "projects/_my_month_table.html": "one's own month, with a paper of its own",
    "projects/budget.html": FORM,
    "projects/diary_days.html": "days and minutes of one cell of the sheet of hours",
    "projects/hours.html": FORM,
    "projects/spending.html": FIGURES,
    "reporting/_figures_table.html": FIGURES,
    "reporting/_files.html": "files, each to be taken",
    "reporting/_home_projects.html": "the projects of a list that has the tools, with figures",
    "reporting/_indicators.html": FIGURES,
    "reporting/_line_days.html": PART,
    "reporting/_money.html": FIGURES,
    "reporting/_placed.html": FIGURES,
    "reporting/_results.html": FIGURES,
    "reporting/differences.html": "what differs from the version before: figures open lists",
    "reporting/how.html": "how the figures are counted: text",
    "reporting/verify.html": "files against their hashes",
    "ui/_chart_table.html": "the numbers of a drawing",
    "ui/_gallery_figures.html": "the gallery of the developers",
    "ui/table.html": "the table of the library, which is not used",
}


def page_of(path: Path) -> str:
    """A template by the name it is asked for."""
    return str(path.relative_to(ROOT / "templates"))


def test_each_page_with_a_table_of_records_has_the_tools_or_says_why_not():
    on_screen = [
        path
        for path in templates()
        if path.is_relative_to(ROOT / "templates")
        and path.relative_to(ROOT / "templates").parts[0] not in ("cotton", "lists")
        and "print" not in path.parts
    ]
    drawn = {page_of(path) for path in on_screen if TABLE.search(path.read_text())}
    lists = {page_of(path) for path in on_screen if 'extends "lists/page.html"' in path.read_text()}
    # A part that only list pages include is theirs.
    of_lists = {
        part
        for part in drawn
        if (users := {page_of(one) for one in on_screen if f'"{part}"' in one.read_text()})
        and users <= lists
    }

    without = drawn - lists - of_lists

    assert without - NO_LIST.keys() == set(), "make it a ListPage, or write here why it is none"
    assert NO_LIST.keys() - without == set(), "these are lists by now, or have no table any more"


def test_a_page_that_shows_the_tools_of_a_list_is_one():
    shows = [path for path in templates() if '"lists/_tools.html"' in path.read_text()]

    assert {page_of(path) for path in shows} == {
        "beneficiaries/agenda.html", "beneficiaries/dues.html", "lists/page.html",
    }  # fmt: skip
    assert all("list" in whole(path) for path in shows)
