"""Who counts in one figure of a prepared package, as it was counted then."""

from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.lists import Column, Empty, Listing, ListPage
from core.policy import authorize
from reporting.indicators import figure_named
from reporting.indicators.results import result_named
from reporting.models import FundingReport
from reporting.policy import Can
from reporting.views.sealing import log_members, report_or_404

EVERYBODY = 1_000_000


class CountedTable(tables.Table):
    """The columns of the list."""

    code = Column(_("Codice"), accessor="participation__code", sort=("participation__code",))
    person = Column(_("Persona"), accessor="participation__beneficiary__full_name")
    agency = Column(_("Ente"), accessor="participation__agency__short_name")
    why = Column(_("Perché conta"), accessor="why", kind="long")


def _rows(request: HttpRequest, report: FundingReport, figure: str) -> Any:
    return report.members.filter(figure=figure)


def _fetch(request: HttpRequest, keys: list[int]) -> Any:
    listed = request.report.members.filter(pk__in=keys)
    return listed.select_related("participation__beneficiary", "participation__agency")


def _context(
    request: HttpRequest, listing: Listing, report: FundingReport, figure: str
) -> dict[str, Any]:
    call = report.project.programme.call
    named = figure_named(call, figure) or result_named(call, report.cut_off, figure)
    label = str(named.label) if named else ""
    return {"report": report, "title": f"{figure} {label}".strip() if figure.isupper() else label}


COUNTED = ListPage(
    title=_("Chi conta in questa cifra"),
    one=_("partecipazione"),
    noun=_("partecipazioni"),
    who=Can.SEE_REPORTS,
    table=CountedTable,
    rows=_rows,
    fetch=_fetch,
    order=("participation__code", "pk"),
    empty=Empty(_("Nessuno conta in questa cifra"), _("La cifra di questo rendiconto è zero.")),
    log=log_members,
    template="reporting/counted.html",
    exported=EVERYBODY,
    file_name="cifra-del-rendiconto",
    context=_context,
)


@require_safe
def counted(request: HttpRequest, pk: int, figure: str) -> HttpResponse:
    """The participations behind one figure of the package, each with the sentence of then."""
    report = report_or_404(request, pk)
    authorize(request.user, Can.READ_FIGURES, report)
    call = report.project.programme.call
    if not (figure_named(call, figure) or result_named(call, report.cut_off, figure)):
        raise Http404
    request.report = report
    return COUNTED(request, report=report, figure=figure)
