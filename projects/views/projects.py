"""Pages of projects: which there are, how far one is, who takes part."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.at_hand import AtHand
from core.audit.actions import log_reading
from core.lists import Empty, Listing, ListPage
from core.panels import panels_for
from core.policy import authorize, may
from projects.completeness import lacking
from projects.filters import IncompleteFilter, ParticipationFilter
from projects.incomplete import counted_projects, incomplete_participations, tell_lacks
from projects.models import Participation, Project
from projects.policy import Can, visible_entries, visible_participations, visible_projects
from projects.querysets import ParticipationQuerySet
from projects.same_people import is_over
from projects.tables import IncompleteTable, ParticipationTable, ProjectTable


class _Counted:
    """One project with its people, as a list takes it."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.project, self.stage, self.people = told["project"], told["stage"], told["people"]
        self.pk = self.project.pk


def _projects(request: HttpRequest) -> AtHand:
    return AtHand.of(map(_Counted, counted_projects(request.user, timezone.localdate())))


# How many take part, and nobody by name: no look is written down.
PROJECTS = ListPage(
    title=_("Progetti"),
    one=_("progetto"),
    noun=_("progetti"),
    who=Can.SEE_PROJECTS,
    table=ProjectTable,
    rows=_projects,
    fetch=None,
    order=(),
    empty=Empty(
        _("Nessun progetto"),
        _("Il tuo ente non è ancora capofila o partner di un progetto."),
    ),
    template="projects/list.html",
    file_name="progetti",
)
project_list = require_safe(PROJECTS)


def project_of(request: HttpRequest, code: str) -> Project:
    """The project of the address, if its partnership is one's own; else 404."""
    return get_object_or_404(visible_projects(request.user).for_page(), code=code)


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """How far a project is; what other floors know of it stands in panels."""
    authorize(request.user, Can.SEE_PROJECTS)
    project = project_of(request, code)
    today = timezone.localdate()
    entries = visible_entries(request.user).of_project(project.pk)
    counted = entries.aggregate(
        people=Count("pk"), incomplete=Count("pk", filter=lacking(project.programme.call))
    )
    context = {
        "project": project,
        "stage": project.stage_on(today),
        "days_gone": project.days_gone(today),
        "sees_same_people": not is_over(project)
        and may(request.user, Can.SEE_SAME_PEOPLE, project),
        "acts": panels_for(request, "project.acts", project),
        "panels": panels_for(request, "project.body", project),
        **counted,
    }
    return render(request, "projects/show.html", context)


# --- who takes part -----------------------------------------------------------------------------


def _rows(request: HttpRequest, project: Project) -> ParticipationQuerySet:
    return visible_participations(request.user).of_project(project.pk)


def _fetch(request: HttpRequest, keys: list[int]) -> list[Participation]:
    listed = visible_participations(request.user).filter(pk__in=keys).for_list()
    return tell_lacks(listed)


def log_participants(request: HttpRequest, shown: Sequence[Participation], how: str) -> None:
    """Write down that these people were listed or exported."""
    what = "elenco partecipazioni" if how == "list" else "esportazione partecipazioni"
    log_reading([row.beneficiary for row in shown], by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing, project: Project) -> dict[str, Any]:
    return {"project": project}


PARTICIPATIONS = ListPage(
    title=_("Partecipazioni"),
    one=_("partecipazione"),
    noun=_("partecipazioni"),
    who=Can.SEE_PROJECTS,
    table=ParticipationTable,
    filters=ParticipationFilter,
    rows=_rows,
    fetch=_fetch,
    order=("entry_on", "pk"),
    empty=Empty(
        _("Nessuno partecipa ancora a questo progetto"),
        _("Le persone si iscrivono dalla loro pagina, con “Iscrivi a un progetto”."),
    ),
    log=log_participants,
    template="projects/participations.html",
    file_name="partecipazioni",
    context=_context,
)


@require_safe
def participations(request: HttpRequest, code: str) -> HttpResponse:
    """Who takes part in a project."""
    authorize(request.user, Can.SEE_PROJECTS)
    request.project = project_of(request, code)
    return PARTICIPATIONS(request, project=request.project)


incomplete = ListPage(
    title=_("Schede da completare"),
    one=_("scheda"),
    noun=_("schede"),
    who=Can.SEE_PROJECTS,
    table=IncompleteTable,
    filters=IncompleteFilter,
    rows=lambda request: incomplete_participations(request.user),
    fetch=_fetch,
    order=("entry_on", "pk"),
    empty=Empty(
        _("Nessuna scheda da completare"),
        _("Ogni persona iscritta ha tutte le risposte che servono per il rendiconto."),
    ),
    log=log_participants,
    template="lists/page.html",
    file_name="schede-da-completare",
)
