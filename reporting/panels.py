"""What this floor puts on the project's page: the figures, each a link to who it counts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.panels import panel
from projects.models import Project, Target
from projects.policy import Can, visible_entries
from reporting.figures import COLUMNS, Part, Row, count


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
