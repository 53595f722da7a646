"""The same code in two agencies of a project, for who coordinates its lead body."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.at_hand import AtHand
from core.audit.actions import log_reading
from core.audit.policy import CODE_IN_TWO_AGENCIES
from core.lists import Empty, Listing, ListPage
from core.policy import authorize
from projects.models import Project
from projects.policy import Can
from projects.same_people import MOST, SameCode, is_over, same_codes
from projects.tables import SameCodeTable
from projects.views.projects import project_of


def _log(request: HttpRequest, shown: Sequence[SameCode], how: str) -> None:
    """Each look at a record; under the one name by which who follows the person is not told."""
    seen = {record.pk: record for row in shown for record in row.records}
    why = "" if how == "list" else "esportazione"
    log_reading(seen.values(), by=request.user, what=CODE_IN_TWO_AGENCIES, why=why)


def _context(request: HttpRequest, listing: Listing, project: Project) -> dict[str, Any]:
    return {"project": project, "is_over": is_over(project)}


same_list = ListPage(
    title=_("Stessa persona in due enti"),
    one=_("codice"),
    noun=_("codici"),
    who=Can.SEE_SAME_PEOPLE,
    table=SameCodeTable,
    rows=lambda request, project: AtHand.of(same_codes(project, request.user)),
    fetch=None,
    order=(),
    empty=Empty(
        _("Nessun codice in due enti"),
        _("Nessun codice registrato da un ente del partenariato risulta anche in un altro."),
    ),
    log=_log,
    template="projects/same_people.html",
    file_name="stessa-persona",
    exported=MOST,
    context=_context,
)


@require_safe
def same_people(request: HttpRequest, code: str) -> HttpResponse:
    """Which codes, at which two partners, since when; each look at a record is written down."""
    authorize(request.user, Can.SEE_SAME_PEOPLE)
    project = project_of(request, code)
    authorize(request.user, Can.SEE_SAME_PEOPLE, project)
    return same_list(request, project=project)
