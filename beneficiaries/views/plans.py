"""The plan of a person: read it, follow it, print it, sign it, conclude it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries import actions
from beneficiaries.forms.declare import DeclareForm
from beneficiaries.forms.plans import PlanNoteForm, PlanSignatureForm
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary, PersonalPlan, PlanAction
from beneficiaries.plan_changes import compare
from beneficiaries.plan_enums import SHARED_PLANS, PlanState, Reached, Signatory
from beneficiaries.plan_page import (
    copies_of,
    followed,
    lacking_of,
    names_of,
    page_of,
    signatures_of,
)
from beneficiaries.plan_story import story_of
from beneficiaries.plan_wording import words_of
from beneficiaries.planning import Whole, before
from beneficiaries.policy import Can, visible_actions, visible_goals, visible_plans
from beneficiaries.printing import print_plan
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.policy import authorize
from core.workflow import WrongStep

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
REFUSALS = (actions.PlanRefused, WrongStep)
HERE = "beneficiaries:plan"


def open_person(request: HttpRequest, pk: int, can: Can = Can.READ_PLAN) -> Beneficiary:
    """The person, if one may do this to their plan; that they were looked at is written down."""
    person = person_or_404(request, pk)
    authorize(request.user, can, person)
    log_reading([person], by=request.user, what="progetto")
    return person


def version_of(request: HttpRequest, person: Beneficiary, **which: Any) -> PersonalPlan | None:
    """One version of the person's plan, if there is such a one."""
    rows = visible_plans(request.user).of_person(person.pk).for_page()
    found = rows.filter(**which).first()
    if found is not None:
        # The row that is there already, with what its page joined.
        found.beneficiary, found.agency = person, person.agency
    return found


def version_or_404(request: HttpRequest, person: Beneficiary, **which: Any) -> PersonalPlan:
    """One version of the person's plan."""
    found = version_of(request, person, **which)
    if found is None:
        raise Http404
    return found


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan that holds, with its goals and actions; the versions beside it."""
    person = open_person(request, pk)
    context = {
        "head": head_of(person, user=request.user, current="plan"),
        "page": page_of(person, request.user),
        "reached": Reached,
    }
    return render(request, "beneficiaries/plan.html", context)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as it is or was, and what it changed."""
    person = open_person(request, pk)
    found = version_or_404(request, person, number=number)
    former = before(found, visible_plans(request.user))
    context = {
        "head": head_of(person, user=request.user, current="plan"),
        "plan": found,
        "former": former,
        "compared": compare(former.content if former else None, words_of(found)),
        "story": story_of(found),
        "signatures": signatures_of(found),
        "copies": copies_of(found, request.user),
    }
    return render(request, "beneficiaries/plan_version.html", context)


@require_safe
def paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The document the person signs, as a PDF, marked as a draft until it is approved."""
    person = open_person(request, pk)
    found = version_or_404(request, person, number=number)
    name = f"progetto-{person.pk}-v{found.number}.pdf"
    return HttpResponse(
        print_plan(found, _worked(found, request)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _worked(found: PersonalPlan, request: HttpRequest) -> Whole | None:
    """The hours so far, beside a version that holds or was concluded."""
    return followed(found, request.user) if found.state in SHARED_PLANS else None


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version, and go on to write it."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    try:
        actions.begin_plan(person, by=request.user, at=timezone.now())
    except actions.PlanRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(HERE, person.pk)
    return redirect("beneficiaries:plan_edit", person.pk)


@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft up."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    found = version_or_404(request, person, state=PlanState.DRAFT)
    try:
        actions.give_up_plan(found, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        # A colleague was first: proposed it, or gave it up.
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Bozza abbandonata: resta fra le versioni."))
    return redirect(HERE, person.pk)


# --- followed -----------------------------------------------------------------------------------


@require_POST
def do_action(request: HttpRequest, pk: int, action: int) -> HttpResponse:
    """Tick an action, or undo it (`undo`)."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    rows = visible_actions(request.user).select_related("goal__plan")
    found = get_object_or_404(rows.filter(goal__plan__beneficiary_id=person.pk), pk=action)
    now = timezone.now()
    try:
        if "undo" in request.POST:
            actions.untick_action(found, by=request.user, at=now)
        else:
            actions.tick_action(found, by=request.user, at=now)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    return _to_action(person, found)


