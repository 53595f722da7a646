"""The rest of a report's life: confirm, send, open again; check its files, compare its versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.audit.actions import log_reading
from core.policy import authorize
from core.workflow import WrongStep
from projects.policy import visible_participations
from reporting.actions import NotPossible, confirm_report, reopen_report, send_report
from reporting.changes import Changed, changes_behind
from reporting.enums import ReopenReason
from reporting.forms import ReopenForm, SendForm
from reporting.models import FundingReport
from reporting.policy import Can, visible_reports
from reporting.seals import Difference, compare, figures_of, people_behind, verify
from reporting.wording import figure_words

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
# Differences on one page: more are in the workbooks of both versions.
SHOWN = 500


def report_or_404(request: HttpRequest, pk: int) -> FundingReport:
    """The report of the address, if one sees it."""
    authorize(request.user, Can.SEE_REPORTS)
    return get_object_or_404(visible_reports(request.user).for_page(), pk=pk)


def changes_told(request: HttpRequest, report: FundingReport) -> list[Changed]:
    """What changed behind the package; a code is a person, too: that it was shown is logged."""
    found = changes_behind(report, request.user)
    people = [one.person for one in found if one.person is not None]
    log_reading(people, by=request.user, what="correzioni dopo un rendiconto")
    return found


@get_or_post
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm as the second person; the page before says what it means."""
    report = report_or_404(request, pk)
    authorize(request.user, Can.CONFIRM, report)
    refused = ""
    if request.method == "POST":
        try:
            confirm_report(report, by=request.user, at=timezone.now())
        except (NotPossible, WrongStep) as error:
            refused = str(error)
        else:
            messages.success(request, _("Rendiconto confermato."))
            return redirect("reporting:show", report.pk)
    context = {
        "report": report,
        "refused": refused,
        "changes": changes_told(request, report),
        "figures": _named(report),
    }
    return render(request, "reporting/confirm.html", context)


@get_or_post
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down protocol and day; from then on the report is sealed."""
    report = report_or_404(request, pk)
    authorize(request.user, Can.SEND, report)
    posted = request.POST if request.method == "POST" else None
    form = SendForm(posted, initial={"sent_on": timezone.localdate()})
    if form.is_valid() and _send(request, report, form):
        messages.success(request, _("Rendiconto segnato come inviato: ora è sigillato."))
        return redirect("reporting:show", report.pk)
    context = {"report": report, "form": form, "changes": changes_told(request, report)}
    return render(request, "reporting/send.html", context)


def _send(request: HttpRequest, report: FundingReport, form: SendForm) -> bool:
    try:
        send_report(report, **form.cleaned_data, by=request.user, at=timezone.now())
    except (NotPossible, WrongStep) as refusal:
        form.add_error(getattr(refusal, "field", None), str(refusal))
        return False
    return True


@get_or_post
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open again, with the reason; a sent one stays as it is and a new version begins."""
    report = report_or_404(request, pk)
    authorize(request.user, Can.REOPEN, report)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        opened = _reopen(request, report, form)
        if opened is not None:
            messages.success(request, _("Rendiconto riaperto: ora si può preparare di nuovo."))
            return redirect("reporting:show", opened.pk)
    return render(request, "reporting/reopen.html", {"report": report, "form": form})


def _reopen(request: HttpRequest, report: FundingReport, form: ReopenForm) -> FundingReport | None:
    asked = form.cleaned_data
    reason = ReopenReason(asked["reason"])
    try:
        return reopen_report(
            report, reason=reason, note=asked["note"], by=request.user, at=timezone.now()
        )
    except (NotPossible, WrongStep) as refusal:
        form.add_error(None, str(refusal))
        return None


@require_safe
def check_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the stored files are, byte for byte, those that were made."""
    report = report_or_404(request, pk)
    rows = verify(report.artefacts.order_by("is_package", "name"))
    return render(request, "reporting/verify.html", {"report": report, "rows": rows})


@require_safe
def differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed from the version that this one replaces."""
    report = report_or_404(request, pk)
    older = get_object_or_404(visible_reports(request.user), pk=report.replaces_id)
    found = compare(older, report)
    shown = found.differences[:SHOWN]
    context = {
        "report": report,
        "older": older,
        "figures": [(one[0], figure_words(report, one[0]), *one[1:]) for one in found.figures],
        "differences": _opened(request, report, shown),
        "more": len(found.differences) > SHOWN,
    }
    return render(request, "reporting/differences.html", context)


def _opened(
    request: HttpRequest, report: FundingReport, shown: list[Difference]
) -> list[tuple[str, str, Difference]]:
    """Each with its figure in words and the page of its participation, if one may open it.

    A code is a person, too: that they were shown is written down.
    """
    log_reading(people_behind(shown), by=request.user, what="differenze di un rendiconto")
    listed = {one.participation_id for one in shown}
    mine = visible_participations(request.user).filter(pk__in=listed)
    open_to_me = set(mine.values_list("pk", flat=True))
    return [
        (
            reverse("projects:participation", args=[one.participation_id])
            if one.participation_id in open_to_me
            else "",
            figure_words(report, one.figure),
            one,
        )
        for one in shown
    ]


@require_safe
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of a package, each opening those it counts."""
    report = report_or_404(request, pk)
    authorize(request.user, Can.READ_FIGURES, report)
    context = {"report": report, "figures": _named(report)}
    return render(request, "reporting/figures.html", context)


def _named(report: FundingReport) -> list[tuple[str, str, int]]:
    """Each figure with its words and how many it counts."""
    counted = figures_of(report).items()
    return [(code, figure_words(report, code), number) for code, number in counted]


def log_members(request: HttpRequest, shown: Any, how: str) -> None:
    """Write down that these people were listed from a package."""
    what = "cifra di un rendiconto" if how == "list" else "esportazione di un rendiconto"
    log_reading([one.participation.beneficiary for one in shown], by=request.user, what=what)
