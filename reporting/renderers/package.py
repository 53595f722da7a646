"""The package: every file of a report in one folder, and all of them in one zip."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.jobs.runner import Progress
from reporting.figures import ResultRow, Row
from reporting.files import Place, Written, weigh
from reporting.renderers import manifest
from reporting.renderers.csv import write_csv
from reporting.renderers.members import MemberSpool
from reporting.renderers.pdf import write_pdf
from reporting.renderers.xlsx import write_workbook
from reporting.reports.participants import Participants

PHASES = 5
# Files of the package carry this day: a zip knows no time zone and nothing before 1980.
DAY = (1980, 1, 1, 0, 0, 0)


def phase(number: int, words: str) -> str:
    """“Fase 2 di 5: indicatori”."""
    return _("Fase %(number)s di %(of)s: %(words)s") % {
        "number": number,
        "of": PHASES,
        "words": words,
    }


def write_package(
    content: Participants, place: Place, spool: MemberSpool, progress: Progress
) -> list[Written]:
    """Write every file of the report into the draft folder; the zip comes last."""
    progress(phase(3, _("foglio di calcolo e CSV")), 25)
    files = _tables(content, place, spool, progress)
    progress(phase(4, _("relazione in PDF")), 60)
    files.insert(0, _report(content, place, files))
    progress(phase(5, _("impronte e pacchetto")), 90)
    files += _manifests(content, place, files)
    return [*files, _zip(content, place, files)]


def _tables(
    content: Participants, place: Place, spool: MemberSpool, progress: Progress
) -> list[Written]:
    stem, folder = content.head.stem, place.draft
    most = max(content.account.total, 1)

    def tick(number: int) -> None:
        progress(phase(3, _("foglio di calcolo e CSV")), 25 + min(30, number * 15 // most))

    write_workbook(folder / "1", content, keep=spool.keep, tick=tick)
    write_csv(folder / "2", [column.name for column in content.columns], content.rows())
    _write_figures(folder / "3", content)
    _write_spending(folder / "spesa", content)
    _write_allowances(folder / "indennita", content)
    # Each table: its file, the end of its name, what it holds, whether people stand in it.
    tables = (
        ("1", ".xlsx", _("cifre con il dettaglio di chi è contato"), True),
        ("2", "_destinatari.csv", _("elenco dei destinatari"), True),
        ("3", "_indicatori.csv", _("indicatori per genere"), False),
        ("spesa", "_spesa.csv", _("spesa per partner e voce di costo"), False),
        ("indennita", "_indennita.csv", _("indennità pagate, mese per mese"), True),
    )
    return [
        weigh(folder / file, name=f"{stem}{end}", content=said, holds_people=people)
        for file, end, said, people in tables
    ]


def _write_figures(path: Path, content: Participants) -> None:
    heads = (
        "codice", "indicatore", "donne", "uomini", "non_binario", "non_disponibile", "totale",
        "non_noto", "base", "non_ancora_osservabile", "obiettivo", "percentuale_obiettivo",
    )  # fmt: skip
    rows = (
        (
            row.indicator.code,
            content.name_of(row.indicator),
            *row.cells.values(),
            row.unknown,
            *((row.base, row.waiting) if isinstance(row, ResultRow) else ("", "")),
            *_goal(content, row),
        )
        for row in content.figures
    )
    write_csv(path, heads, rows)


def _goal(content: Participants, row: Row) -> tuple[Any, Any]:
    """The target of a figure and how much of it was reached; nothing where there is none."""
    goal = content.goal_of(row.indicator)
    return (goal.wanted, goal.share) if goal else ("", "")


def _write_spending(path: Path, content: Participants) -> None:
    heads = (
        "partner", "voce", "voce_di_costo", "approvato", "rendicontato_prima", "periodo",
        "cumulato", "residuo", "percentuale",
    )  # fmt: skip
    rows = (
        (line.partner, line.code, line.item, line.approved, line.before, line.now,
         line.cumulative, line.residual, line.share)
        for _partner, items in content.money.groups
        for line in items
    )  # fmt: skip
    write_csv(path, heads, rows)


def _write_allowances(path: Path, content: Participants) -> None:
    heads = (
        "codice_partecipante", "partner", "tipo", "ospitante", "mese", "ore_previste", "ore_fatte",
        "percentuale", "indennita_mensile", "dovuto", "pagato", "pagato_il", "riferimento",
    )  # fmt: skip
    rows = (
        (row.code, row.partner, row.kind, row.host, f"{row.month:%m/%Y}", row.planned_hours,
         row.hours, row.share, row.agreed, row.due, row.paid, row.paid_on, row.reference)
        for row in content.placed.allowances
    )  # fmt: skip
    write_csv(path, heads, rows)


def _report(content: Participants, place: Place, files: Sequence[Written]) -> Written:
    path = place.draft / "4"
    write_pdf(path, content, files)
    return weigh(
        path,
        name=f"{content.head.stem}.pdf",
        content=_("relazione e tabelle"),
        holds_people=True,
    )


def _manifests(content: Participants, place: Place, files: Sequence[Written]) -> list[Written]:
    stem, folder = content.head.stem, place.draft
    names = (f"{stem}_manifesto.json", f"{stem}_manifesto.txt")
    manifest.write_json(folder / "5", content.head, files)
    manifest.write_text(folder / "6", content.head, files, name=names[1])
    words = (_("impronte, per i programmi"), _("impronte, da leggere"))
    return [
        weigh(folder / number, name=name, content=said, holds_people=False)
        for number, name, said in zip(("5", "6"), names, words, strict=True)
    ]


def _zip(content: Participants, place: Place, files: Sequence[Written]) -> Written:
    path = place.draft / "7"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for one in sorted(files, key=lambda file: file.name):
            entry = zipfile.ZipInfo(one.name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            with package.open(entry, "w") as target, one.path.open("rb") as source:
                while chunk := source.read(1 << 20):
                    target.write(chunk)
    return weigh(
        path,
        name=f"{content.head.stem}.zip",
        content=_("tutti i file"),
        holds_people=True,
        package=True,
    )
