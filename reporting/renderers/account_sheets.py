"""The sheets of the money and of the placements; an amount leads to the rows it is the sum of."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.sheets import Month, Sheet
from core.ui.words import say_percent
from projects.costs import ALLOWANCES, FLAT_ITEM, STAFF
from projects.spending import scheme_of
from reporting.reports.money import Money, SpendingLine
from reporting.reports.participants import Participants


def write_head(sheet: Sheet, content: Participants) -> None:
    """The facts at the head of every sheet."""
    sheet.lines(*content.head.lines)
    sheet.row += 1


def write_account(sheets: Sequence[Sheet], content: Participants) -> None:
    """Spending, staff, allowances, placements: four sheets, in this order."""
    spending, staff, allowances, placements = sheets
    _spending(spending, content, {**dict.fromkeys(STAFF, staff), ALLOWANCES: allowances})
    _staff(staff, content)
    _allowances(allowances, content)
    _placements(placements, content)


def _spending(sheet: Sheet, content: Participants, behind: dict[str, Sheet]) -> None:
    write_head(sheet, content)
    money = content.money
    heads = (
        _("Partner"), _("Voce"), _("Voce di costo"), _("Approvato"), _("Rendicontato prima"),
        _("In questo periodo"), _("Cumulato"), _("Residuo"), "%", _("Da dove viene"),
    )  # fmt: skip
    sheet.columns(heads, (34, 8, 40, 15, 18, 18, 15, 15, 9, 18))
    scheme = scheme_of(content.account.call)
    flat = FLAT_ITEM.get(scheme.kind)
    formula = _("Personale × %(rate)s") % {"rate": say_percent(scheme.flat_rate * 100)}
    for line in money.lines:
        _amounts(sheet, line, line.partner, line.item or _("Totale del partner"))
        if line.code == flat and line.cumulative:
            # The cell after the amounts of the line just written.
            sheet.sheet.write_string(sheet.row - 1, 9, formula)
        elif line.code in behind and line.cumulative:
            to = behind[line.code].name
            sheet.sheet.write_url(sheet.row - 1, 9, f"internal:'{to}'!A1", sheet.linked, to)
    _amounts(sheet, money.whole, _("Totale del progetto"), "")
    _payers(sheet, money)


def _payers(sheet: Sheet, money: Money) -> None:
    sheet.row += 1
    for label, amount in (
        (_("Spesa ammissibile cumulata"), money.whole.cumulative),
        (_("Contributo"), money.funding.contribution),
        (_("Cofinanziamento"), money.funding.cofinancing),
    ):
        sheet.write((label, "", "", amount))
    sheet.lines(money.funding.why)


def _amounts(sheet: Sheet, line: SpendingLine, partner: str, item: str) -> None:
    sheet.write(
        (
            partner, line.code, item, line.approved, line.before, line.now, line.cumulative,
            line.residual, line.share,
        )
    )  # fmt: skip


def _staff(sheet: Sheet, content: Participants) -> None:
    write_head(sheet, content)
    heads = (_("Partner"), _("Persona"), _("Voce"), _("Mese"), _("Ore"), _("Costo orario"),
             _("Importo"), _("Come si ottiene il costo orario"))  # fmt: skip
    sheet.columns(heads, (24, 28, 8, 12, 10, 13, 14, 60))
    for line in content.money.staff:
        sheet.write((line.agency, line.member, line.item, Month.of(line.month), line.hours,
                     line.rate, line.amount, line.why))  # fmt: skip
    sheet.write((_("Totale"), "", "", "", "", "", content.money.staff_total))


def _allowances(sheet: Sheet, content: Participants) -> None:
    write_head(sheet, content)
    heads = (_("Codice partecipante"), _("Partner"), _("Tipo"), _("Ospitante"), _("Mese"),
             _("Ore previste"), _("Ore fatte"), "%", _("Indennità mensile"), _("Dovuto"),
             _("Pagato"), _("Pagato il"), _("Riferimento"))  # fmt: skip
    sheet.columns(heads, (18, 18, 30, 28, 12, 12, 11, 8, 16, 12, 12, 12, 24))
    for row in content.placed.allowances:
        sheet.write((row.code, row.partner, row.kind, row.host, Month.of(row.month),
                     row.planned_hours, row.hours, row.share, row.agreed, row.due, row.paid,
                     row.paid_on, row.reference))  # fmt: skip
    sheet.write((_("Totale"), *[""] * 9, content.placed.paid))


def _placements(sheet: Sheet, content: Participants) -> None:
    write_head(sheet, content)
    heads = (_("Codice partecipante"), _("Tipo"), _("Partner"), _("Ospitante"),
             _("Codice dell’ospitante"), _("Settore"), _("Dipendenti"), _("Comune"), _("Inizio"),
             _("Fine prevista"), _("Finito il"), _("Ore settimanali"), _("Indennità mensile"),
             _("Comunicazione obbligatoria"), _("Stato"), _("Esito"))  # fmt: skip
    sheet.columns(heads, (18, 30, 18, 28, 18, 26, 11, 20, 12, 12, 12, 12, 16, 22, 14, 30))
    for row in content.placed.placements:
        sheet.write((row.code, row.kind, row.partner, row.host, row.host_code, row.sector,
                     row.employees, row.municipality, row.starts_on, row.ends_on, row.ended_on,
                     row.weekly_hours, row.monthly_allowance, row.notice, row.state,
                     row.outcome))  # fmt: skip
