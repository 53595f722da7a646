"""Pages of reports: ask for one, see how far it is, fetch its files."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import authorize
from projects.policy import visible_projects
from reporting.actions import ask_for_report, log_fetch
from reporting.enums import ReportState
from reporting.forms import AskForReport
from reporting.models import FundingReport
from reporting.policy import Can, visible_reports
from reporting.workflow import report_workflow

KINDS = {
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the report of a project at a day; its page shows how far it is."""
    project = get_object_or_404(visible_projects(request.user).for_page(), code=code)
    authorize(request.user, Can.ASK)
    form = AskForReport(request.POST if request.method == "POST" else None, project=project)
    if form.is_valid():
        day = form.cleaned_data["cut_off"]
        report = ask_for_report(project, cut_off=day, by=request.user, at=timezone.now())
        return redirect("reporting:show", report.pk)
    return render(request, "reporting/ask.html", {"form": form, "project": project})


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its steps, how far it is, its files."""
    authorize(request.user, Can.SEE_REPORTS)
    report = get_object_or_404(visible_reports(request.user).for_page(), pk=pk)
    files = list(report.artefacts.order_by("is_package", "name"))
    context = {
        "report": report,
        "files": [one for one in files if not one.is_package],
        "package": next((one for one in files if one.is_package), None),
        "steps": _steps(report),
        "offers": [
            one for one in report_workflow.steps_for(request.user, report) if one.name == "ask"
        ],
        "is_mine": report.job is not None and report.job.user_id == request.user.pk,
        "others": visible_reports(request.user).beside(report),
    }
    return render(request, "reporting/show.html", context)


def _steps(report: FundingReport) -> list[tuple[ReportState, bool, bool]]:
    """The way of a report: state, whether behind, whether here."""
    last = ReportState.FAILED if report.state == ReportState.FAILED else ReportState.READY
    way = [ReportState.DRAFT, ReportState.PREPARING, last]
    here = way.index(ReportState(report.state))
    is_over = report.state == ReportState.READY
    return [
        (state, place < here or is_over, place == here and not is_over)
        for place, state in enumerate(way)
    ]


@require_safe
def download(request: HttpRequest, pk: int, artefact_pk: int) -> FileResponse:
    """One file of a report; that each person in it was read is written down with it."""
    report = get_object_or_404(visible_reports(request.user), pk=pk)
    authorize(request.user, Can.DOWNLOAD, report)
    artefact = get_object_or_404(report.artefacts.select_related("report"), pk=artefact_pk)
    path = Path(settings.MEDIA_ROOT) / artefact.path
    if not path.is_file():
        raise Http404
    log_fetch(artefact, by=request.user)
    kind = KINDS.get(Path(artefact.name).suffix, "application/octet-stream")
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=artefact.name, content_type=kind
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
