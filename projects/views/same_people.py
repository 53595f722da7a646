"""The same code in two agencies of a project, for who coordinates its lead body."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.audit.actions import log_reading
from core.audit.policy import CODE_IN_TWO_AGENCIES
from core.policy import authorize
from projects.policy import Can
from projects.same_people import MOST, is_over, same_codes
from projects.views.projects import project_of


@require_safe
def same_people(request: HttpRequest, code: str) -> HttpResponse:
    """Which codes, at which two partners, since when; each look at a record is written down."""
    authorize(request.user, Can.SEE_SAME_PEOPLE)
    project = project_of(request, code)
    authorize(request.user, Can.SEE_SAME_PEOPLE, project)
    rows = same_codes(project, request.user)
    seen = {record.pk: record for row in rows for record in row.records}
    log_reading(seen.values(), by=request.user, what=CODE_IN_TWO_AGENCIES)
    listed = [(row, row.own(request.user)) for row in rows]
    context = {
        "project": project,
        "is_over": is_over(project),
        "rows": listed,
        "is_cut": len(rows) == MOST,
        "most": MOST,
    }
    return render(request, "projects/same_people.html", context)