def _to_action(person: Beneficiary, found: PlanAction) -> HttpResponse:
    answer = redirect(HERE, person.pk)
    answer["Location"] += f"#azione-{found.pk}"
    return answer


@get_or_post
def declare(request: HttpRequest, pk: int, action: int) -> HttpResponse:
    """The hours that others did for an action, and who says so."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    rows = visible_actions(request.user).to_serve().of_people([person.pk])
    found = get_object_or_404(rows, pk=action)
    shown = {"hours": found.hours_declared, "source": found.declared_by}
    form = DeclareForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        try:
            actions.declare_hours(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.PlanRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Ore dichiarate salvate."))
            return _to_action(person, found)
    head = head_of(person, user=request.user, current="plan")
    context = {"head": head, "form": form, "action": found}
    return render(request, "beneficiaries/plan_declare.html", context)


@require_POST
def reach_goal(request: HttpRequest, pk: int, goal: int) -> HttpResponse:
    """Say how far a goal is."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    rows = visible_goals(request.user).select_related("plan")
    found = get_object_or_404(rows.filter(plan__beneficiary_id=person.pk), pk=goal)
    reached = request.POST.get("reached", "")
    try:
        if reached in Reached.values:
            actions.mark_goal(found, Reached(reached), by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    answer = redirect(HERE, person.pk)
    answer["Location"] += f"#obiettivo-{found.pk}"
    return answer


@require_POST
def review_done(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan was looked at with the person."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    found = version_or_404(request, person, state=PlanState.APPROVED)
    try:
        actions.record_review(found, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Verifica registrata."))
    return redirect(HERE, person.pk)


@get_or_post
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Conclude the plan that holds, saying how it ended."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    found = version_or_404(request, person, state=PlanState.APPROVED)
    data = request.POST if request.method == "POST" else None
    lacking = _("Scrivi come si conclude il progetto")
    form = PlanNoteForm(data, label=_("Come si conclude"), lacking=lacking)
    if form.is_valid() and _concluded(request, found, form):
        drop_draft(request, f"plan-end:{person.pk}")
        messages.success(request, _("Progetto concluso."))
        return redirect(HERE, person.pk)
    head = head_of(person, user=request.user, current="plan")
    form = with_draft(request, form, f"plan-end:{person.pk}")
    context = {"head": head, "plan": found, "form": form}
    return render(request, "beneficiaries/plan_end.html", context)


def _concluded(request: HttpRequest, found: PersonalPlan, form: PlanNoteForm) -> bool:
    note = form.cleaned_data["note"]
    try:
        actions.conclude_plan(found, note=note, by=request.user, at=timezone.now())
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@get_or_post
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The signatures on the plan that holds, and one more."""
    person = open_person(request, pk, Can.WRITE_PLAN)
    found = version_or_404(request, person, state=PlanState.APPROVED)
    given = signatures_of(found)
    lacking = lacking_of(given)
    data = request.POST if request.method == "POST" else None
    form = PlanSignatureForm(data, lacking=lacking, names=names_of(found))
    if form.is_valid() and _signed(request, found, form):
        messages.success(request, _("Firma registrata."))
        return redirect("beneficiaries:plan_sign", person.pk)
    head = head_of(person, user=request.user, current="plan")
    context = {"head": head, "plan": found, "form": form, "signatures": given, "lacking": lacking}
    return render(request, "beneficiaries/plan_sign.html", context)


def _signed(request: HttpRequest, found: PersonalPlan, form: PlanSignatureForm) -> bool:
    told = dict(form.cleaned_data)
    party = Signatory(told.pop("party"))
    try:
        actions.record_plan_signature(found, party, by=request.user, at=timezone.now(), **told)
    except actions.PlanRefused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True
