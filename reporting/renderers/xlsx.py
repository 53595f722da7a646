"""The workbook: typed cells, the head on every sheet, figures linked to who stands behind."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Sheet, open_workbook
from reporting.figures import COLUMNS, GENDERS, Part, Row, percentage
from reporting.renderers.account_sheets import write_account, write_head
from reporting.reports.participants import CHUNK, Member, Participants

Tick = Callable[[int], None]


def write_workbook(
    path: Path, content: Participants, *, keep: Callable[[Member], None], tick: Tick
) -> None:
    """Write all sheets; `keep` is handed each member, `tick` the number of rows so far."""
    created = content.head.created.replace(tzinfo=None)
    with open_workbook(str(path), created=created, folder=str(path.parent)) as book:
        _properties(book, content, created)
        names = (
            _("Riepilogo"),
            _("Indicatori"),
            _("Risultati"),
            _("Spesa"),
            _("Personale"),
            _("Indennità"),
            _("Tirocini"),
            _("Destinatari"),
            _("Conteggi"),
            _("Incompleti"),
            _("Come si contano"),
        )
        summary, figures, results, *account, people, counted, incomplete, rules = (
            Sheet(book, one) for one in names
        )
        _summary(summary, content)
        _figures(figures, content, counted)
        _results(results, content, counted)
        write_account(account, content)
        _people(people, content, tick)
        _counted(counted, content, keep, tick)
        _incomplete(incomplete, content)
        _rules(rules, content)


def _properties(book: Any, content: Participants, created: datetime) -> None:
    head = content.head
    book.set_properties(
        {
            "title": f"{head.kind} – {head.project.code} {head.project.title}",
            "author": head.agency.name,
            "comments": _("Dati al %(day)s, versione %(version)s")
            % {"day": head.day, "version": head.version_label},
            "created": created,
        }
    )


def _summary(sheet: Sheet, content: Participants) -> None:
    write_head(sheet, content)
    sheet.columns((_("Voce"), _("Valore"), "", "", ""), (46, 18, 14, 14, 14), stay=False)
    for line in _facts(content):
        sheet.write(line)
    sheet.row += 1
    _goals(sheet, content)
    sheet.columns((_("Partner"), _("Ingressi"), _("Uscite")), (46, 18, 14), stay=False)
    for partner in content.partners:
        sheet.write(partner)


def _facts(content: Participants) -> tuple[tuple[str, Any], ...]:
    """What the summary says of the project, its people and its money."""
    head, project, account = content.head, content.project, content.account
    return (
        (_("Promotore"), project.programme.promoter.name),
        (_("Ente capofila"), project.lead.name),
        (_("Codice fiscale del capofila"), project.lead.tax_code or _("non indicato")),
        (_("Inizio del progetto"), project.starts_on),
        (_("Fine del progetto"), project.ends_on),
        (_("Dati al"), head.cut_off),
        (_("Versione"), head.version_label),
        (_("Comprende"), head.scope),
        (_("Partecipazioni, totale generale"), account.total),
        (_("con dati completi"), account.complete),
        (_("con dati mancanti"), account.incomplete),
        (_("uscite"), content.left),
        (_("Budget"), content.money.whole.approved),
        (_("Spesa cumulata"), content.money.whole.cumulative),
        (_("Spesa in questo periodo"), content.money.whole.now),
        (_("Contributo"), content.money.funding.contribution),
        (_("Cofinanziamento"), content.money.funding.cofinancing),
    )


def _goals(sheet: Sheet, content: Participants) -> None:
    if not content.goals:
        return
    heads = (_("Obiettivo"), _("Previsto"), _("Raggiunto"), _("Mancano"), "%")
    sheet.columns(heads, (46, 18, 14, 14, 14), stay=False)
    for goal in content.goals:
        sheet.write((goal.label, goal.wanted, goal.reached, goal.missing, goal.share))
    sheet.row += 1


def _figures(sheet: Sheet, content: Participants, counted: Sheet) -> None:
    write_head(sheet, content)
    heads = [_("Codice"), _("Indicatore"), *(str(part.label) for part in COLUMNS), _("Non noto"),
             _("Nota")]  # fmt: skip
    sheet.columns(heads, (12, 70, 11, 11, 11, 11, 11, 11, 60))
    starts = _starts(content)
    for row in content.account:
        sheet.cell(0, row.indicator.code)
        sheet.cell(1, content.name_of(row.indicator))
        for position, part in enumerate(COLUMNS):
            _figure(
                sheet,
                row,
                part,
                position + 2,
                f"'{counted.name}'!A{starts[row.indicator.code, part]}",
            )
        if row.indicator.unknown is not None:
            sheet.cell(7, row.unknown)
        if row.indicator.sample:
            sheet.cell(8, _("rilevato su un campione rappresentativo"))
        sheet.row += 1


def _results(sheet: Sheet, content: Participants, counted: Sheet) -> None:
    write_head(sheet, content)
    heads = [_("Codice"), _("Risultato"), _("Base"), *(str(part.label) for part in COLUMNS),
             _("% della base"), _("Da rilevare"), _("Non ancora osservabile"), _("Obiettivo"),
             _("% dell’obiettivo")]  # fmt: skip
    sheet.columns(heads, (12, 70, 11, 11, 11, 11, 11, 11, 11, 11, 14, 11, 11))
    starts = _starts(content)
    for row in content.results:
        code = row.indicator.code
        for position, value in enumerate((code, content.name_of(row.indicator), row.base)):
            sheet.cell(position, value)
        for position, part in enumerate(COLUMNS):
            _figure(sheet, row, part, position + 3, f"'{counted.name}'!A{starts[code, part]}")
        goal = content.goal_of(row.indicator)
        aims = (goal.wanted, goal.share) if goal else ()
        said = (percentage(row.total, row.base), row.unknown, row.waiting, *aims)
        for position, value in enumerate(said, len(COLUMNS) + 3):
            sheet.cell(position, value)
        sheet.row += 1


HEAD_ROWS = 5  # the three lines of the head, an empty one, the heads of the columns


def _starts(content: Participants) -> dict[tuple[str, Part], int]:
    # Members are written figure by figure and gender by gender, so a cell's list is one block.
    starts, line = {}, HEAD_ROWS + 1
    for row in content.figures:
        starts[row.indicator.code, Part.ALL] = line
        for part in GENDERS:
            starts[row.indicator.code, part] = line
            line += row.cells[part]
    return starts


def _figure(sheet: Sheet, row: Row, part: Part, column: int, to: str) -> None:
    number = row.cells[part]
    if number:
        sheet.link(column, number, to=to, tip=_("Chi è contato, e perché"))
    else:
        sheet.cell(column, 0)


def _people(sheet: Sheet, content: Participants, tick: Tick) -> None:
    write_head(sheet, content)
    heads = [_("N."), *(str(column.label) for column in content.columns)]
    sheet.columns(heads, (7, *(column.width for column in content.columns)))
    for number, row in enumerate(content.rows(), 1):
        sheet.write((number, *row))
        if number % CHUNK == 0:
            tick(number)


def _counted(
    sheet: Sheet, content: Participants, keep: Callable[[Member], None], tick: Tick
) -> None:
    write_head(sheet, content)
    heads = (_("Codice"), _("Genere"), _("Codice partecipante"), _("Perché conta"))
    sheet.columns(heads, (12, 16, 20, 110))
    for number, member in enumerate(content.members(), 1):
        line = (member.indicator.code, str(member.part.label), member.code, member.why)
        sheet.write(line)
        keep(member)
        if number % CHUNK == 0:
            tick(number)


def _incomplete(sheet: Sheet, content: Participants) -> None:
    write_head(sheet, content)
    heads = (_("Codice partecipante"), _("Ingresso"), _("Dato mancante"), _("Chi può completarlo"))
    sheet.columns(heads, (20, 14, 50, 50))
    for one in content.incomplete:
        sheet.write((one.code, one.entry_on, "; ".join(one.missing), one.who))


def _rules(sheet: Sheet, content: Participants) -> None:
    write_head(sheet, content)
    sheet.columns((_("Codice"), _("Indicatore"), _("Fonte")), (12, 80, 70))
    for line in rules_of(content):
        sheet.write(line)


def rules_of(content: Participants) -> Iterator[tuple[str, str, str]]:
    """Code, name in the words of the regulation, source, of each figure."""
    for row in content.figures:
        one = row.indicator
        yield one.code, content.name_of(one), str(one.source)
