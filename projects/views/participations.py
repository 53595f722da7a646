"""Pages of one participation: the answers of the first day, exit, re-entry, history."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beneficiaries.forms.seen import read_seen, sign_again
from beneficiaries.head import head_beside
from beneficiaries.wording import meetings, theirs
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.merge import EditClash
from core.panels import panels_for
from core.policy import authorize, may
from core.workflow import Offer, WrongStep
from projects.actions import NotPossible, come_back, complete_entry, leave_project
from projects.answers import lacking_words, lines_of
from projects.drafting import entry_form
from projects.dues import why_no_follow_up
from projects.enums import ExitReason
from projects.forms import COMPARED, EntryForm, LeaveForm
from projects.models import EntrySnapshot, Participation
from projects.policy import Can, visible_participations
from projects.story import story_of
from projects.workflow import participation_workflow

READS = "partecipazione"
# The steps that have a page of their own.
STEPS = {
    "leave": "projects:leave",
    "record_result": "projects:result",
    "record_follow_up": "projects:follow_up",
    "come_back": "projects:come_back",
}
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def participation_of(request: HttpRequest, pk: int) -> Participation:
    """The participation of the address, if one sees it; that it was opened is written down."""
    found = get_object_or_404(visible_participations(request.user).for_page(), pk=pk)
    log_reading([found.beneficiary], by=request.user, what=READS)
    return found


@require_safe
def participation(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers of the first day as they were frozen, what lacks, what comes next."""
    authorize(request.user, Can.SEE_PROJECTS)
    found = participation_of(request, pk)
    lines = lines_of(found.entry, found.project.programme.call)
    context = {
        "participation": found,
        "head": head_beside(found.beneficiary, user=request.user),
        "lines": lines,
        "missing": [line for line in lines if line.is_missing],
        "required": lacking_words(lines),
        "offers": _offers(request, found),
        "may_complete": may(request.user, Can.COMPLETE_ENTRY, found),
        "reason": ExitReason(found.exit_reason) if found.exit_reason else None,
        "result": getattr(found, "result", None),
        "follow_up": getattr(found, "follow_up", None),
        "panels": panels_for(request, "participation.rail", found),
    }
    return render(request, "projects/participation.html", context)


def _offers(request: HttpRequest, found: Participation) -> list[tuple[Offer, str]]:
    """The steps that have a page of their own, each with its address."""
    offers = participation_workflow.steps_for(request.user, found)
    early = why_no_follow_up(found, timezone.localdate())
    return [
        (
            replace(offer, refused=offer.refused or early)
            if offer.name == "record_follow_up"
            else offer,
            reverse(STEPS[offer.name], args=[found.pk]),
        )
        for offer in offers
        if offer.name in STEPS
    ]


@get_or_post
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the exit: when and why."""
    found = participation_of(request, pk)
    authorize(request.user, Can.LEAVE, found)
    posted = request.POST if request.method == "POST" else None
    form = LeaveForm(posted, initial={"exit_on": min(timezone.localdate(), found.project.ends_on)})
    if form.is_valid() and _leave(request, found, form):
        messages.success(request, _("Uscita registrata."))
        return redirect("projects:participation", found.pk)
    return render(request, "projects/leave.html", {"participation": found, "form": form})


def _leave(request: HttpRequest, found: Participation, form: LeaveForm) -> bool:
    asked = form.cleaned_data
    try:
        leave_project(
            found,
            exit_on=asked["exit_on"],
            reason=ExitReason(asked["reason"]),
            note=asked["note"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except WrongStep as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@get_or_post
def return_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the re-entry; the page before says what it means."""
    found = participation_of(request, pk)
    authorize(request.user, Can.COME_BACK, found)
    refused = ""
    if request.method == "POST":
        try:
            come_back(found, by=request.user, at=timezone.now())
        except WrongStep as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Rientro registrato."))
            return redirect("projects:participation", found.pk)
    context = {"participation": found, "refused": refused}
    return render(request, "projects/come_back.html", context)


@get_or_post
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in what was not asked on the first day, or correct an answer with a reason."""
    found = participation_of(request, pk)
    authorize(request.user, Can.COMPLETE_ENTRY, found)
    form = EntryForm(request.POST if request.method == "POST" else None, entry=found.entry)
    clashes: list = []
    if form.is_valid():
        try:
            if _complete(request, found, form):
                drop_draft(request, entry_form(found))
                messages.success(request, _("Risposte salvate."))
                return redirect("projects:participation", found.pk)
        except EditClash as clash:
            clashes = _meet(found.entry, form, clash)
    form = with_draft(request, form, entry_form(found))
    context = {"participation": found, "form": form, "clashes": clashes}
    return render(request, "projects/complete.html", context)


def _complete(request: HttpRequest, found: Participation, form: EntryForm) -> bool:
    try:
        complete_entry(
            found,
            form.typed(),
            seen=read_seen(found.entry, form.cleaned_data["seen"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _meet(entry: EntrySnapshot, form: EntryForm, clash: EditClash) -> list:
    """Show both values of each field; sent again, this form knows the other's."""
    seen = read_seen(entry, form.cleaned_data["seen"])
    known = {name: value for name, value in theirs(clash.clashes).items() if name in COMPARED}
    form.data = form.data.copy()
    form.data["seen"] = sign_again(entry, seen, known)
    return meetings(EntrySnapshot, clash.clashes)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was changed in a participation: by whom, when and why."""
    authorize(request.user, Can.SEE_PROJECTS)
    found = participation_of(request, pk)
    return render(
        request, "projects/history.html", {"participation": found, "story": story_of(found)}
    )
