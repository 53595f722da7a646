"""Pages of emergency accesses: open one, read under it, end it, review it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.confirming import Factor, NotConfirmed, confirm, factor_of, is_fresh
from beneficiaries import actions
from beneficiaries.emergencies import EMERGENCY, page_of
from beneficiaries.forms.emergencies import OpenEmergencyForm, ReviewEmergencyForm
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary, EmergencyAccess
from beneficiaries.policy import Can, visible_emergencies, visible_emergency_notes
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.policy import authorize
from core.workflow import WrongStep

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def open_access(request: HttpRequest, pk: int) -> HttpResponse:
    """What an emergency access is, and why it is needed; one that is open leads to its page."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.OPEN_EMERGENCY, person)
    log_reading([person], by=request.user, what="modulo d’emergenza")
    mine = visible_emergencies(request.user).of_holder(request.user.pk).open()
    found = mine.filter(beneficiary=person).first()
    if found is not None:
        return redirect("beneficiaries:emergency", found.pk)
    factor = None if is_fresh(request) else factor_of(request.user)
    form = OpenEmergencyForm(request.POST if request.method == "POST" else None, factor=factor)
    if (
        form.is_valid()
        and _confirmed(request, person, form, factor)
        and (made := _open(request, person, form)) is not None
    ):
        drop_draft(request, f"emergency:{person.pk}")
        log_reading([person], by=request.user, what=EMERGENCY)
        messages.success(request, _("Accesso d’emergenza aperto: chi lo esamina è avvisato."))
        return redirect("beneficiaries:emergency", made.pk)
    form = with_draft(request, form, f"emergency:{person.pk}")
    head = head_of(person, user=request.user, current="show")
    context = {"form": form, "head": head, "asks_key": factor == Factor.KEY}
    return render(request, "beneficiaries/emergency_open.html", context)


def _confirmed(
    request: HttpRequest, person: Beneficiary, form: OpenEmergencyForm, factor: Factor | None
) -> bool:
    """Whether it is still the user who sits there; an attempt that failed is written down."""
    if factor is None:
        return True
    told = {name: form.cleaned_data.get(name, "") for name in ("password", "code")}
    try:
        confirm(request, factor, **told)
    except NotConfirmed as refused:
        form.add_error(refused.field, str(refused))
        log_reading([person], by=request.user, what="accesso d’emergenza non confermato")
        return False
    return True


def _open(
    request: HttpRequest, person: Beneficiary, form: OpenEmergencyForm
) -> EmergencyAccess | None:
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    told["link"] = request.build_absolute_uri(reverse("beneficiaries:emergencies"))
    try:
        return actions.open_emergency(person, form.cleaned_data["reason"], **told)
    except actions.EmergencyRefused as refused:
        form.add_error("reason", str(refused))
        log_reading([person], by=request.user, what="accesso d’emergenza rifiutato")
        return None


def _found(request: HttpRequest, pk: int, can: Can) -> EmergencyAccess:
    """The access, where one sees it; then whether one may."""
    authorize(request.user, Can.SEE_EMERGENCIES)
    rows = visible_emergencies(request.user).filter(pk=pk)
    # Another body's person is hidden: joined with them, the access would be, too.
    found = rows.for_page().first() or get_object_or_404(rows.without_person())
    authorize(request.user, can, found)
    return found


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """An access: its holder reads under it, its reviewer decides, an author sees that it was."""
    return _page(request, _found(request, pk, Can.SEE_EMERGENCIES))


def _page(
    request: HttpRequest, access: EmergencyAccess, form: ReviewEmergencyForm | None = None
) -> HttpResponse:
    page = page_of(access, request.user)
    if page.head is not None:
        what = EMERGENCY if page.reads else "esame di un accesso d’emergenza"
        log_reading([access.beneficiary], by=request.user, what=what)
    form = form or ReviewEmergencyForm()
    if page.may_review:
        form = with_draft(request, form, _review_form(access))
    context = {"page": page, "form": form}
    return render(request, "beneficiaries/emergency.html", context)


def _review_form(access: EmergencyAccess) -> str:
    return f"emergency-review:{access.beneficiary_id}/{access.pk}"


@require_safe
def read(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """One reserved note, while the access is open; that it was opened is written down."""
    authorize(request.user, Can.OPEN_EMERGENCY)
    mine = visible_emergencies(request.user).of_holder(request.user.pk).for_page()
    access = get_object_or_404(mine, pk=pk)
    notes = visible_emergency_notes(request.user).select_related("author").defer("words")
    found = get_object_or_404(notes, beneficiary_id=access.beneficiary_id, pk=note)
    actions.read_in_emergency(access, found, by=request.user)
    log_reading([access.beneficiary], by=request.user, what=EMERGENCY)
    head = head_of(access.beneficiary, user=request.user, current="show")
    context = {"access": access, "note": found, "head": head}
    return render(request, "beneficiaries/emergency_note.html", context)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an access before its time."""
    access = _found(request, pk, Can.END_EMERGENCY)
    try:
        actions.end_emergency(access, by=request.user, at=timezone.now())
    except actions.EmergencyRefused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Accesso d’emergenza chiuso: ora si legge come prima."))
    return redirect("beneficiaries:emergency", access.pk)


@require_POST
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether an access was justified."""
    access = _found(request, pk, Can.REVIEW_EMERGENCY)
    form = ReviewEmergencyForm(request.POST)
    if not form.is_valid():
        return _page(request, access, form)
    verdict, remark = form.cleaned_data["verdict"], form.cleaned_data["remark"]
    told: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        actions.review_emergency(access, verdict, remark, **told)
    except (actions.EmergencyRefused, WrongStep) as refused:
        form.add_error(None, str(refused))
        return _page(request, access, form)
    drop_draft(request, _review_form(access))
    messages.success(request, _("Esame registrato."))
    return redirect("beneficiaries:emergencies")
