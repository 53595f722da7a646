"""Which participations still lack something for the account, and what each of them lacks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count

from agencies.models import User
from projects.completeness import flag, flags_through, lacking_in_any, requirements_of
from projects.models import Participation, Project
from projects.policy import visible_entries, visible_participations, visible_projects
from projects.querysets import ParticipationQuerySet


def incomplete_participations(
    user: User, projects: Iterable[Project] | None = None
) -> ParticipationQuerySet:
    """Participations one sees that lack something their project's call needs.

    Of all the projects one sees, or of these, which came with their calls.
    """
    if projects is None:
        projects = visible_projects(user).select_related("programme__call")
    pairs = [(project.pk, project.programme.call) for project in projects]
    lack = visible_entries(user).filter(lacking_in_any(pairs))
    return visible_participations(user).filter(pk__in=lack.values("pk"))


def incomplete_of(request: Any) -> ParticipationQuerySet:
    """The same of who asks; the projects are looked up once per request."""
    if not hasattr(request, "incomplete"):
        request.incomplete = incomplete_participations(request.user)
    kept: ParticipationQuerySet = request.incomplete
    return kept


def tell_lacks(rows: ParticipationQuerySet) -> list[Participation]:
    """The rows, with what their call needs and they lack, in words (`row.lacks`)."""
    called = rows.select_related("project__programme__call")
    told = list(called.annotate(**flags_through("entry")))
    for row in told:
        needed = requirements_of(row.project.programme.call)
        lacks = (str(one.label) for one in needed if getattr(row, flag(one.name)))
        row.lacks = ", ".join(lacks)  # type: ignore[attr-defined]
    return told


def counted_projects(
    user: User, day: date, projects: Iterable[Project] | None = None
) -> list[dict[str, Any]]:
    """The projects one sees, with their people and incomplete records, and how they stand.

    All of them, or these, which came with their calls.
    """
    projects = list(visible_projects(user).for_page() if projects is None else projects)
    lack = lacking_in_any((one.pk, one.programme.call) for one in projects)
    counted = (
        visible_entries(user)
        .order_by()
        .values("project_id")
        .annotate(people=Count("pk"), incomplete=Count("pk", filter=lack))
    )
    found = {line["project_id"]: line for line in counted}
    nobody = {"people": 0, "incomplete": 0}
    return [
        {"project": one, "stage": one.stage_on(day), **found.get(one.pk, nobody)}
        for one in projects
    ]
