"""The documents of a person: what there is, bring one, take one out, replace, cancel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries import actions
from beneficiaries.document_enums import DocumentKind
from beneficiaries.documents import shelf_of
from beneficiaries.forms.documents import (
    CancelDocumentForm,
    CorrectDocumentForm,
    UploadForm,
    answers_of_document,
)
from beneficiaries.forms.seen import read_seen
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary, Document, PersonalPlan
from beneficiaries.plan_enums import HELD_PLANS
from beneficiaries.policy import Can, visible_documents, visible_plans
from beneficiaries.views.people import person_or_404
from beneficiaries.views.record import clash_context
from core.audit.actions import log_reading
from core.files.answers import hand_out
from core.files.shelf import NoRoom
from core.merge import EditClash
from core.policy import authorize, may
from core.workflow import WrongStep

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
READS, HERE, ONE = "documenti", "beneficiaries:documents", "beneficiaries:document"
REFUSALS = (actions.DocumentRefused, NoRoom, WrongStep)


@require_safe
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is, what ends soon, what is missing."""
    person = _person(request, pk, Can.READ_DOCUMENTS)
    head = head_of(person, user=request.user, current="documents")
    context = {"head": head, "shelf": shelf_of(person, request.user)}
    return render(request, "beneficiaries/documents.html", context)


@get_or_post
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a document; `tipo`: its kind, `versione`: the version of the plan it is a copy of."""
    person = _person(request, pk, Can.KEEP_DOCUMENTS)
    plan = _plan_of(request, person)
    asked = request.GET.get("tipo", "")
    initial = {"kind": asked if asked in DocumentKind.values else ""}
    form = _upload(request, initial, of_plan=plan is not None)
    if form.is_valid():
        told, at = (person, form.taken(), form.told()), timezone.now()
        try:
            made = actions.add_document(*told, plan=plan, by=request.user, at=at)
        except REFUSALS as refusal:
            _refuse(form, refusal)
        else:
            return _brought(request, made)
    head = head_of(person, user=request.user, current="documents")
    context = {"head": head, "form": form, "plan": plan, "former": None}
    return render(request, "beneficiaries/document_new.html", context)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: the picture, what is said of it, what can be done."""
    found = document_or_404(request, pk, Can.READ_DOCUMENTS)
    return render(request, "beneficiaries/document.html", shown(request, found))


@require_safe
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, to be kept; `anteprima`: a picture, to be looked at."""
    found = document_or_404(request, pk, Can.READ_DOCUMENTS, logged=False)
    is_look = "anteprima" in request.GET
    try:
        content = actions.fetch_document(found, by=request.user, seen_only=is_look)
    except actions.DocumentRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(ONE, found.pk)
    return hand_out(content, kind=found.file, name=found.name, inline=is_look)


@get_or_post
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is said of a file."""
    found = document_or_404(request, pk, Can.KEEP_DOCUMENTS)
    data = request.POST if request.method == "POST" else None
    of_plan = found.plan_id is not None
    form = CorrectDocumentForm(data, initial=answers_of_document(found), of_plan=of_plan)
    met: dict[str, Any] = {"meetings": []}
    if form.is_valid():
        seen, now = read_seen(found, form.cleaned_data["seen"]), timezone.now()
        try:
            actions.correct_document(found, form.columns(), seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met = clash_context(form, found, seen, clash)
        except actions.DocumentRefused as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("Dati del documento salvati."))
            return redirect(ONE, found.pk)
    head = head_of(found.beneficiary, user=request.user, current="documents")
    context = {"head": head, "form": form, "document": found, **met}
    return render(request, "beneficiaries/document_edit.html", context)


@get_or_post
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a newer document in the place of this one, which stays."""
    found = document_or_404(request, pk, Can.KEEP_DOCUMENTS)
    initial = answers_of_document(found, again=True)
    form = _upload(request, initial, of_plan=found.plan_id is not None)
    if form.is_valid():
        told, at = (found, form.taken(), form.told()), timezone.now()
        try:
            made = actions.replace_document(*told, by=request.user, at=at)
        except REFUSALS as refusal:
            _refuse(form, refusal)
        else:
            return _brought(request, made)
    head = head_of(found.beneficiary, user=request.user, current="documents")
    context = {"head": head, "form": form, "plan": None, "former": found}
    return render(request, "beneficiaries/document_new.html", context)


@get_or_post
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a document counts no more."""
    found = document_or_404(request, pk, Can.KEEP_DOCUMENTS)
    form = CancelDocumentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "at": timezone.now()}
        try:
            actions.cancel_document(found, by=request.user, **told)
        except WrongStep as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Documento annullato: resta fra quelli non più in uso."))
            return redirect(HERE, found.beneficiary_id)
    head = head_of(found.beneficiary, user=request.user, current="documents")
    context = {"head": head, "form": form, "document": found}
    return render(request, "beneficiaries/document_cancel.html", context)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the scanner again about a file that waits."""
    found = document_or_404(request, pk, Can.KEEP_DOCUMENTS)
    try:
        asked = actions.scan_again(found, by=request.user, at=timezone.now())
    except actions.DocumentRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(request, _("Antivirus: %(said)s.") % {"said": asked.scan_now.label})
    return redirect(ONE, found.pk)


def shown(request: HttpRequest, found: Document, look: Any = None) -> dict[str, Any]:
    """What the page of a document says; `look`: its pages, once somebody asked for them."""
    return {
        "head": head_of(found.beneficiary, user=request.user, current="documents"),
        "document": found,
        "look": look,
        "may_keep": may(request.user, Can.KEEP_DOCUMENTS, found) and found.is_in_use,
    }


def _person(request: HttpRequest, pk: int, can: Can) -> Beneficiary:
    """The person, if one may do this to their documents; the look is written down."""
    person = person_or_404(request, pk)
    authorize(request.user, can, person)
    log_reading([person], by=request.user, what=READS)
    return person


def document_or_404(request: HttpRequest, pk: int, can: Can, *, logged: bool = True) -> Document:
    """The document, if one may do this to it; the look is written down."""
    found = get_object_or_404(visible_documents(request.user).for_page(), pk=pk)
    authorize(request.user, can, found)
    if logged:
        log_reading([found.beneficiary], by=request.user, what=READS)
    return found


def _plan_of(request: HttpRequest, person: Beneficiary) -> PersonalPlan | None:
    """The version of the plan that the address names."""
    number = request.GET.get("versione", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 5):
        return None
    rows = visible_plans(request.user).of_person(person.pk).filter(state__in=HELD_PLANS)
    return rows.filter(number=number).first()


def _upload(request: HttpRequest, initial: dict[str, Any], *, of_plan: bool) -> UploadForm:
    if request.method == "POST":
        return UploadForm(request.POST, request.FILES, initial=initial, of_plan=of_plan)
    return UploadForm(initial=initial, of_plan=of_plan)


def _refuse(form: Any, refusal: Exception) -> None:
    form.add_error(getattr(refusal, "field", None), str(refusal))


def _brought(request: HttpRequest, made: Document) -> HttpResponse:
    said = {"kind": made.get_kind_display()}
    messages.success(request, _("Documento salvato: %(kind)s.") % said)
    if not made.scan_now.is_open:
        messages.warning(
            request, _("L’antivirus non risponde: il file resta chiuso fino al controllo.")
        )
    return redirect(HERE, made.beneficiary_id)
