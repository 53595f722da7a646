"""Write a deadline by hand, correct it, tick it, put it off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.workers import colleagues
from beneficiaries import actions
from beneficiaries.due_rows.agenda import due_of
from beneficiaries.forms.agenda import DeadlineForm, LaterForm, answers_of_deadline
from beneficiaries.forms.seen import read_seen
from beneficiaries.head import head_of
from beneficiaries.models import Deadline
from beneficiaries.policy import Can, visible_deadlines
from beneficiaries.views.agenda import back
from beneficiaries.views.people import person_or_404
from beneficiaries.views.record import clash_context
from core.audit.actions import log_reading
from core.merge import EditClash
from core.policy import authorize
from core.ui.words import say_day

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
READS = "scadenza"


@get_or_post
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is to be done for a person by a day."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.KEEP_DEADLINES, person)
    log_reading([person], by=request.user, what=READS)
    form = _form(request)
    if form.is_valid():
        worker, told = form.cleaned_data["worker"], form.reminder()
        now = timezone.now()
        try:
            actions.add_deadline(person, told, worker=worker, by=request.user, at=now)
        except (actions.NotAWorker, actions.NotYet) as refused:
            form.add_error(_field(refused), str(refused))
        else:
            said = {"on": say_day(told.due_on)}
            messages.success(request, _("Scadenza aggiunta: %(on)s.") % said)
            return redirect("beneficiaries:show", person.pk)
    head = head_of(person, user=request.user, current="")
    return render(request, "beneficiaries/deadline_new.html", {"head": head, "form": form})


@get_or_post
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One deadline: tick it, put it off, correct its day, words or worker."""
    found = _deadline_of(request, pk)
    form = _form(request, answers_of_deadline(found))
    met: dict[str, Any] = {"meetings": []}
    if form.is_valid():
        seen, now = read_seen(found, form.cleaned_data["seen"]), timezone.now()
        try:
            actions.correct_deadline(found, form.columns(), seen=seen, by=request.user, at=now)
        except EditClash as clash:
            met = clash_context(form, found, seen, clash)
        except (actions.NotAWorker, actions.NotYet) as refused:
            form.add_error(_field(refused), str(refused))
        else:
            messages.success(request, _("Scadenza salvata."))
            return redirect("beneficiaries:deadline", found.pk)
    head = head_of(found.beneficiary, user=request.user, current="")
    context = {"head": head, "form": form, "deadline": found, "due": due_of(found), **met}
    return render(request, "beneficiaries/deadline.html", context)


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick it done, or take the tick back; one stays where one was."""
    found = _deadline_of(request, pk)
    verb = actions.untick_deadline if request.POST.get("verb") == "undo" else actions.tick_deadline
    try:
        ticked = verb(found, by=request.user, at=timezone.now())
    except actions.NotYet as refused:
        messages.error(request, str(refused))
        return back(request, "beneficiaries:deadline", found.pk)
    # In place the row itself says it: a box above would move it away from under the hand. Without
    # its words: what is said here is kept with the session for a moment.
    done = ticked.done_at is not None
    said = _("Scadenza segnata come fatta.") if done else _("Scadenza di nuovo da fare.")
    if not request.htmx:
        messages.success(request, said)
    return back(request, "beneficiaries:deadline", found.pk)


@require_POST
def later(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it off to tomorrow or by a week; another day is chosen on its page."""
    found = _deadline_of(request, pk)
    form = LaterForm(request.POST)
    if not form.is_valid():
        return redirect("beneficiaries:deadline", found.pk)
    try:
        moved = actions.put_off(found, form.day(), by=request.user, at=timezone.now())
    except actions.NotYet as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Scadenza rimandata a %(on)s.") % {"on": say_day(moved.due_on)})
    return back(request, "beneficiaries:deadline", found.pk)


def _deadline_of(request: HttpRequest, pk: int) -> Deadline:
    """The deadline, where one keeps it; that it was opened is written down."""
    found = get_object_or_404(visible_deadlines(request.user).for_page(), pk=pk)
    authorize(request.user, Can.KEEP_DEADLINES, found)
    log_reading([found.beneficiary], by=request.user, what=READS)
    return found


def _form(request: HttpRequest, initial: dict[str, Any] | None = None) -> DeadlineForm:
    data = request.POST if request.method == "POST" else None
    workers = colleagues(request).values()
    return DeadlineForm(data, workers=workers, me=request.user, initial=initial or {})


def _field(refused: Exception) -> str:
    """Where the form shows a refusal: beside the worker, or the day."""
    return "worker" if isinstance(refused, actions.NotAWorker) else "day"
