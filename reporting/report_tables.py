"""The list of reports, as a value."""

import django_tables2 as tables
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lists import Column, Empty, ListPage
from projects.policy import Can as Projects
from reporting.filters import ReportFilter
from reporting.models import FundingReport
from reporting.policy import Can, visible_reports
from reporting.querysets import FundingReportQuerySet


def _page_of(report: FundingReport) -> str:
    return reverse("reporting:show", args=[report.pk])


class ReportTable(tables.Table):
    """The columns of the list."""

    project = Column(
        _("Progetto"), accessor="project__title", link=_page_of, sort=("project__code",)
    )
    kind = Column(_("Rendiconto"), accessor="get_kind_display")
    cut_off = Column(_("Dati al"), accessor="cut_off", kind="day", sort=("cut_off",))
    agency = Column(_("Ente"), accessor="agency__short_name")
    version = Column(_("Versione"), accessor="version", kind="number")
    state = Column(_("Stato"), accessor="state_now", kind="badge")
    sent_on = Column(_("Inviato"), accessor="sent_on", kind="day", sort=("sent_on",))


def _rows(request: HttpRequest) -> FundingReportQuerySet:
    return visible_reports(request.user)


def _fetch(request: HttpRequest, keys: list[int]) -> FundingReportQuerySet:
    return visible_reports(request.user).filter(pk__in=keys).for_list()


report_list = ListPage(
    title=_("Rendiconti"),
    one=_("rendiconto"),
    noun=_("rendiconti"),
    who=Can.SEE_REPORTS,
    table=ReportTable,
    rows=_rows,
    fetch=_fetch,
    order=("-cut_off", "-version", "-pk"),
    empty=Empty(
        _("Ancora nessun rendiconto"),
        _("Un rendiconto si prepara dalla pagina di un progetto."),
        _("Vai ai progetti"),
        "projects:list",
        who=Projects.SEE_PROJECTS,
    ),
    filters=ReportFilter,
    in_menu=True,
    file_name="rendiconti",
)
