"""Ask for a later last day; the page of an extension: its way, signatures, notice and act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.once import needs_no_key
from core.policy import authorize
from core.workflow import WrongStep
from placements.actions import extension_papers as papers
from placements.actions import extensions as verbs
from placements.actions.papers import Signed
from placements.actions.proposals import Blocked
from placements.actions.refusals import NotPossible
from placements.drafting import extension_form
from placements.enums import ExtensionState
from placements.extending import (
    asked_of,
    hinders_asking,
    open_extension_of,
    verdicts_of_extension,
)
from placements.extension_story import next_of_extension, steps_of_extension
from placements.facts import tally
from placements.forms.extensions import ExtensionForm
from placements.forms.papers import NoticeForm, SignaturesForm
from placements.models import Extension, Placement
from placements.policy import Can, visible_extensions
from placements.printing import print_extension
from placements.signing import (
    due_of_extension,
    late_words,
    notice_of_extension,
    papers_of_extension,
)
from placements.views.placements import get_or_post
from placements.views.proposals import READS, placement_of, tell
from placements.workflow import extension_workflow

JOINED = (
    "version",
    "submitted_by",
    "placement__beneficiary",
    "placement__host",
    "placement__agency",
    "placement__project__programme__call",
    "placement__participation__entry",
)
JUDGED = (ExtensionState.SUBMITTED, ExtensionState.CHANGES)


# --- ask ----------------------------------------------------------------------------------------


@get_or_post
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a later last day, or correct what the coordinator sent back."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    waiting = open_extension_of(found)
    if waiting is not None and waiting.state != ExtensionState.CHANGES:
        return redirect("placements:extension", waiting.pk)
    data = request.POST if request.method == "POST" else None
    form = ExtensionForm(data, placement=found, extension=waiting)
    if form.is_valid():
        try:
            return _send(request, found, waiting, form)
        except Blocked as refusal:
            tell(form, refusal.told)
        except (NotPossible, WrongStep) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "placement": found,
        "extension": waiting,
        "misfit": hinders_asking(found, timezone.localdate()),
        **_judged(found, form),
        "form": with_draft(request, form, extension_form(found)),
    }
    return render(request, "placements/extend.html", context)


def _send(
    request: HttpRequest, found: Placement, waiting: Extension | None, form: ExtensionForm
) -> HttpResponse:
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if waiting is None:
        made = verbs.ask_extension(found, form.asked(), **who)
    else:
        made = verbs.ask_again(waiting, form.asked(), version=waiting.version.number, **who)
    drop_draft(request, extension_form(found))
    messages.success(request, _("Proroga inviata al coordinatore."))
    return redirect("placements:extension", made.pk)


def _judged(found: Placement, form: ExtensionForm) -> dict[str, Any]:
    """What the rules say of what is typed, or of what was sent back."""
    if hinders_asking(found, timezone.localdate()):
        return {"verdicts": [], "tally": ""}
    form.is_valid()
    asked = form.asked() if form.is_bound else form.asked_as_saved()
    verdicts = verdicts_of_extension(found, asked, timezone.localdate())
    return {"verdicts": verdicts, "tally": tally(verdicts)}


@needs_no_key("A live check: changes nothing.")
@require_POST
def extend_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules say of an extension as it is typed."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    form = ExtensionForm(request.POST, placement=found)
    return render(request, "placements/_judged.html", _judged(found, form))


# --- one extension ------------------------------------------------------------------------------


def extension_of(request: HttpRequest, pk: int) -> Extension:
    """The extension of the address, if one sees it; that it was opened is written down."""
    authorize(request.user, Can.SEE_PLACEMENTS)
    rows = visible_extensions(request.user).select_related(*JOINED)
    found = get_object_or_404(rows, pk=pk)
    log_reading([found.placement.beneficiary], by=request.user, what=READS)
    return found


@get_or_post
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, what it says; its signatures and its notice are recorded here."""
    found = extension_of(request, pk)
    authorize(request.user, Can.SIGN, found)
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    collected = papers_of_extension(found)
    signs = SignaturesForm(
        request.POST if verb == "sign" else None, papers=collected, placement=found.placement
    )
    notice = NoticeForm(request.POST if verb == "notice" else None)
    form: Any = {"sign": signs, "notice": notice}.get(verb)
    if form is not None and form.is_valid():
        try:
            said = _record(request, found, form)
        except (NotPossible, WrongStep) as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("placements:extension", found.pk)
    return _answer(request, found, collected=collected, signs=signs, notice=notice)


def _record(request: HttpRequest, found: Extension, form: SignaturesForm | NoticeForm) -> str:
    """Record what the form tells, and say what came of it."""
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    if isinstance(form, SignaturesForm):
        told = [Signed(one.paper, one.party, by, on) for one, by, on in form.signed()]
        fresh, said = papers.sign_extension(found, told, **who), _("Firme registrate.")
    else:
        fresh = papers.notify_extension(found, **form.cleaned_data, **who)
        said = _("Comunicazione registrata.")
    if fresh.state == ExtensionState.IN_FORCE:
        said = _("La proroga è in vigore: il nuovo ultimo giorno vale da ora.")
    return said


def _answer(request: HttpRequest, found: Extension, **shown: Any) -> HttpResponse:
    sent, is_approved = notice_of_extension(found), found.state == ExtensionState.APPROVED
    signs, notice, collected = shown["signs"], shown["notice"], shown["collected"]
    verdicts = []
    if found.state in JUDGED:
        today = timezone.localdate()
        verdicts = verdicts_of_extension(found.placement, asked_of(found), today)
    offers = {one.name: one for one in extension_workflow.steps_for(request.user, found)}
    context = {
        "extension": found,
        "placement": found.placement,
        "steps": steps_of_extension(found),
        "next": next_of_extension(found),
        "papers": collected,
        "sent": sent,
        "late": late_words(found.placement, sent) if sent else "",
        "due": due_of_extension(found),
        "signs": signs if is_approved and collected.lacking else None,
        "notice": notice if is_approved and sent is None else None,
        "verdicts": verdicts,
        "tally": tally(verdicts),
        "offers": offers,
        # The page's title begins “Errore:” where its form has errors.
        "form": signs if signs.is_bound else notice if notice.is_bound else None,
    }
    return render(request, "placements/extension.html", context)


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up; the page before says what it means."""
    found = extension_of(request, pk)
    authorize(request.user, Can.WITHDRAW, found)
    refused = ""
    if request.method == "POST":
        try:
            verbs.withdraw_extension(found, by=request.user, at=timezone.now())
        except WrongStep as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Proroga ritirata: resta l’ultimo giorno di prima."))
            return redirect("placements:show", found.placement_id)
    context = {
        "extension": found,
        "placement": found.placement,
        "refused": refused,
        "sent": notice_of_extension(found),
    }
    return render(request, "placements/extension_withdraw.html", context)


@require_safe
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """The act as a PDF, marked as a draft until the extension is approved."""
    found = extension_of(request, pk)
    authorize(request.user, Can.SIGN, found)
    name = f"proroga-{found.placement_id}-v{found.version.number}.pdf"
    return HttpResponse(
        print_extension(found),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
