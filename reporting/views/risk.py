"""The incomplete records of a project that put euros at risk, and who can complete them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.audit.actions import log_reading
from core.lists import Column, Empty, Listing, ListPage
from core.money import ZERO
from core.policy import authorize
from projects.incomplete import tell_lacks
from projects.models import Participation, Project
from projects.policy import Can, visible_projects
from reporting import risk

EVERYBODY = 1_000_000


class RiskTable(tables.Table):
    """Whose record lacks something, what of it, and the euros that rest on it."""

    person = Column(
        gettext_lazy("Persona"),
        accessor="beneficiary__full_name",
        link=lambda row: reverse("projects:participation", args=[row.pk]),
    )
    code = Column(gettext_lazy("Codice"), accessor="code", sort=("code",))
    lacks = Column(gettext_lazy("Manca"), accessor="lacks")
    fixer = Column(gettext_lazy("Chi può completarla"), accessor="fixer")
    paid = Column(gettext_lazy("Pagati"), accessor="paid", kind="euro")
    due = Column(gettext_lazy("Da pagare"), accessor="due", kind="euro")
    euros = Column(gettext_lazy("A rischio"), accessor="euros", kind="euro", sort=("euros",))


def _rows(request: HttpRequest, project: Project) -> Any:
    return risk.at_risk(request.user, project)


def _fetch(request: HttpRequest, keys: list[int]) -> list[Any]:
    rows = risk.at_risk(request.user, request.project).filter(pk__in=keys)
    found: list[Any] = tell_lacks(rows.select_related("beneficiary", "agency"))
    for row in found:
        row.fixer = _("operatori e coordinatori di %(agency)s") % {"agency": row.agency.short_name}
    return found


def _log(request: HttpRequest, shown: Sequence[Participation], how: str) -> None:
    what = "euro a rischio" if how == "list" else "esportazione degli euro a rischio"
    log_reading([row.beneficiary for row in shown], by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing, project: Project) -> dict[str, Any]:
    found: Decimal | None = _rows(request, project).aggregate(sum=Sum("euros"))["sum"]
    return {
        "project": project,
        "first_day": risk.open_from(project),
        "sum": ZERO if found is None else found,
    }


AT_RISK = ListPage(
    title=gettext_lazy("Euro a rischio"),
    one=gettext_lazy("scheda"),
    noun=gettext_lazy("schede"),
    who=Can.SEE_FIGURES,
    table=RiskTable,
    rows=_rows,
    fetch=_fetch,
    order=("-euros", "pk"),
    empty=Empty(
        gettext_lazy("Nessun euro a rischio"),
        gettext_lazy("Nessuna indennità del periodo aperto riguarda una scheda incompleta."),
    ),
    log=_log,
    template="reporting/at_risk.html",
    exported=EVERYBODY,
    file_name="euro-a-rischio",
    context=_context,
)


@require_safe
def at_risk(request: HttpRequest, code: str) -> HttpResponse:
    """The records behind the euros at risk of a project, those with most euros first."""
    authorize(request.user, Can.SEE_FIGURES)
    seen = risk.with_sent_until(visible_projects(request.user).for_page(), request.user)
    request.project = project = get_object_or_404(seen, code=code)
    return AT_RISK(request, project=project)
