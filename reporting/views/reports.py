"""Pages of reports: ask for one, see how far it is, fetch its files."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.policy import authorize, may
from core.workflow import Offer
from projects.models import Project
from projects.policy import Can as Projects
from projects.policy import visible_projects
from reporting.account import tables_of
from reporting.actions import NotPossible, ask_for_report, log_fetch
from reporting.enums import ReportState
from reporting.forms import AskForReport, ReopenForm, SendForm
from reporting.models import FundingReport
from reporting.policy import Can, visible_reports
from reporting.stages import stages_of
from reporting.views.sealing import changes_told
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
        report = _ask(request, project, form)
        if report is not None:
            return redirect("reporting:show", report.pk)
    return render(request, "reporting/ask.html", {"form": form, "project": project})


def _ask(request: HttpRequest, project: Project, form: AskForReport) -> FundingReport | None:
    day = form.cleaned_data["cut_off"]
    try:
        return ask_for_report(project, cut_off=day, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error("cut_off", str(refusal))
        return None


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its steps, how far it is, its files."""
    authorize(request.user, Can.SEE_REPORTS)
    report = get_object_or_404(visible_reports(request.user).for_page(), pk=pk)
    files = list(report.artefacts.order_by("is_package", "name"))
    others = list(visible_reports(request.user).beside(report))
    acts = _acts(request, report, others)
    context = {
        "report": report,
        "files": [one for one in files if not one.is_package],
        "package": next((one for one in files if one.is_package), None),
        "stages": stages_of(report),
        "changes": changes_told(request, report),
        "acts": acts,
        "decides": any(one.name in DECIDED and not one.refused for one, _url in acts),
        "send_form": SendForm(initial={"sent_on": timezone.localdate()}),
        "reopen_form": ReopenForm(),
        "offers": [
            one for one in report_workflow.steps_for(request.user, report) if one.name == "ask"
        ],
        "is_mine": report.job is not None and report.job.user_id == request.user.pk,
        "may_read": may(request.user, Can.READ_FIGURES, report),
        "opens_project": may(request.user, Projects.SEE_PROJECTS),
        "money": tables_of(report),
        "others": others,
    }
    return render(request, "reporting/show.html", context)


# Steps that are taken on the report's own page, after what they mean.
DECIDED = ("confirm", "send")
# Steps with a page of their own, in the order of the buttons.
PAGES = {"confirm": "reporting:confirm", "send": "reporting:send", "unconfirm": "reporting:reopen"}


def _acts(
    request: HttpRequest, report: FundingReport, others: list[FundingReport]
) -> list[tuple[Offer, str]]:
    """What can be done with the package, each with its address; refused ones say why."""
    offers = [one for one in report_workflow.steps_for(request.user, report) if one.name in PAGES]
    if report.state == ReportState.SENT and may(request.user, Can.REOPEN, report):
        label, refused = _("Riapri in una nuova versione"), _following(report, others)
        offers.append(Offer("unconfirm", label, refused))
    offers.sort(key=lambda one: list(PAGES).index(one.name))
    return [(one, reverse(PAGES[one.name], args=[report.pk])) for one in offers]


def _following(report: FundingReport, others: list[FundingReport]) -> str:
    """Why a sent report is not opened again: its next version is there; empty if it is not."""
    following = next((one.version for one in others if one.replaces_id == report.pk), None)
    return _("È già aperta la versione %(number)s.") % {"number": following} if following else ""


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
