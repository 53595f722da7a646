"""Correct what is known of a person; nobody overwrites a colleague."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beneficiaries import actions
from beneficiaries.enums import NOTICE_EDITION
from beneficiaries.forms import person as about
from beneficiaries.forms import situation as answers
from beneficiaries.forms.notes import NoticeForm
from beneficiaries.forms.seen import read_seen, sign_again
from beneficiaries.head import head_of
from beneficiaries.household_page import differs
from beneficiaries.models import Beneficiary, Situation
from beneficiaries.policy import Can, visible_names
from beneficiaries.views.people import person_or_404
from beneficiaries.wording import meetings, theirs
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.merge import EditClash
from core.policy import authorize

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def clash_context(form: Any, row: Any, seen: dict[str, Any], clash: EditClash) -> dict[str, Any]:
    """The page after a clash: both texts, and the other's values counted as seen from now on."""
    form.data = form.data.copy()
    form.data["seen"] = sign_again(row, seen, dict(theirs(clash.clashes)))
    return {"meetings": meetings(type(row), clash.clashes)}


def _open(request: HttpRequest, pk: int, *, beside: bool = False) -> Beneficiary:
    person = person_or_404(request, pk, beside=beside)
    authorize(request.user, Can.CORRECT, person)
    log_reading([person], by=request.user, what="correzione")
    return person


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the person's data."""
    person = _open(request, pk)
    others = visible_names(request.user).exclude(pk=person.pk)
    data = request.POST if request.method == "POST" else None
    form = about.PersonForm(data, initial=about.answers_of(person), people=others)
    met: dict[str, Any] = {"meetings": []}
    if data is not None and form.is_valid():
        seen = read_seen(person, form.cleaned_data["seen"])
        now = timezone.now()
        try:
            actions.correct_person(person, form.columns(), seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met = clash_context(form, person, seen, clash)
        else:
            drop_draft(request, f"identity:{person.pk}")
            messages.success(request, _("Dati salvati."))
            return redirect("beneficiaries:identity", person.pk)
    head = head_of(person, user=request.user, current="identity")
    form = with_draft(request, form, f"identity:{person.pk}")
    return render(request, "beneficiaries/edit.html", {"form": form, "head": head, **met})


@get_or_post
def edit_situation(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the person's present answers; what a project froze at entry stays as it was."""
    person = _open(request, pk, beside=True)
    situation = get_object_or_404(Situation, beneficiary=person)
    data = request.POST if request.method == "POST" else None
    form = answers.SituationForm(data, initial=answers.answers_of(situation))
    met: dict[str, Any] = {"meetings": [], "differs": differs(person, situation)}
    if data is not None and form.is_valid():
        seen = read_seen(situation, form.cleaned_data["seen"])
        now = timezone.now()
        try:
            actions.correct_situation(situation, form.columns(), seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met |= clash_context(form, situation, seen, clash)
        else:
            drop_draft(request, f"situation:{person.pk}")
            messages.success(request, _("Risposte salvate."))
            return redirect("beneficiaries:identity", person.pk)
    head = head_of(person, user=request.user, current="identity")
    form = with_draft(request, form, f"situation:{person.pk}")
    return render(request, "beneficiaries/edit_situation.html", {"form": form, "head": head, **met})


@get_or_post
def record_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the privacy notice was handed over."""
    person = _open(request, pk)
    data = request.POST if request.method == "POST" else None
    form = NoticeForm(data, is_needed=True)
    if data is not None and form.is_valid():
        actions.record_notice(
            person,
            edition=NOTICE_EDITION,
            given_on=form.cleaned_data["notice_given_on"],
            is_signed=form.cleaned_data["notice_signed"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Informativa registrata."))
        return redirect("beneficiaries:identity", person.pk)
    head = head_of(person, user=request.user, current="identity")
    return render(request, "beneficiaries/notice.html", {"form": form, "head": head})
