"""The PDF: archival and tagged (variant pdf/a-3a), with the workbook attached.

The claim is what the engine writes; no conformance checker has confirmed it (docs/decisions).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from weasyprint import HTML, Attachment

from core.sheets import XLSX
from reporting.figures import COLUMNS, Row, percentage
from reporting.files import Written
from reporting.indicators import COMPLETE, TOTAL
from reporting.renderers.paper import BASE, OwnPapers
from reporting.renderers.xlsx import rules_of
from reporting.reports.columns import fields_of
from reporting.reports.flow import draw
from reporting.reports.head import software
from reporting.reports.participants import Participants

# One tagged row of fourteen cells costs 0.4 MB and 17 ms (1,980 rows: 920 MB, 36 s): longer lists
# stand in the workbook only.
MOST_ROWS = 1000
# What the printed list shows: pseudonymous codes, no name, no tax code.
LISTED = (
    "codice_partecipante", "genere", "eta", "residenza", "isced", "stato_fse", "lunga_durata",
    "vulnerabilita", "data_ingresso", "data_uscita", "motivo_uscita", "partner", "completo",
)  # fmt: skip
CENTRED = {"eta", "isced", "lunga_durata", "vulnerabilita", "completo"}


@dataclass(frozen=True)
class Section:
    """A part of the document: its place, its title, the template that prints it."""

    number: int
    anchor: str
    title: str
    template: str


# In the order of the document; the titles are those of the contents, too.
SECTIONS = (
    ("sintesi", "Sintesi", "_summary"),
    ("output", "Indicatori di output", "_figures"),
    ("risultati", "Indicatori di risultato", "_results"),
    ("spesa", "Spesa e cofinanziamento", "_spending"),
    ("indennita", "Indennità ai destinatari", "_allowances"),
    ("tirocini", "Tirocini ed esiti", "_placements"),
    ("elenco", "Elenco dei destinatari", "_list"),
    ("incompleti", "Record incompleti", "_incomplete"),
    ("regole", "Come si contano", "_rules"),
    ("manifesto", "Manifesto dei file", "_manifest"),
)


def sections() -> list[Section]:
    """The parts of the document, numbered."""
    return [
        Section(number, anchor, title, f"reporting/print/{template}.html")
        for number, (anchor, title, template) in enumerate(SECTIONS, 1)
    ]


@dataclass(frozen=True)
class Cell:
    """One printed cell."""

    name: str
    text: str
    is_missing: bool

    @property
    def css(self) -> str:
        """How it stands: centred, a date on one line, or a missing answer in bold."""
        words = ["c"] if self.name in CENTRED else ["d"] if self.name.startswith("data_") else []
        return " ".join([*words, *(["forte"] if self.is_missing else [])])


def write_pdf(path: Path, content: Participants, files: Sequence[Written]) -> None:
    """Lay out and write the document; `files` are the package's files written before."""
    html = render_to_string("reporting/print/report.html", _context(content, files))
    workbook = next(one for one in files if one.name.endswith(".xlsx"))
    fetcher = OwnPapers(attached=(workbook.path, XLSX))
    attached = Attachment(
        url=f"{BASE}attached",
        url_fetcher=fetcher,
        name=workbook.name,
        description=workbook.content,
        relationship="Data",
        # Without fixed dates the moment of writing would get into the bytes.
        created=content.head.created,
        modified=content.head.created,
    )
    document = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
    document.write_pdf(str(path), pdf_variant="pdf/a-3a", attachments=[attached])


def _context(content: Participants, files: Sequence[Written]) -> dict[str, Any]:
    parts, head = sections(), content.head
    return {
        "content": content,
        "sections": parts,
        "numbers": {one.anchor: one.number for one in parts},
        "head": head,
        "project": head.project,
        "call": content.account.call,
        "rules": list(rules_of(content)),
        "requirements": [str(one.label) for one in content.frame.requirements],
        "files": files,
        "files_size": sum(one.size for one in files),
        "software": software(),
        "created": head.created.isoformat(),
        **_figures(content),
        **_lists(content),
        **_money(content),
    }


