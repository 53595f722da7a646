"""Fix an appointment, look at one, move it, say how it went."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.workers import colleagues
from beneficiaries import actions
from beneficiaries.actions.agenda import CLOSINGS
from beneficiaries.agenda import lines_of
from beneficiaries.forms.agenda import AppointmentForm, answers_of_appointment
from beneficiaries.head import head_of
from beneficiaries.models import Appointment, Beneficiary
from beneficiaries.policy import Can, visible_appointments
from beneficiaries.serving import offered_to, servable
from beneficiaries.views.agenda import back
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.policy import authorize
from core.ui.words import say_moment
from core.workflow import WrongStep

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
READS = "appuntamento"
REFUSALS = (actions.NotAWorker, actions.NotTheirAction, actions.NotYet, WrongStep)


@get_or_post
def fix(request: HttpRequest, pk: int) -> HttpResponse:
    """Fix an appointment with a person."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.KEEP_APPOINTMENTS, person)
    log_reading([person], by=request.user, what=READS)
    form = _form(request, person)
    if form.is_valid():
        now = timezone.now()
        try:
            made = actions.fix_appointment(person, form.meeting(), by=request.user, at=now)
        except REFUSALS as refused:
            form.add_error(_field(refused), str(refused))
        else:
            drop_draft(request, _name(person))
            return _fixed(request, made, _("Appuntamento fissato: %(when)s."))
    return _ask(request, person, form)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment: when, where, with whom, how it went, what it follows."""
    found = _appointment_of(request, pk)
    context = {
        "head": head_of(found.beneficiary, user=request.user, current=""),
        "appointment": found,
        "line": lines_of([found])[0],
    }
    return render(request, "beneficiaries/appointment.html", context)


@get_or_post
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an appointment: it stays, and the new one follows it."""
    found = _appointment_of(request, pk)
    form = _form(request, found.beneficiary, former=found)
    if form.is_valid():
        now = timezone.now()
        try:
            made = actions.move_appointment(found, form.meeting(), by=request.user, at=now)
        except REFUSALS as refused:
            form.add_error(_field(refused), str(refused))
        else:
            drop_draft(request, _name(found.beneficiary, found))
            return _fixed(request, made, _("Appuntamento spostato: %(when)s."))
    return _ask(request, found.beneficiary, form, former=found)


@require_POST
def close(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Say that nobody came or that it is cancelled, or take that back."""
    found = _appointment_of(request, pk)
    if step not in CLOSINGS:
        return HttpResponse(status=404)
    try:
        closed = actions.close_appointment(found, step, by=request.user, at=timezone.now())
    except (WrongStep, actions.NotYet) as refused:
        messages.error(request, str(refused))
    else:
        said = {"state": closed.state_now.label, "when": say_moment(closed.starts_at)}
        # In place the row itself says it, and does not move away from under the hand.
        if not request.htmx:
            messages.success(request, _("Appuntamento di %(when)s: %(state)s.") % said)
    return back(request, "beneficiaries:appointment", found.pk)


def _appointment_of(request: HttpRequest, pk: int) -> Appointment:
    """The appointment, where one keeps it; that it was opened is written down."""
    found = get_object_or_404(visible_appointments(request.user).for_page(), pk=pk)
    authorize(request.user, Can.KEEP_APPOINTMENTS, found)
    log_reading([found.beneficiary], by=request.user, what=READS)
    return found


def _form(
    request: HttpRequest, person: Beneficiary, former: Appointment | None = None
) -> AppointmentForm:
    return AppointmentForm(
        request.POST if request.method == "POST" else None,
        workers=colleagues(request).values(),
        me=request.user,
        actions=offered_to(person, request.user),
        serves=servable(former.action) if former else None,
        initial=answers_of_appointment(former) if former else {},
    )


def _name(person: Beneficiary, former: Appointment | None = None) -> str:
    return f"moved:{person.pk}/{former.pk}" if former else f"appointment:{person.pk}"


def _field(refused: Exception) -> str | None:
    """Where the form shows a refusal: beside the worker, the day, or on top."""
    names = {actions.NotAWorker: "worker", actions.NotYet: "day"}
    return names.get(type(refused))


def _fixed(request: HttpRequest, made: Appointment, said: str) -> HttpResponse:
    """Say when it is; and that somebody has two things at once, which may be meant."""
    messages.success(request, said % {"when": say_moment(made.starts_at)})
    others = visible_appointments(request.user).open().of_worker(made.worker_id)
    if others.exclude(pk=made.pk).meeting(made.starts_at, made.ends_at).exists():
        messages.warning(
            request,
            _("In quell’ora c’è già un altro appuntamento di %(worker)s: controlla l’agenda.")
            % {"worker": made.worker},
        )
    return redirect("beneficiaries:show", made.beneficiary_id)


def _ask(
    request: HttpRequest,
    person: Beneficiary,
    form: AppointmentForm,
    former: Appointment | None = None,
) -> HttpResponse:
    head = head_of(person, user=request.user, current="")
    form = with_draft(request, form, _name(person, former))
    context = {"head": head, "form": form, "former": former}
    return render(request, "beneficiaries/fix.html", context)
