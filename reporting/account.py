"""The money and the placements of a prepared package as its page shows them.

Every amount is a sum of rows frozen with the package (`MoneyMember`), never of today's data; its
address names the column, the partner and the item, and opens exactly those rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Min, Sum, When
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.money import ZERO, percent_of, total
from placements.enums import Outcome, PlacementKind
from placements.sheets import say_month
from reporting.enums import MoneyColumn, MoneyPart
from reporting.models import FundingReport

# How the address names what belongs to the whole project and to no one partner.
WHOLE = "progetto"
# … and an ended placement of which nobody said what came of it.
NO_OUTCOME = "non-indicato"
SHOWN = (
    MoneyColumn.APPROVED,
    MoneyColumn.BEFORE,
    MoneyColumn.NOW,
    MoneyColumn.CUMULATIVE,
    MoneyColumn.RESIDUAL,
)
Sums = dict[MoneyPart, Decimal]


@dataclass(frozen=True)
class Line:
    """One line of the table: what it is of, its amounts with their addresses."""

    label: str
    # "partner", "sub" or "total".
    kind: str
    cells: tuple[tuple[MoneyColumn, Decimal, str], ...]

    @property
    def percent(self) -> Decimal | None:
        """Spent in hundredths of approved; none where nothing was."""
        amounts = {column: amount for column, amount, _url in self.cells}
        return percent_of(amounts[MoneyColumn.CUMULATIVE], amounts[MoneyColumn.APPROVED])


@dataclass(frozen=True)
class Month:
    """The allowances of one month of presence."""

    label: str
    people: int
    planned: Decimal
    hours: Decimal
    amount: Decimal
    url: str


@dataclass(frozen=True)
class Counted:
    """A number of placements and the list it counts."""

    label: str
    cells: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class MoneyTables:
    """What the page of a report shows of its money and placements."""

    lines: list[Line]
    payers: list[tuple[str, Decimal, str, str]]
    months: list[Month]
    # The sum of these months.
    paid: Month
    kinds: list[Counted]
    outcomes: list[Counted]


def tables_of(report: FundingReport) -> MoneyTables:
    """The tables of a report; all of them empty where it was never prepared."""
    rows, months, placed = _sums(report), _months(report), _placed(report)
    return MoneyTables(
        lines=list(_lines(report, rows)),
        payers=_payers(report),
        months=months,
        paid=_paid(report, months),
        kinds=_kinds(report, placed),
        outcomes=_outcomes(report, placed),
    )


def address(report: FundingReport, column: MoneyColumn, **filters: str) -> str:
    """The list that a figure is the sum of."""
    url = reverse("reporting:euros", args=[report.pk, column.value])
    chosen = {name: value for name, value in filters.items() if value}
    return f"{url}?{urlencode(chosen)}" if chosen else url


# --- spending -----------------------------------------------------------------------------------

PAYERS = (MoneyPart.CONTRIBUTION, MoneyPart.COFINANCING)


@dataclass(frozen=True)
class _Key:
    """Partner and item, as the address and the page name them."""

    partner: str
    name: str
    item: str
    label: str


def _sums(report: FundingReport) -> dict[_Key, Sums]:
    """Partner and item by their place in the account, each with the sum of each part."""
    named = ("partner__code", "partner__name", "item_id", "item__label", "part")
    found = report.euros.exclude(part__in=PAYERS).order_by().values(*named)
    rows: dict[_Key, Sums] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for row in found.annotate(sum=Sum("amount"), first=Min("number")).order_by("first"):
        key = _Key(
            row["partner__code"] or WHOLE,
            row["partner__name"] or _("Intero progetto"),
            row["item_id"],
            row["item__label"],
        )
        rows[key][MoneyPart(row["part"])] += row["sum"]
    return rows


def _lines(report: FundingReport, rows: dict[_Key, Sums]) -> Iterator[Line]:
    partners = dict.fromkeys((key.partner, key.name) for key in rows)
    for partner, name in partners:
        own = {key: sums for key, sums in rows.items() if key.partner == partner}
        yield _line(report, own.values(), label=name, kind="partner", partner=partner)
        for key, sums in own.items():
            label = f"{key.item} {key.label}"
            yield _line(report, [sums], label=label, kind="sub", partner=partner, item=key.item)
    if len(partners) > 1:
        yield _line(report, rows.values(), label=_("Totale"), kind="total")


def _line(
    report: FundingReport,
    sums: Iterable[Sums],
    *,
    label: str,
    kind: str,
    partner: str = "",
    item: str = "",
) -> Line:
    kept = list(sums)
    cells = tuple(
        (column, _amount(column, kept), address(report, column, partner=partner, voce=item))
        for column in SHOWN
    )
    return Line(label, kind, cells)


def _amount(column: MoneyColumn, sums: list[Sums]) -> Decimal:
    return total(
        -one[part] if part in column.taken_off else one[part]
        for one in sums
        for part in column.parts
    )


def _payers(report: FundingReport) -> list[tuple[str, Decimal, str, str]]:
    """Who pays: label, amount, how it comes about, address."""
    rows = report.euros.filter(part__in=PAYERS).order_by("number")
    return [
        (
            str(row.part_now.label),
            row.amount,
            row.why,
            address(report, MoneyColumn[row.part]),
        )
        for row in rows
    ]


# --- allowances and placements ------------------------------------------------------------------


def _months(report: FundingReport) -> list[Month]:
    found: Any = report.euros.allowances().order_by().values("month")
    rows = found.annotate(
        people=Count("participation", distinct=True),
        planned=Sum("planned_hours"),
        done=Sum("hours"),
        sum=Sum("amount"),
    )
    return [
        Month(
            say_month(row["month"]),
            row["people"],
            row["planned"] or ZERO,
            row["done"] or ZERO,
            row["sum"],
            address(report, MoneyColumn.CUMULATIVE, voce="C", mese=f"{row['month']:%Y-%m}"),
        )
        for row in rows.order_by("month")
    ]


def _paid(report: FundingReport, months: list[Month]) -> Month:
    return Month(
        _("Totale"),
        0,
        total(one.planned for one in months),
        total(one.hours for one in months),
        total(one.amount for one in months),
        address(report, MoneyColumn.CUMULATIVE, voce="C"),
    )


# Kind, whether it is over, its outcome.
Placed = Counter[tuple[str, bool, str]]


def _placed(report: FundingReport) -> Placed:
    """How many placements of each kind, over or not, with each outcome; in one statement."""
    is_over = Case(When(ended_on=None, then=False), default=True)
    rows = report.placed.order_by().values_list("kind", is_over, "outcome")
    counted = rows.annotate(number=Count("pk"))
    return Counter({(kind, over, outcome): number for kind, over, outcome, number in counted})


def _kinds(report: FundingReport, placed: Placed) -> list[Counted]:
    """Kind by kind: begun, under way, over."""
    begun: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for (kind, is_over, _outcome), number in placed.items():
        begun[kind] += number
        ended[kind] += number if is_over else 0
    url = reverse("reporting:placed", args=[report.pk])
    return [
        Counted(
            str(PlacementKind(kind).label),
            (
                (_("Iniziati"), number, _chosen(url, tipo=kind)),
                (_("In corso"), number - ended[kind], _chosen(url, tipo=kind, finiti="no")),
                (_("Finiti"), ended[kind], _chosen(url, tipo=kind, finiti="si")),
            ),
        )
        for kind, number in sorted(begun.items())
    ]


def _outcomes(report: FundingReport, placed: Placed) -> list[Counted]:
    """What came of those that are over."""
    told: Counter[str] = Counter()
    for (_kind, is_over, outcome), number in placed.items():
        if is_over:
            told[outcome] += number
    url = reverse("reporting:placed", args=[report.pk])
    return [
        Counted(
            str(Outcome(outcome).label) if outcome else _("Non indicato"),
            ((_("Tirocini"), number, _chosen(url, esito=outcome or NO_OUTCOME)),),
        )
        for outcome, number in sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _chosen(url: str, **filters: Any) -> str:
    return f"{url}?{urlencode(filters)}"