def _figures(content: Participants) -> dict[str, Any]:
    """The tables and the chart of the indicators."""
    account, head = content.account, content.head
    return {
        "account": account,
        "columns": COLUMNS,
        "groups": list(_groups(content)),
        "results": list(_results(content)),
        "totals": [
            (account[one.code], [account[one.code].cells[part] for part in COLUMNS])
            for one in (COMPLETE, TOTAL)
        ],
        "sampled": [row.indicator.code for row in account if row.indicator.sample],
        "unknowns": [row for row in account if row.unknown],
        "complete_share": percentage(account.complete, account.total),
        "reached_share": percentage(account.total, head.project.people_target),
        "chart": draw(
            list(content.quarters),
            target=head.project.people_target if head.is_whole else 0,
            title=_chart_title(content),
        ),
    }


def _lists(content: Participants) -> dict[str, Any]:
    """The list of participants, where it is short enough for paper."""
    is_short = content.account.total <= MOST_ROWS
    return {
        "listed": [column for column in content.columns if column.name in LISTED],
        "centred": CENTRED,
        "rows": list(_rows(content)) if is_short else None,
        "most_rows": MOST_ROWS,
    }


def _money(content: Participants) -> dict[str, Any]:
    """Spending with its chart, allowances, placements."""
    bars = list(_bars(content))
    return {
        "money": content.money,
        "placed": content.placed,
        "bars": bars,
        "bars_height": len(bars) * BAR_STEP,
    }


def _groups(content: Participants) -> Iterator[tuple[str, list[tuple[Row, str, list[int]]]]]:
    """The indicators by group, each with its name and its cells in the columns' order."""
    titles = {
        "employment_status": _("Condizione occupazionale"),
        "age": _("Età"),
        "education": _("Titolo di studio"),
        "household": _("Condizione familiare"),
        "disadvantage": _("Condizioni dichiarate (una persona può averne più d’una)"),
        "housing": _("Abitazione"),
        "territory": _("Territorio"),
        "total": _("Totale"),
    }
    shown = [row for row in content.account if row.indicator.code in content.names]
    for group, rows in groupby(shown, key=lambda row: content.names[row.indicator.code][1]):
        lines = [
            (row, content.name_of(row.indicator), [row.cells[part] for part in COLUMNS])
            for row in rows
        ]
        yield titles.get(group, ""), lines


def _results(content: Participants) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """The results by when they are observed: row, name, cells, share of the base, target."""
    titles = {False: _("Entro quattro settimane dall’uscita"), True: _("Sei mesi dopo l’uscita")}
    for is_later, title in titles.items():
        yield (
            title,
            [
                (
                    row,
                    content.name_of(row.indicator),
                    [row.cells[part] for part in COLUMNS],
                    percentage(row.total, row.base),
                    content.goal_of(row.indicator),
                )
                for row in content.results
                if row.is_later == is_later
            ],
        )


@dataclass(frozen=True)
class Bar:
    """One partner's approved and spent amounts, drawn to the same scale."""

    partner: str
    approved: Decimal
    spent: Decimal
    y: int
    approved_width: float
    spent_width: float


# The drawing, in its own units: room for names at the left and for amounts at the right.
BAR_STEP, BAR_ROOM = 44, 900


def _bars(content: Participants) -> Iterator[Bar]:
    partners = [partner for partner, _items in content.money.groups]
    most = max((max(one.approved, one.cumulative) for one in partners), default=Decimal(0))
    for number, one in enumerate(partners):
        wide = [
            round(float(amount / most) * BAR_ROOM, 1) if most else 0.0
            for amount in (one.approved, one.cumulative)
        ]
        yield Bar(one.brief, one.approved, one.cumulative, number * BAR_STEP, wide[0], wide[1])


def _rows(content: Participants) -> Iterator[list[Cell]]:
    columns = [column for column in content.columns if column.name in LISTED]
    wanted = {"eta": "age", "isced": "education", "stato_fse": "employment", "genere": "gender"}
    required = {one.name for one in content.frame.requirements}
    for row in content.values(fields_of(tuple(columns))):
        cells = []
        for column in columns:
            need = wanted.get(column.name)
            lacking = need in required and row[f"lacks_{need}"]
            value = column.read(row, content.frame)
            text = _("manca") if lacking else _printed(value)
            cells.append(Cell(column.name, text, bool(lacking)))
        yield cells


def _printed(value: Any) -> str:
    if value is None or value == "":
        return "–"
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)


def _chart_title(content: Participants) -> str:
    points = "; ".join(
        _("%(when)s: ingressi %(entered)s, uscite %(left)s")
        % {"when": one.label, "entered": one.entered, "left": one.left}
        for one in content.quarters
    )
    return _("Ingressi e uscite cumulati alla fine di ogni trimestre. %(points)s.") % {
        "points": points
    }
