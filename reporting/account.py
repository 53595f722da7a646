"""The money and the placements of a prepared package as its page shows them.

Every amount is a sum of rows frozen with the package (`MoneyMember`), never of today's data; its
address names the column, the partner and the item, and opens exactly those rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.money import ZERO, share, total
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
        approved = amounts[MoneyColumn.APPROVED]
        spent = amounts[MoneyColumn.CUMULATIVE]
        return share(Decimal(100), spent, approved) if approved else None


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
    rows, months = _sums(report), _months(report)
    return MoneyTables(
        lines=list(_lines(report, rows)),
        payers=_payers(report),
        months=months,
        paid=_paid(report, months),
        kinds=_kinds(report),
        outcomes=_outcomes(report),
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


def _kinds(report: FundingReport) -> list[Counted]:
    """Kind by kind: begun, under way, over."""
    rows = report.placed.order_by().values("kind").annotate(
        begun=Count("pk"), over=Count("pk", filter=~Q(ended_on=None))
    )  # fmt: skip
    url = reverse("reporting:placed", args=[report.pk])
    return [
        Counted(
            str(PlacementKind(row["kind"]).label),
            (
                (_("Iniziati"), row["begun"], _chosen(url, tipo=row["kind"])),
                (
                    _("In corso"),
                    row["begun"] - row["over"],
                    _chosen(url, tipo=row["kind"], finiti="no"),
                ),
                (_("Finiti"), row["over"], _chosen(url, tipo=row["kind"], finiti="si")),
            ),
        )
        for row in rows.order_by("kind")
    ]


def _outcomes(report: FundingReport) -> list[Counted]:
    """What came of those that are over."""
    rows = report.placed.over().order_by().values("outcome").annotate(number=Count("pk"))
    url = reverse("reporting:placed", args=[report.pk])
    return [
        Counted(
            str(Outcome(row["outcome"]).label) if row["outcome"] else _("Non indicato"),
            ((_("Tirocini"), row["number"], _chosen(url, esito=row["outcome"] or NO_OUTCOME)),),
        )
        for row in rows.order_by("-number", "outcome")
    ]


def _chosen(url: str, **filters: Any) -> str:
    return f"{url}?{urlencode(filters)}"
