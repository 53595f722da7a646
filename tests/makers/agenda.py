"""Appointments and deadlines by hand."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import Appointment, Beneficiary, Deadline
from tests.acting import as_user
from tests.cast import player
from tests.makers.people import make_person


def moment(days: int = 0, hour: int = 10) -> datetime:
    """An hour of a day so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def make_appointment(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    days: int = 0,
    hour: int = 10,
    **fields,
) -> Appointment:
    """An interview in the office, today at ten, with Ines (or `by`); also in days before."""
    by = by or player("ines")
    person = person or make_person(by=by)
    told = {"minutes": 45, "place_kind": "OFFICE", "place": "", "purpose": "Colloquio"}
    with as_user(by) as user:
        meeting = actions.Meeting(
            **{"worker": user, "starts_at": moment(days, hour)} | told | fields
        )
        at = min(timezone.now(), meeting.starts_at)
        return actions.fix_appointment(person, meeting, by=user, at=at)


def make_deadline(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    worker: User | None = None,
    days: int = 0,
    text: str = "Richiamare il Centro per l’impiego",
) -> Deadline:
    """Something Ines (or `by`) has to do today, or so many days from today; also before."""
    by = by or player("ines")
    person = person or make_person(by=by)
    on: date = timezone.localdate() + timedelta(days=days)
    with as_user(by) as user:
        at = min(timezone.now(), moment(days))
        reminder = actions.Reminder(on, text)
        return actions.add_deadline(person, reminder, worker=worker or user, by=user, at=at)
