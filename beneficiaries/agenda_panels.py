"""What the person's page says of the agenda: the next appointments, what is to be done."""

from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, SmallIntegerField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone

from agencies.models import User
from beneficiaries.agenda import lines_of
from beneficiaries.due_rows.agenda import due_of
from beneficiaries.models import Appointment, Beneficiary, Deadline
from beneficiaries.policy import Can, visible_appointments, visible_deadlines
from core.panels import panel
from core.period import midnight

Filled = tuple[str, dict[str, Any]]
SHOWN, ASKED = 5, 40
COLUMNS = (
    *("is_meeting", "pk", "moment", "words", "minutes", "place_kind", "place", "done"),
    *("worker_id", "worker__first_name", "worker__last_name"),
)


def _of_person(request: Any, person: Beneficiary) -> tuple[list[Appointment], list[Deadline]]:
    """Open appointments; open deadlines and those ticked today: one statement for both panels."""
    if not hasattr(request, "agenda_of_person"):
        rows = _appointments(request, person).union(_deadlines(request, person), all=True)
        found = list(rows.order_by("moment", "pk")[:ASKED])
        request.agenda_of_person = (
            [_appointment(row, person) for row in found if row["is_meeting"]],
            [_deadline(row, person) for row in found if not row["is_meeting"]],
        )
    kept: tuple[list[Appointment], list[Deadline]] = request.agenda_of_person
    return kept


def _appointments(request: Any, person: Beneficiary) -> Any:
    rows = visible_appointments(request.user).filter(beneficiary=person).open()
    return rows.annotate(
        is_meeting=Value(True),
        moment=F("starts_at"),
        words=F("purpose"),
        done=Cast(Value(None), DateTimeField()),
    ).values(*COLUMNS)


def _deadlines(request: Any, person: Beneficiary) -> Any:
    today = Q(done_at__gte=midnight(timezone.localdate()), with_file=False)
    rows = visible_deadlines(request.user).filter(Q(done_at=None) | today, beneficiary=person)
    nothing = Cast(Value(""), CharField())
    return rows.annotate(
        is_meeting=Value(False),
        moment=Cast("due_on", DateTimeField()),
        words=F("text"),
        minutes=Cast(Value(0), SmallIntegerField()),
        place_kind=nothing,
        place=nothing,
        done=F("done_at"),
    ).values(*COLUMNS)


def _worker(row: dict[str, Any]) -> User:
    first, last = row["worker__first_name"], row["worker__last_name"]
    return User(pk=row["worker_id"], first_name=first, last_name=last)


def _appointment(row: dict[str, Any], person: Beneficiary) -> Appointment:
    same = {name: row[name] for name in ("pk", "minutes", "place_kind", "place")}
    told = {"starts_at": row["moment"], "purpose": row["words"], "worker": _worker(row)}
    return Appointment(beneficiary=person, agency_id=person.agency_id, **same, **told)


def _deadline(row: dict[str, Any], person: Beneficiary) -> Deadline:
    told = {"due_on": row["moment"].date(), "text": row["words"], "worker": _worker(row)}
    return Deadline(pk=row["pk"], beneficiary=person, done_at=row["done"], **told)


@panel("people.appointments", slot="person.rail", order=1, who=Can.KEEP_APPOINTMENTS)
def next_appointments(request: HttpRequest, person: Beneficiary) -> Filled:
    """The next appointments, and those before of which nobody has said how they went."""
    rows, _deadlines = _of_person(request, person)
    return "beneficiaries/_rail_appointments.html", {
        "person": person,
        "lines": lines_of(rows[:SHOWN]),
        "has_more": len(rows) > SHOWN,
    }


@panel("people.deadlines", slot="person.rail", order=2, who=Can.KEEP_DEADLINES)
def next_deadlines(request: HttpRequest, person: Beneficiary) -> Filled:
    """What is to be done by a day, and what was ticked today."""
    _appointments, rows = _of_person(request, person)
    return "beneficiaries/_rail_deadlines.html", {
        "person": person,
        "rows": [due_of(one) for one in rows[: 2 * SHOWN]],
    }
