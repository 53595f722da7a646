"""Referrals: the list, one written and sent, one read; taken back, accepted, declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.workers import colleagues
from beneficiaries import actions
from beneficiaries.filters import ReferralFilter
from beneficiaries.forms.referrals import AcceptForm, DeclineForm, ReferralForm
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary, Referral
from beneficiaries.policy import Can, visible_people, visible_referrals
from beneficiaries.sharing import draft_of, keep_referral, other_agencies
from beneficiaries.tables import ReferralTable
from beneficiaries.views.people import person_or_404
from beneficiaries.workflow import referral_workflow
from core import drafts
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.lists import Empty, ListPage
from core.once import needs_no_key
from core.policy import authorize, may
from core.workflow import WrongStep

READS = "invio"
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Told:
    """Whom a referral tells of, for the log: their row may be hidden from who reads it."""

    pk: int
    agency_id: int


def _log(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "invii" if how == "list" else "esportazione invii"
    people = {one.beneficiary_id: Told(one.beneficiary_id, one.agency_id) for one in shown}
    log_reading(people.values(), by=request.user, what=what)


referral_list = ListPage(
    title=gettext_lazy("Invii fra enti"),
    one=gettext_lazy("invio"),
    noun=gettext_lazy("invii"),
    who=Can.SEE_REFERRALS,
    table=ReferralTable,
    rows=lambda request: visible_referrals(request.user),
    fetch=lambda request, keys: list(
        visible_referrals(request.user).filter(pk__in=keys).for_page()
    ),
    order=("-sent_at", "-pk"),
    empty=Empty(
        gettext_lazy("Nessun invio"),
        gettext_lazy(
            "Qui compaiono le persone che mandi a un altro ente, dalla loro pagina Condivisione,"
            " e quelle che un altro ente vi manda."
        ),
    ),
    filters=ReferralFilter,
    log=_log,
    file_name="invii",
)
all_referrals = require_safe(referral_list)


@get_or_post
def refer(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another agency to take a person up; beside it, all that it will know until it does."""
    person = _open_person(request, pk)
    draft = draft_of(request, person)
    form = ReferralForm(
        request.POST if request.method == "POST" else None,
        agencies=other_agencies(request.user),
        person=person,
        initial=drafts.read(draft),
    )
    if form.is_valid() and (done := _send(request, person, form)) is not None:
        if draft.pk is not None:
            draft.delete()
        return done
    context = {
        "head": head_of(person, user=request.user, current="sharing"),
        "form": form,
        "known": actions.least_known_of(person),
        "draft": draft,
    }
    return render(request, "beneficiaries/refer.html", context)


def _open_person(request: HttpRequest, pk: int) -> Beneficiary:
    person = person_or_404(request, pk)
    authorize(request.user, Can.REFER, person)
    log_reading([person], by=request.user, what=READS)
    return person


def _send(request: HttpRequest, person: Beneficiary, form: ReferralForm) -> HttpResponse | None:
    try:
        sent = actions.send_referral(person, form.request(), by=request.user, at=timezone.now())
    except actions.AlreadySent as refused:
        form.add_error("to_agency", str(refused))
        return None
    told = _("Invio mandato a %(agency)s.") % {"agency": sent.to_agency.short_name}
    messages.success(request, told)
    return redirect("beneficiaries:referral", sent.pk)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a referral while it is being written."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.REFER, person)
    draft = draft_of(request, person)
    keep_referral(draft, request.POST)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A referral: whoever sent it sees where it stands, whoever receives it can answer."""
    return _answer_page(request, _open(request, pk))


def _open(request: HttpRequest, pk: int, can: Can = Can.SEE_REFERRALS) -> Referral:
    found: Referral = get_object_or_404(visible_referrals(request.user).for_page(), pk=pk)
    authorize(request.user, can, found)
    log_reading([Told(found.beneficiary_id, found.agency_id)], by=request.user, what=READS)
    return found


def _answer_page(request: HttpRequest, found: Referral, **typed: Any) -> HttpResponse:
    person = visible_people(request.user).for_page().filter(pk=found.beneficiary_id).first()
    is_ours = may(request.user, Can.REFER, found)
    offers = {one.name: one for one in referral_workflow.steps_for(request.user, found)}
    answers = bool(offers) and not offers["accept"].refused
    context: dict[str, Any] = {
        "referral": found,
        "person": person,
        "is_ours": is_ours,
        "head": head_of(person, user=request.user, current="sharing") if person else None,
        "offers": offers,
        "answers": answers,
    }
    if answers:
        workers = colleagues(request).values()
        context["accept_form"] = AcceptForm(workers=workers, me=request.user)
        refusal = typed.pop("decline_form", None) or DeclineForm(prefix="no")
        context["decline_form"] = with_draft(request, refusal, _decline_form(found))
    return render(request, "beneficiaries/referral.html", context | typed)


def _decline_form(found: Referral) -> str:
    return f"decline:{found.beneficiary_id}/{found.pk}"


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a referral back."""
    found = _open(request, pk, Can.REFER)
    try:
        actions.withdraw_referral(found, by=request.user, at=timezone.now())
    except WrongStep as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Invio ritirato: l’altro ente non lo vede più."))
    return redirect("beneficiaries:referral", found.pk)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a referral: the person is shared from now on, and somebody here takes them up."""
    found = _open(request, pk, Can.ANSWER_REFERRAL)
    form = AcceptForm(request.POST, workers=colleagues(request).values(), me=request.user)
    if not form.is_valid():
        return _answer_page(request, found, accept_form=form)
    worker = form.cleaned_data["worker"]
    try:
        actions.accept_referral(found, worker, by=request.user, at=timezone.now())
    except actions.NotAWorker as refused:
        form.add_error("worker", str(refused))
        return _answer_page(request, found, accept_form=form)
    except WrongStep as refused:
        return _missed(request, refused)
    messages.success(request, _("Invio accolto: la persona ora è condivisa con il tuo ente."))
    return redirect("beneficiaries:show", found.beneficiary_id)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline a referral, with a reason."""
    found = _open(request, pk, Can.ANSWER_REFERRAL)
    form = DeclineForm(request.POST, prefix="no")
    if not form.is_valid():
        return _answer_page(request, found, decline_form=form)
    reason, answer = form.cleaned_data["reason"], form.cleaned_data["answer"]
    try:
        actions.decline_referral(found, reason, answer, by=request.user, at=timezone.now())
    except WrongStep as refused:
        return _missed(request, refused)
    drop_draft(request, _decline_form(found))
    messages.success(request, _("Risposta mandata: chi ha inviato la persona legge il motivo."))
    return redirect("beneficiaries:referrals")


def _missed(request: HttpRequest, refused: WrongStep) -> HttpResponse:
    """Somebody answered or took it back meanwhile."""
    messages.error(request, str(refused))
    return redirect("beneficiaries:referrals")
