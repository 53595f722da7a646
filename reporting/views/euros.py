"""The euros of a prepared package: the rows of a figure, and what stands behind each of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.db.models import F, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from beneficiaries.models import Beneficiary
from core.audit.actions import log_reading
from core.lists import Column, Empty, Listing, ListPage
from core.money import ZERO
from core.policy import authorize, may
from core.ui.words import say_day_short
from placements.policy import Can as Placements
from placements.sheets import say_month
from projects.policy import Can as Projects
from reporting.enums import MoneyColumn, MoneyPart
from reporting.evidence import evidence_of
from reporting.filters import EuroFilter, PlacedFilter
from reporting.models import FundingReport, MoneyMember, PlacementMember
from reporting.policy import Can
from reporting.views.sealing import report_or_404

EVERYTHING = 1_000_000


def _readable(request: HttpRequest, pk: int) -> FundingReport:
    """The report of the address, where one may read what it is made of."""
    report = report_or_404(request, pk)
    authorize(request.user, Can.READ_FIGURES, report)
    request.report = report
    return report


def _log(request: HttpRequest, shown: Sequence[Any], what: str) -> None:
    """Write down whose codes were shown: a code is a person, too."""
    people = {row.participation.beneficiary_id: row.participation for row in shown
              if row.participation is not None}  # fmt: skip
    log_reading(
        [Beneficiary(pk=pk, agency_id=one.agency_id) for pk, one in people.items()],
        by=request.user,
        what=what,
    )


# --- the rows of an amount ----------------------------------------------------------------------


class EuroTable(tables.Table):
    """The columns of the list."""

    what = Column(gettext_lazy("Riga"), accessor="what", link=lambda row: row.url)
    partner = Column(gettext_lazy("Partner"), accessor="partner_words")
    item = Column(gettext_lazy("Voce"), accessor="item_id")
    month = Column(gettext_lazy("Mese"), accessor="month_words", sort=("month",))
    hours = Column(gettext_lazy("Ore"), accessor="hours_words", kind="number")
    why = Column(gettext_lazy("Come si calcola"), accessor="why", kind="long")
    record = Column(gettext_lazy("Documento"), accessor="record")
    counts = Column(gettext_lazy("Importo"), accessor="counts", kind="euro", sort=("counts",))


def _rows(request: HttpRequest, report: FundingReport, column: MoneyColumn) -> Any:
    return report.euros.in_column(column)


def _fetch(request: HttpRequest, keys: list[int]) -> list[Any]:
    rows = request.report.euros.in_column(request.column).filter(pk__in=keys).for_list()
    found: list[Any] = list(rows.annotate(register_pk=F("payment__allowance__register_id")))
    for row in found:
        row.what, row.record, row.url = _words(row), _document(row), _address(request, row)
        row.partner_words = row.partner.short_name if row.partner else _("Intero progetto")
        row.month_words = say_month(row.month) if row.month else ""
        row.hours_words = "" if row.hours is None else row.hours.normalize()
    return found


def _words(row: MoneyMember) -> str:
    if row.participation is not None:
        return str(row.participation.code)
    if row.worker:
        return row.worker
    if row.item is None:
        return str(row.part_now.label)
    return str(_("Budget") if row.part == MoneyPart.APPROVED else row.item.label)


def _document(row: MoneyMember) -> str:
    """Which paper proves it."""
    if row.paid_on is not None:
        words = {"day": say_day_short(row.paid_on), "reference": row.reference}
        return str(_("%(reference)s, %(day)s") % words)
    if row.month is not None:
        return str(_("Foglio ore di %(month)s") % {"month": say_month(row.month)})
    return ""


def _address(request: HttpRequest, row: Any) -> str:
    """Where a row leads: to the record where the reader may see it, else to its evidence."""
    user, project = request.user, request.report.project
    if row.payment_id and may(user, Placements.SEE_REGISTERS):
        return reverse("placements:register", args=[row.register_pk])
    if row.part == MoneyPart.APPROVED and may(user, Projects.SEE_SPENDING):
        return reverse("projects:spending", args=[project.code])
    if row.timesheet_id and row.partner and may(user, Projects.SEE_SPENDING):
        url = reverse("projects:hours", args=[project.code, row.partner.code])
        return f"{url}?da={row.month:%Y-%m}"
    return reverse("reporting:line", args=[request.report.pk, row.number])


def _context(
    request: HttpRequest, listing: Listing, report: FundingReport, column: MoneyColumn
) -> dict[str, Any]:
    chosen = listing.filter.qs if listing.filter.is_valid() else report.euros.none()
    found: Decimal | None = chosen.aggregate(sum=Sum("counts"))["sum"]
    return {"report": report, "title": column.label, "sum": ZERO if found is None else found}


EUROS = ListPage(
    title=gettext_lazy("Di che cosa è fatta questa cifra"),
    one=gettext_lazy("riga"),
    noun=gettext_lazy("righe"),
    who=Can.SEE_REPORTS,
    table=EuroTable,
    filters=EuroFilter,
    rows=_rows,
    fetch=_fetch,
    order=("number", "pk"),
    empty=Empty(
        gettext_lazy("Nessuna riga"), gettext_lazy("La cifra di questo rendiconto è zero.")
    ),
    log=lambda request, shown, how: _log(
        request,
        shown,
        "euro di un rendiconto" if how == "list" else "esportazione degli euro di un rendiconto",
    ),
    template="reporting/euros.html",
    exported=EVERYTHING,
    file_name="euro-del-rendiconto",
    context=_context,
)


@require_safe
def euros(request: HttpRequest, pk: int, column: str) -> HttpResponse:
    """The rows a figure of the spending is the sum of, as they were frozen."""
    report = _readable(request, pk)
    if column not in MoneyColumn.values:
        raise Http404
    request.column = MoneyColumn(column)
    return EUROS(request, report=report, column=request.column)


@require_safe
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """One row: how it was calculated, the payment, the days and the hours behind it."""
    report = _readable(request, pk)
    row = get_object_or_404(report.euros.for_list(), number=line)
    row.report = report
    _log(request, [row], "prove di un rendiconto")
    context = {
        "report": report,
        "row": row,
        "title": _words(row),
        "month": say_month(row.month) if row.month else "",
        "evidence": evidence_of(row),
    }
    return render(request, "reporting/line.html", context)


# --- the placements -----------------------------------------------------------------------------


class PlacedTable(tables.Table):
    """The columns of the list."""

    code = Column(gettext_lazy("Codice"), accessor="participation__code", link=lambda row: row.url)
    kind = Column(gettext_lazy("Tipo"), accessor="kind_now__label", sort=("kind",))
    host = Column(gettext_lazy("Ospitante"), accessor="host", sort=("host",))
    partner = Column(gettext_lazy("Partner"), accessor="partner__short_name")
    starts_on = Column(
        gettext_lazy("Inizio"), accessor="starts_on", kind="day", sort=("starts_on",)
    )
    ends_on = Column(gettext_lazy("Fine prevista"), accessor="ends_on", kind="day")
    ended_on = Column(gettext_lazy("Finito il"), accessor="ended_on", kind="day")
    weekly = Column(gettext_lazy("Ore settimanali"), accessor="weekly_hours", kind="number")
    state = Column(gettext_lazy("Stato"), accessor="state_now", kind="badge")
    outcome = Column(gettext_lazy("Esito"), accessor="get_outcome_display")


def _fetch_placed(request: HttpRequest, keys: list[int]) -> list[PlacementMember]:
    opens = may(request.user, Placements.SEE_PLACEMENTS)
    found: list[Any] = list(request.report.placed.filter(pk__in=keys).for_list())
    for row in found:
        row.url = reverse("placements:show", args=[row.placement_id]) if opens else ""
    return found


PLACED = ListPage(
    title=gettext_lazy("Tirocini del rendiconto"),
    one=gettext_lazy("tirocinio"),
    noun=gettext_lazy("tirocini"),
    who=Can.SEE_REPORTS,
    table=PlacedTable,
    filters=PlacedFilter,
    rows=lambda request, report: report.placed.all(),
    fetch=_fetch_placed,
    order=("number", "pk"),
    empty=Empty(
        gettext_lazy("Nessun tirocinio"),
        gettext_lazy("Alla data di questo rendiconto nessun tirocinio era iniziato."),
    ),
    log=lambda request, shown, how: _log(
        request,
        shown,
        "tirocini di un rendiconto" if how == "list" else "esportazione tirocini di un rendiconto",
    ),
    template="reporting/counted.html",
    exported=EVERYTHING,
    file_name="tirocini-del-rendiconto",
    context=lambda request, listing, report: {"report": report},
)


@require_safe
def placed(request: HttpRequest, pk: int) -> HttpResponse:
    """The placements that had begun by the day of the report, as they stood then."""
    return PLACED(request, report=_readable(request, pk))
