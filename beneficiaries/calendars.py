"""One's appointments and deadlines as a calendar elsewhere reads them: hours, days, no person.

RFC 5545, by the library. A phone shows them on its lock screen, and its maker reads along: so
neither a name, nor a purpose, nor an address stands in it.
"""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar, Event

from agencies.asking import acting_for
from agencies.models import User
from agencies.policy import visible_leaves
from beneficiaries.actions.days import count_reading, hash_of
from beneficiaries.agenda import with_covered
from beneficiaries.enums import AppointmentState
from beneficiaries.models import Appointment, CalendarFeed, Deadline
from beneficiaries.policy import Can, visible_appointments, visible_deadlines
from core.policy import authorize
from core.tenancy import Purpose, under_purpose

BEHIND, AHEAD, MOST = timedelta(days=60), timedelta(days=366), 2_000
EVERY = timedelta(hours=1)
GONE = {
    AppointmentState.CANCELLED: gettext_lazy("Appuntamento annullato"),
    AppointmentState.MOVED: gettext_lazy("Appuntamento spostato"),
}


def read_feed(token: str, *, at: datetime) -> bytes | None:
    """The calendar behind a secret address, counted; None where there is none (any more).

    The purpose finds the row by its hash, and nothing else. The appointments are read as its
    owner, in their seat, whose rights are checked again each time.
    """
    with under_purpose(Purpose.CALENDAR):
        feed = CalendarFeed.objects.filter(token_hash=hash_of(token), revoked_at=None).first()
        if feed is None:
            return None
        try:
            with acting_for(feed.user_id, feed.seat_id) as owner:
                authorize(owner, Can.SEE_AGENDA)
                count_reading(feed, at=at)
                return calendar_of(owner, at=at)
        except PermissionDenied:
            return None


def feed_of(user: User) -> CalendarFeed | None:
    """The address that is valid now, of the seat one acts in."""
    seat = user.acting
    assert seat is not None  # noqa: S101  why: SEE_AGENDA is granted to a seat
    return CalendarFeed.objects.filter(seat_id=seat.pk, revoked_at=None).first()


def calendar_of(user: User, *, at: datetime) -> bytes:
    """The appointments one holds, those cancelled or moved told as such, and open deadlines.

    Among them those of colleagues one covers, on the days on which one does.
    """
    today = timezone.localdate(at)
    days = today - BEHIND, today + AHEAD
    covers = visible_leaves(user).covered_by(user.pk).between(*days)
    mine = visible_appointments(user).of_worker(user.pk).between(*days)
    rows = with_covered(mine, user, covers, *days)
    calendar = Calendar()
    calendar.add("prodid", "-//Percorsi//Agenda//IT")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Percorsi"))
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for row in rows.order_by("starts_at", "pk")[:MOST]:
        calendar.add_component(_event(row, at, is_mine=row.worker_id == user.pk))
    due = visible_deadlines(user).of_worker(user.pk).open()
    near = due.filter(due_on__range=days).order_by("due_on", "pk")
    for deadline in near[:MOST]:
        calendar.add_component(_all_day(deadline, at))
    calendar.add_missing_timezones(
        first_date=date(2020, 1, 1), last_date=date(today.year + 5, 1, 1)
    )
    written: bytes = calendar.to_ical()
    return written


def _event(row: Appointment, at: datetime, *, is_mine: bool) -> Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    gone = row.state in GONE
    event = Event()
    event.add("uid", _name_of(row))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", row.starts_at.astimezone(zone))
    event.add("dtend", row.ends_at.astimezone(zone))
    meeting = _("Appuntamento") if is_mine else _("Appuntamento, per conto di un collega")
    event.add("summary", str(GONE[AppointmentState(row.state)]) if gone else meeting)
    event.add("location", str(row.place_kind_now.label))
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if gone else "OPAQUE")
    event.add("sequence", int(gone))
    event.add("class", "PRIVATE")
    return event


def _all_day(row: Deadline, at: datetime) -> Event:
    """A deadline that is open: its day, and that there is one; once ticked it is gone."""
    event = Event()
    event.add("uid", _name_of(row))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", row.due_on)
    # The day after: an end is not part of what it ends (RFC 5545, 3.6.1).
    event.add("dtend", row.due_on + timedelta(days=1))
    event.add("summary", _("Scadenza"))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _name_of(row: Appointment | Deadline) -> str:
    """A name that stays with the row and tells nothing, not even how many there are."""
    key = b"percorsi calendar:" + settings.SECRET_KEY.encode()
    told = f"deadline {row.pk}" if isinstance(row, Deadline) else str(row.pk)
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()[:40]
