"""What this floor puts on the project's page: the figures, each a link to who it counts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.panels import panel
from projects.models import Project, Target
from projects.policy import Can, visible_entries
from reporting.figures import COLUMNS, Part, ResultRow, Row, count, count_results, percentage


@panel("reporting.indicators", slot="project.body", order=10, who=Can.SEE_FIGURES)
def indicators(request: HttpRequest, project: Project) -> tuple[str, dict[str, Any]]:
    """The table of indicators by gender, with targets."""
    account = count(project, visible_entries(request.user))
    targets = dict(Target.objects.filter(project=project).values_list("indicator", "value"))
    targets.setdefault("totale", project.people_target)
    rows = [_line(project, row, targets.get(row.indicator.code)) for row in account]
    return "reporting/_indicators.html", {
        "project": project,
        "account": account,
        "columns": COLUMNS,
        "rows": rows,
    }


@panel("reporting.results", slot="project.body", order=12, who=Can.SEE_FIGURES)
def results(request: HttpRequest, project: Project) -> tuple[str, dict[str, Any]] | None:
    """The table of results, each with its base; nothing until somebody has left."""
    rows = count_results(project, visible_entries(request.user), timezone.localdate())
    if not any(row.base for row in rows):
        return None
    targets = dict(Target.objects.filter(project=project).values_list("indicator", "value"))
    return "reporting/_results.html", {
        "project": project,
        "columns": COLUMNS,
        "groups": [
            (title, [_result_line(project, row, targets) for row in rows if row.is_later == later])
            for title, later in ((_("Entro quattro settimane"), False), (_("Dopo sei mesi"), True))
        ],
    }


def _result_line(project: Project, row: ResultRow, targets: dict[str, int]) -> dict[str, Any]:
    code = row.indicator.code
    return {
        **_line(project, row, targets.get(code)),
        "base": row.base,
        "base_url": _url(project, code, Part.BASE),
        "share": percentage(row.total, row.base),
        "waiting": row.waiting,
        "waiting_url": _url(project, code, Part.WAITING),
    }


def _line(project: Project, row: Row, target: int | None) -> dict[str, Any]:
    code = row.indicator.code
    return {
        "indicator": row.indicator,
        "code": code if code.isupper() else "",
        "cells": [(part, row.cells[part], _url(project, code, part)) for part in COLUMNS],
        "unknown": row.unknown,
        "unknown_url": _url(project, code, Part.UNKNOWN),
        "target": target,
    }


def _url(project: Project, figure: str, part: Part) -> str:
    if part == Part.ALL:
        return reverse("reporting:members", args=[project.code, figure])
    return reverse("reporting:members", args=[project.code, figure, part.value])
