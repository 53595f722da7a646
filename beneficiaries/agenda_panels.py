"""What the person's page says of the agenda: the next appointments, what is to be done."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from beneficiaries.agenda import lines_of
from beneficiaries.due_rows import due_of
from beneficiaries.models import Beneficiary
from beneficiaries.policy import Can, visible_appointments, visible_deadlines
from beneficiaries.querysets import midnight
from core.panels import panel

Filled = tuple[str, dict[str, Any]]
SHOWN = 5


@panel("people.appointments", slot="person.rail", order=1, who=Can.KEEP_APPOINTMENTS)
def next_appointments(request: HttpRequest, person: Beneficiary) -> Filled:
    """The next appointments, and those before of which nobody has said how they went."""
    rows = visible_appointments(request.user).filter(beneficiary=person).open().for_agenda()
    found = lines_of(rows[: SHOWN + 1])
    return "beneficiaries/_rail_appointments.html", {
        "person": person,
        "lines": found[:SHOWN],
        "has_more": len(found) > SHOWN,
    }


@panel("people.deadlines", slot="person.rail", order=2, who=Can.KEEP_DEADLINES)
def next_deadlines(request: HttpRequest, person: Beneficiary) -> Filled:
    """What is to be done by a day, and what was ticked today."""
    today = Q(done_at__gte=midnight(timezone.localdate()))
    rows = visible_deadlines(request.user).filter(Q(done_at=None) | today, beneficiary=person)
    shown = rows.select_related("beneficiary").order_by("due_on", "pk")[: 2 * SHOWN]
    return "beneficiaries/_rail_deadlines.html", {
        "person": person,
        "rows": [due_of(one) for one in shown],
    }
