"""What reports bring to the pages of the floors below."""

from typing import Any

from django.http import HttpRequest

from core.panels import panel
from projects.models import Project
from reporting.forms import AskForReport
from reporting.policy import Can, visible_reports

SHOWN = 5


@panel("project reports", slot="project.body", order=40, who=Can.ASK)
def project_reports(request: HttpRequest, project: Project) -> tuple[str, dict[str, Any]]:
    """The project's latest reports, and the form that asks for another."""
    reports = visible_reports(request.user).filter(project=project).for_list()
    form = AskForReport(project=project)
    return "reporting/_project.html", {"project": project, "reports": reports[:SHOWN], "form": form}


@panel("latest reports", slot="home", order=60, who=Can.ASK)
def latest_reports(request: HttpRequest, page: Any) -> tuple[str, dict[str, Any]] | None:
    """My agency's latest reports; nothing where there is none."""
    reports = list(visible_reports(request.user).for_list()[:SHOWN])
    return ("reporting/_home_reports.html", {"reports": reports}) if reports else None
