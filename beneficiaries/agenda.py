"""The agenda of one worker: a day or a week of appointments, and what can be done with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agencies.leaves import Away
from agencies.models import Leave, User
from agencies.policy import visible_leaves
from agencies.workers import colleagues
from beneficiaries.actions import has_come
from beneficiaries.due_rows.agenda import note_url
from beneficiaries.enums import AppointmentState
from beneficiaries.models import Appointment
from beneficiaries.policy import visible_appointments
from beneficiaries.querysets import AppointmentQuerySet
from core.ui.words import say_day_long

DAY, WEEK = "giorno", "settimana"
SATURDAY = 5
# A worker has some ten of them a day; so many are shown of a week.
MOST = 200
EARLIEST, LATEST = date(1900, 1, 8), date(2100, 12, 20)


@dataclass(frozen=True)
class Line:
    """One appointment and what can be done with it now."""

    appointment: Appointment
    today: date
    # For whom one holds it, where it is a colleague's whom one covers on that day.
    behalf: str = ""

    @property
    def has_come(self) -> bool:
        """Whether its day is here."""
        return has_come(self.appointment, self.today)

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet how it went."""
        return self.appointment.state == AppointmentState.FIXED

    @property
    def takes_a_note(self) -> bool:
        """Whether the note on who did not come is still to be written."""
        missed = self.appointment.state == AppointmentState.MISSED
        return missed and self.appointment.note_id is None

    @property
    def can_come_back(self) -> bool:
        """Whether what was said of it can be taken back."""
        cancelled = self.appointment.state == AppointmentState.CANCELLED
        return self.takes_a_note or (cancelled and not self.appointment.with_file)

    @property
    def note_url(self) -> str:
        """The note box, filled with what is known of it."""
        return note_url(self.appointment.beneficiary_id, self.appointment.pk)

    @property
    def moved_to(self) -> Appointment | None:
        """The one that took its place."""
        return getattr(self.appointment, "moved_to", None)


@dataclass(frozen=True)
class Day:
    """One day of the agenda."""

    on: date
    lines: list[Line]
    is_today: bool

    @property
    def title(self) -> str:
        """“Lunedì 30 novembre 2026”."""
        said = say_day_long(self.on)
        return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class Agenda:
    """What the page shows, and where one goes from it."""

    view: str
    on: date
    worker: User
    days: list[Day]
    workers: list[User]
    mine: bool
    # Absences of colleagues whom the worker covers on days that are shown.
    covers: list[Leave]

    def _to(self, view: str, on: date | None) -> str:
        asked: dict[str, Any] = {} if view == DAY else {"vista": view}
        if on is not None:
            asked["giorno"] = on.isoformat()
        if not self.mine:
            asked["di"] = self.worker.pk
        return "?" + urlencode(asked)

    @property
    def _step(self) -> timedelta:
        return timedelta(days=7 if self.view == WEEK else 1)

    @property
    def ways(self) -> list[tuple[str, str, str]]:
        """Before, today, after: words, address, icon."""
        before, after = (
            (_("Settimana prima"), _("Settimana dopo"))
            if self.view == WEEK
            else (_("Giorno prima"), _("Giorno dopo"))
        )
        return [
            (before, self._to(self.view, self.on - self._step), "chevron-left"),
            (_("Oggi"), self._to(self.view, None), ""),
            (after, self._to(self.view, self.on + self._step), "chevron-right"),
        ]

    @property
    def views(self) -> list[tuple[str, str, bool]]:
        """Day and week: words, address, whether it is the present one."""
        return [
            (_("Giorno"), self._to(DAY, self.on), self.view == DAY),
            (_("Settimana"), self._to(WEEK, self.on), self.view == WEEK),
        ]

    @property
    def away(self) -> Away | None:
        """That the worker is away today, and who covers."""
        known = {one.pk: one for one in self.workers}
        return known[self.worker.pk].away if self.worker.pk in known else None

    @property
    def count(self) -> int:
        """How many appointments are shown."""
        return sum(len(day.lines) for day in self.days)


