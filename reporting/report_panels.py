"""What reports bring to the pages of the floors below."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.panels import panel
from projects.models import Project
from projects.policy import Can as Projects
from reporting.policy import Can, visible_reports
from reporting.standing import standings

SHOWN = 5


@panel("ask for a report", slot="project.acts", order=40, who=Can.ASK)
def ask_for_one(request: HttpRequest, project: Project) -> tuple[str, dict[str, Any]]:
    """The way to ask for a report, beside the project's title."""
    return "reporting/_project_act.html", {"project": project}


@panel("project reports", slot="project.body", order=40, who=Can.ASK)
def project_reports(request: HttpRequest, project: Project) -> tuple[str, dict[str, Any]] | None:
    """The project's latest reports; nothing where there is none."""
    reports = list(visible_reports(request.user).filter(project=project).for_list()[:SHOWN])
    return ("reporting/_project.html", {"reports": reports}) if reports else None


@panel("accounted projects", slot="home", order=10, who=Projects.SEE_FIGURES)
def accounted(request: HttpRequest, page: Any) -> tuple[str, dict[str, Any]]:
    """For who accounts: how each project stands, and the euros its incomplete records risk."""
    rows = standings(request.user, timezone.localdate())
    return "reporting/_home_projects.html", {"rows": rows}


@panel("latest reports", slot="home", order=60, who=Can.ASK)
def latest_reports(request: HttpRequest, page: Any) -> tuple[str, dict[str, Any]] | None:
    """My agency's latest reports; nothing where there is none."""
    reports = list(visible_reports(request.user).for_list()[:SHOWN])
    return ("reporting/_home_reports.html", {"reports": reports}) if reports else None


@panel("sent reports", slot="home", order=10, who=Can.AUDIT)
def sent_reports(request: HttpRequest, page: Any) -> tuple[str, dict[str, Any]]:
    """For an auditor: the latest reports that were sent."""
    reports = list(visible_reports(request.user).for_list()[:SHOWN])
    return "reporting/_home_sent.html", {"reports": reports}
