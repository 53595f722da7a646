"""What this floor puts on the project's page: the figures, each a link to who it counts."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.panels import panel
from core.ui.charts import BarChart, bars
from core.ui.charts import Row as Drawn
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
        "chart": _chart(request, project, account, targets, _("Indicatori: raggiunti e obiettivo")),
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
        "chart": _chart(request, project, rows, targets, _("Risultati: raggiunti e obiettivo")),
        "columns": COLUMNS,
        "groups": [
            (title, [_result_line(project, row, targets) for row in rows if row.is_later == later])
            for title, later in ((_("Entro quattro settimane"), False), (_("Dopo sei mesi"), True))
        ],
    }


def _chart(
    request: HttpRequest,
    project: Project,
    rows: Iterable[Row],
    targets: dict[str, int],
    title: str,
) -> BarChart | None:
    """What was reached beside what was promised, as the report draws it.

    The targets are the whole project's: a partner's own figures do not stand beside them.
    """
    seat = request.user.acting
    if seat is None or seat.agency_id != project.lead_id:
        return None
    drawn = [
        Drawn(_named(row), row.total, targets[row.indicator.code])
        for row in rows
        if targets.get(row.indicator.code)
    ]
    return (
        bars(
            title=title,
            unit=_("partecipazioni"),
            rows=drawn,
            series=(_("Raggiunti"), _("Obiettivo")),
        )
        if drawn
        else None
    )


def _named(row: Row) -> str:
    code = row.indicator.code
    label = str(row.indicator.label)
    return f"{code} {label}" if code.isupper() else label


def _result_line(project: Project, row: ResultRow, targets: dict[str, int]) -> dict[str, Any]:
    code = row.indicator.code
    return {
        **_line(project, row, targets.get(code)),
        "base": row.base,
        "base_url": _url(project, code, Part.BASE),
        "share": percentage(row.total, row.base),
        "waiting": row.waiting,
        "waiting_url": _url(project, code, Part.WAITING),
        "left_out": row.left_out,
        "left_out_url": _url(project, code, Part.LEFT_OUT),
    }


def _line(project: Project, row: Row, target: int | None) -> dict[str, Any]:
    code = row.indicator.code
    return {
        "indicator": row.indicator,
        "code": code if code.isupper() else "",
        "cells": [(part, row.cells[part], _url(project, code, part)) for part in COLUMNS],
        "unknown": row.unknown,
        "is_open": row.is_open,
        "unknown_url": _url(project, code, Part.UNKNOWN),
        "target": target,
    }


def _url(project: Project, figure: str, part: Part) -> str:
    if part == Part.ALL:
        return reverse("reporting:members", args=[project.code, figure])
    return reverse("reporting:members", args=[project.code, figure, part.value])
