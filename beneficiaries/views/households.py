"""Who lives with a person: the page, who moves in and out, the answer that follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries import actions, quick
from beneficiaries.forms import household as asked
from beneficiaries.forms.seen import read_seen
from beneficiaries.head import head_of
from beneficiaries.household_page import home_page
from beneficiaries.models import Beneficiary, HouseholdMember
from beneficiaries.policy import Can, visible_members
from beneficiaries.views.people import person_or_404
from beneficiaries.views.record import clash_context
from core.audit.actions import log_reading, log_shown
from core.drafting import drop_draft, with_draft
from core.merge import EditClash
from core.policy import authorize, may

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
READS = "nucleo"
# The button that looks people up where there are no scripts.
SEARCH = "cerca"


def _open(request: HttpRequest, pk: int) -> Beneficiary:
    person = person_or_404(request, pk)
    authorize(request.user, Can.KEEP_HOUSEHOLD, person)
    return person


@require_safe
def household(request: HttpRequest, pk: int) -> HttpResponse:
    """Who lives with the person, and the answer that follows from it."""
    person = _open(request, pk)
    home = home_page(person, user=request.user)
    log_reading(home.people, by=request.user, what=READS)
    head = head_of(person, user=request.user, current="household")
    return render(request, "beneficiaries/household.html", {"head": head, "home": home})


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The person lives alone."""
    person = _open(request, pk)
    log_reading([person], by=request.user, what=READS)
    actions.begin_household(person, by=request.user, at=timezone.now())
    return redirect("beneficiaries:household", person.pk)


@get_or_post
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who lives with the person: one of the agency's people, or a name."""
    person = _open(request, pk)
    log_reading([person], by=request.user, what=READS)
    searches = SEARCH in request.POST
    data = request.POST if request.method == "POST" and not searches else None
    form = asked.NewMemberForm(data, initial=request.POST.dict() if searches else None)
    if data is not None and form.is_valid() and _add(request, person, form):
        drop_draft(request, f"household-member:{person.pk}")
        return redirect("beneficiaries:household", person.pk)
    form = with_draft(request, form, f"household-member:{person.pk}")
    number = str(form["person"].value() or "")
    chosen = [int(number[:18])] if number.isascii() and number.isdigit() else []
    words = str(form["q"].value() or "")
    choice = quick.search(request, words, chosen, one=True) if words or chosen else quick.Choice()
    log_shown(request)
    context = {
        "head": head_of(person, user=request.user, current="household"),
        "form": form,
        "choice": choice,
    }
    return render(request, "beneficiaries/household_add.html", context)


def _add(request: HttpRequest, person: Beneficiary, form: asked.NewMemberForm) -> bool:
    """Write it; what stands in the way is said in the form."""
    number = form.cleaned_data["person"]
    other = None
    if number is not None:
        found = quick.chosen_people(request, [number])
        other = found[0] if found else None
        if other is None or other == person or not may(request.user, Can.KEEP_HOUSEHOLD, other):
            form.add_error("person", _("Scegli un’altra persona seguita dal tuo ente"))
            return False
    told = actions.Newcomer(beneficiary=other, **form.columns())
    try:
        actions.add_member(person, told, by=request.user, at=timezone.now())
    except actions.HouseholdRefused as refused:
        form.add_error(refused.field, str(refused))
        return False
    messages.success(request, _("Aggiunta al nucleo."))
    return True


@get_or_post
def correct(request: HttpRequest, pk: int, relative: int) -> HttpResponse:
    """Correct what is known of somebody who lives there."""
    person, member = _member(request, pk, relative)
    data = request.POST if request.method == "POST" else None
    initial = asked.answers_of_member(member)
    form = asked.MemberForm(data, initial=initial, member=member)
    met: dict[str, Any] = {"meetings": []}
    if data is not None and form.is_valid():
        seen, now = read_seen(member, form.cleaned_data["seen"]), timezone.now()
        try:
            actions.correct_member(member, form.columns(), seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met = clash_context(form, member, seen, clash)
        except actions.HouseholdRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Nucleo salvato."))
            return redirect("beneficiaries:household", person.pk)
    head = head_of(person, user=request.user, current="household")
    context = {"head": head, "member": member, "form": form, **met}
    return render(request, "beneficiaries/household_member.html", context)


@get_or_post
def leave(request: HttpRequest, pk: int, relative: int) -> HttpResponse:
    """Somebody lives there no more, or never did."""
    person, member = _member(request, pk, relative)
    form = asked.LeavingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        on, wrong = form.cleaned_data["on"], form.is_mistake
        try:
            actions.end_member(member, on=on, is_mistake=wrong, by=request.user, at=timezone.now())
        except actions.HouseholdRefused as refused:
            form.add_error(refused.field, str(refused))
        else:
            messages.success(request, _("Nucleo salvato."))
            return redirect("beneficiaries:household", person.pk)
    head = head_of(person, user=request.user, current="household")
    context = {"head": head, "member": member, "form": form}
    return render(request, "beneficiaries/household_leave.html", context)


def _member(request: HttpRequest, pk: int, relative: int) -> tuple[Beneficiary, HouseholdMember]:
    """Somebody who lives with the person today; that they were opened is written down."""
    person = _open(request, pk)
    day = timezone.localdate()
    rows = visible_members(request.user).living_with(person.pk, day).current(day).for_page()
    member = get_object_or_404(rows, pk=relative)
    opened = {one.pk: one for one in (person, member.beneficiary) if one is not None}
    log_reading(opened.values(), by=request.user, what=READS)
    return person, member


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the address and the note of the household."""
    person = _open(request, pk)
    log_reading([person], by=request.user, what=READS)
    rows = visible_members(request.user).current(timezone.localdate()).of_person(person.pk)
    home = get_object_or_404(rows.select_related("household")).household
    data = request.POST if request.method == "POST" else None
    form = asked.HomeForm(data, initial=asked.answers_of_home(home))
    met: dict[str, Any] = {"meetings": []}
    if data is not None and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in asked.HOME}
        seen, now = read_seen(home, form.cleaned_data["seen"]), timezone.now()
        try:
            actions.correct_household(home, changes, seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met = clash_context(form, home, seen, clash)
        else:
            drop_draft(request, f"home:{person.pk}")
            messages.success(request, _("Nucleo salvato."))
            return redirect("beneficiaries:household", person.pk)
    head = head_of(person, user=request.user, current="household")
    form = with_draft(request, form, f"home:{person.pk}")
    return render(request, "beneficiaries/household_edit.html", {"head": head, "form": form, **met})


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer that follows from the household over into the situation."""
    person = _open(request, pk)
    log_reading([person], by=request.user, what=READS)
    code = request.POST.get("answer", "")
    try:
        actions.accept_answer(person, code, by=request.user, at=timezone.now())
    except actions.HouseholdRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("La risposta è nella situazione della persona."))
    return redirect("beneficiaries:household", person.pk)
