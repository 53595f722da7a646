"""What the agenda asks for by a day: appointments nobody has spoken of yet, deadlines by hand."""

from datetime import date
from typing import Any

from django.db.models import CharField, F, Func, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.models import Deadline
from beneficiaries.policy import Can, visible_appointments, visible_deadlines
from beneficiaries.querysets import AppointmentQuerySet, DeadlineQuerySet
from core.dues import NOBODY_ELSE, Due, due

DEADLINE, APPOINTMENT = "scadenza", "appuntamento"


def _page(name: str) -> Any:
    return lambda one: reverse(f"beneficiaries:{name}", args=[one.row])


def _say_appointment(one: Due) -> str:
    if one.on < timezone.localdate():
        return _("Dire com’è andato l’appuntamento delle %(what)s") % {"what": one.text}
    return _("Appuntamento alle %(what)s") % {"what": one.text}


def note_url(person_id: int, appointment_id: int) -> str:
    """The person's note box, filled with what is known of an appointment."""
    page = reverse("beneficiaries:show", args=[person_id])
    return f"{page}?appuntamento={appointment_id}#note"


@due(
    APPOINTMENT,
    who=Can.SEE_AGENDA,
    say=_say_appointment,
    link=_page("appointment"),
    act=lambda one: (_("Tenuto"), note_url(one.person_id, one.row)),
)
def appointments(request: Any, today: date) -> AppointmentQuerySet:
    """Those of today, and of days before, until somebody says how they went."""
    # The hour as it is written everywhere, in the time zone of the screen.
    hour = Func(
        Value(timezone.get_current_timezone_name()),
        F("starts_at"),
        template="to_char(timezone(%(expressions)s), 'FMHH24:MI')",
        output_field=CharField(),
    )
    rows = visible_appointments(request.user).open().until(today).with_day()
    return rows.annotate(
        due_person=F("beneficiary_id"),
        due_worker=F("worker_id"),
        due_other=NOBODY_ELSE,
        due_text=Cast(Concat(hour, Value(" · "), F("purpose")), CharField()),
    )


def _in_hand(rows: DeadlineQuerySet) -> DeadlineQuerySet:
    return rows.annotate(
        due_person=F("beneficiary_id"),
        due_worker=F("worker_id"),
        due_other=NOBODY_ELSE,
        due_text=Cast("text", CharField()),
    )


def ticked(request: Any, today: date) -> DeadlineQuerySet:
    """What was ticked today, and when."""
    rows = visible_deadlines(request.user).done_on(today)
    return _in_hand(rows).annotate(due_done=F("done_at"))


@due(
    DEADLINE,
    who=Can.KEEP_DEADLINES,
    say=lambda one: one.text,
    link=_page("deadline"),
    tick=_page("tick_deadline"),
    put_off=_page("put_off_deadline"),
    ticked=ticked,
)
def deadlines(request: Any, today: date) -> DeadlineQuerySet:
    """What somebody wrote down to do, until it is ticked."""
    return _in_hand(visible_deadlines(request.user).open())


def due_of(deadline: Deadline) -> Due:
    """A deadline as the lists of dues show it; its person is joined."""
    return Due(
        f"{DEADLINE}:{deadline.pk}",
        deadline.due_on,
        DEADLINE,
        deadline.pk,
        deadline.beneficiary_id,
        frozenset({deadline.worker_id}),
        deadline.text,
        deadline.done_at,
        person=deadline.beneficiary,
    )