@dataclass(frozen=True)
class Asked:
    """Which agenda the address asks for: whose, of a day or of its week."""

    view: str
    on: date
    worker: User

    @property
    def first(self) -> date:
        """The day itself, or the Monday of its week."""
        return self.on - timedelta(days=self.on.weekday()) if self.view == WEEK else self.on

    @property
    def last(self) -> date:
        """The day itself, or the Sunday of its week."""
        return self.first + timedelta(days=6) if self.view == WEEK else self.on


def asked_of(request: Any) -> Asked:
    """Mine, or a colleague's of the agency."""
    view = WEEK if request.GET.get("vista") == WEEK else DAY
    return Asked(view, _day_of(request.GET.get("giorno", "")), _worker_of(request))


def appointments_of(request: Any) -> AppointmentQuerySet:
    """The appointments it holds; in mine, those of whom I cover, on the days on which I do."""
    asked = asked_of(request)
    mine = visible_appointments(request.user).of_worker(asked.worker.pk)
    rows = mine.between(asked.first, asked.last)
    return with_covered(rows, request.user, covers_of(request), asked.first, asked.last)


def with_covered(
    rows: AppointmentQuerySet, user: User, covers: Iterable[Leave], first: date, last: date
) -> AppointmentQuerySet:
    """These, and those of whoever is away and covered by the user, on the days of both."""
    for leave in covers:
        theirs = visible_appointments(user).of_worker(leave.worker_id)
        rows = rows | theirs.between(max(first, leave.first_on), min(last, leave.last_on))
    return rows


def covers_of(request: Any) -> list[Leave]:
    """Absences of colleagues whom I cover, with a day among those asked for; asked once."""
    if not hasattr(request, "agenda_covers"):
        asked, me = asked_of(request), request.user
        rows = visible_leaves(me).covered_by(me.pk).between(asked.first, asked.last)
        found = rows.select_related("worker").order_by("first_on", "pk")
        request.agenda_covers = list(found) if asked.worker.pk == me.pk else []
    kept: list[Leave] = request.agenda_covers
    return kept


def agenda_of(request: Any, rows: Iterable[Appointment]) -> Agenda:
    """The agenda with these appointments, in the order of time."""
    asked = asked_of(request)
    return Agenda(
        asked.view,
        asked.on,
        asked.worker,
        _days(asked.first, asked.last, rows, asked.worker),
        list(colleagues(request).values()),
        asked.worker.pk == request.user.pk,
        covers_of(request),
    )


def lines_of(rows: Iterable[Appointment]) -> list[Line]:
    """Appointments with what can be done today."""
    today = timezone.localdate()
    return [Line(row, today) for row in rows]


def _days(first: date, last: date, rows: Iterable[Appointment], worker: User) -> list[Day]:
    by_day: dict[date, list[Line]] = {}
    today, number = timezone.localdate(), (last - first).days + 1
    for row in rows:
        behalf = str(row.worker) if row.worker_id != worker.pk else ""
        on = timezone.localdate(row.starts_at)
        by_day.setdefault(on, []).append(Line(row, today, behalf))
    days = [first + timedelta(days=ahead) for ahead in range(number)]
    # A day of rest stands in the week only where it holds something.
    shown = [day for day in days if number == 1 or day.weekday() < SATURDAY or day in by_day]
    return [Day(day, by_day.get(day, []), day == today) for day in shown]


def _day_of(text: str) -> date:
    """The day of the address; today where it holds none, or one beyond all calendars."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    return day if EARLIEST <= day <= LATEST else timezone.localdate()


def _worker_of(request: Any) -> User:
    """Whose agenda is asked for; of somebody who works with nobody here: mine."""
    asked = request.GET.get("di", "")
    if not asked.isdecimal():
        me: User = request.user
        return me
    found: User = colleagues(request).get(int(asked[:18]), request.user)
    return found
