"""The assessments of a person: compared, read, written, corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries import actions
from beneficiaries.actions import AlreadyAssessed
from beneficiaries.assessing import (
    assessed_of,
    begun,
    correction_of,
    draft_of,
    former_of,
    keep_assessment,
    keep_correction,
    lines_of,
    meetings_of,
    versions_of,
)
from beneficiaries.forms.assessments import (
    NAMES,
    AssessmentForm,
    answers_of,
    read_sheet,
    sign_sheet,
)
from beneficiaries.head import head_of
from beneficiaries.models import Assessment
from beneficiaries.policy import Can, visible_assessments
from beneficiaries.views.people import person_or_404
from beneficiaries.wording import theirs
from core import drafts
from core.audit.actions import log_reading
from core.merge import EditClash
from core.models import Draft
from core.once import needs_no_key
from core.policy import authorize

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def assessments(request: HttpRequest, pk: int) -> HttpResponse:
    """All of them, newest first, and two of them compared."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.READ_ASSESSMENTS, person)
    log_reading([person], by=request.user, what="valutazioni")
    context = {
        "head": head_of(person, user=request.user, current="assessments"),
        "assessed": assessed_of(request.user, person, request.GET),
    }
    return render(request, "beneficiaries/assessments.html", context)


@get_or_post
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a new one; what is typed is kept, the former answers stand beside."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.ASSESS, person)
    log_reading([person], by=request.user, what="valutazione")
    draft = draft_of(request, person)
    data = request.POST if request.method == "POST" else None
    form = AssessmentForm(data, former=former_of(request.user, person), initial=begun(draft))
    if form.is_valid():
        now = timezone.now()
        try:
            actions.write_assessment(person, form.sheet(), by=request.user, at=now)
        except AlreadyAssessed as refusal:
            form.add_error("assessed_on", str(refusal))
        else:
            if draft.pk is not None:
                draft.delete()
            messages.success(request, _("Valutazione salvata."))
            return redirect("beneficiaries:assessments", person.pk)
    head = head_of(person, user=request.user, current="assessments")
    return render(
        request, "beneficiaries/assess.html", {"form": form, "head": head, "draft": draft}
    )


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an assessment while it is being written."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.ASSESS, person)
    draft = draft_of(request, person)
    keep_assessment(draft, request.POST, NAMES)
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


def _open(request: HttpRequest, pk: int, can: Can) -> Assessment:
    found = get_object_or_404(visible_assessments(request.user).for_correction(), pk=pk)
    authorize(request.user, can, found)
    log_reading([found.beneficiary], by=request.user, what="valutazione")
    return found


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One assessment, whole, with its notes and what was corrected."""
    assessment = _open(request, pk, Can.READ_ASSESSMENTS)
    context = {
        "head": head_of(assessment.beneficiary, user=request.user, current="assessments"),
        "assessment": assessment,
        "lines": lines_of(assessment),
        "versions": versions_of(assessment),
    }
    return render(request, "beneficiaries/assessment.html", context)


@get_or_post
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an assessment; the earlier answers stay among its versions."""
    assessment = _open(request, pk, Can.ASSESS)
    draft = correction_of(request, assessment)
    data = request.POST if request.method == "POST" else None
    former = former_of(request.user, assessment.beneficiary, assessment.assessed_on)
    shown = answers_of(assessment) | drafts.read(draft)
    form = AssessmentForm(data, former=former, initial=shown)
    met: dict[str, Any] = {"meetings": []}
    if form.is_valid():
        try:
            return _corrected(request, assessment, form, draft)
        except AlreadyAssessed as refusal:
            form.add_error("assessed_on", str(refusal))
        except EditClash as clash:
            met = _met(form, assessment, clash)
    head = head_of(assessment.beneficiary, user=request.user, current="assessments")
    context = {"form": form, "head": head, "assessment": assessment, "draft": draft, **met}
    return render(request, "beneficiaries/correct_assessment.html", context)


@needs_no_key("Keeps a draft: the form's sheet says which.")
@require_POST
def keep_corrected(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a correction while it is being written."""
    assessment = _open(request, pk, Can.ASSESS)
    draft = correction_of(request, assessment)
    form = AssessmentForm(request.POST, initial=answers_of(assessment))
    keep_correction(draft, request.POST, NAMES, has_changed=form.has_changed())
    return render(request, "beneficiaries/_note_kept.html", {"draft": draft})


def _corrected(
    request: HttpRequest, assessment: Assessment, form: AssessmentForm, draft: Draft
) -> HttpResponse:
    seen = read_sheet(assessment, form.cleaned_data["seen"])
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    actions.correct_assessment(assessment, form.sheet(), seen=seen, **who)
    if draft.pk is not None:
        draft.delete()
    messages.success(request, _("Valutazione corretta: le risposte di prima restano qui sotto."))
    return redirect("beneficiaries:assessment", assessment.pk)


def _met(form: AssessmentForm, assessment: Assessment, clash: EditClash) -> dict[str, Any]:
    """After a clash: both answers, and the other's counted as seen from now on."""
    seen = read_sheet(assessment, form.cleaned_data["seen"])
    form.data = form.data.copy()
    form.data["seen"] = sign_sheet(assessment, {**seen, **theirs(clash.clashes)})
    return {"meetings": meetings_of(clash.clashes)}
