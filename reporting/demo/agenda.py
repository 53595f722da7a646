"""The agenda of each worker around the day the demo is loaded: else it stands empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from agencies.enums import Role
from agencies.models import User
from beneficiaries.actions import (
    Meeting,
    Reminder,
    add_deadline,
    fix_appointment,
    tick_deadline,
    write_note,
)
from beneficiaries.enums import PlaceKind
from beneficiaries.models import Beneficiary, CaseNote
from reporting.demo.plan import Record
from reporting.demo.recording import PHASES, Recorder
from reporting.demo.seats import moment

EACH = 5
HELD = "Ha portato i documenti per il tirocinio; mancano le fotografie. Ci sentiamo giovedì."


@dataclass(frozen=True)
class Meets:
    """One appointment: how many days from today, when, where, for what."""

    days: int
    hour: int
    minute: int
    where: PlaceKind
    purpose: str
    minutes: int = 45
    is_held: bool = False


MEETS = (
    Meets(-1, 10, 0, PlaceKind.OFFICE, "Documenti per il tirocinio", is_held=True),
    Meets(-2, 15, 30, PlaceKind.OFFICE, "Verifica del progetto"),
    Meets(0, 9, 30, PlaceKind.OFFICE, "Colloquio"),
    Meets(0, 14, 0, PlaceKind.HOME, "Visita alla casa nuova", 90),
    Meets(1, 11, 0, PlaceKind.PHONE, "Sentire com’è andata la prova in azienda", 15),
)
REMINDERS = (
    (-3, "Far firmare l’informativa sulla privacy"),
    (0, "Richiamare il Centro per l’impiego"),
    (0, "Portare il curriculum allo sportello"),
    (4, "Permesso di soggiorno in scadenza: chiedere la ricevuta"),
    (12, "Rinnovo dell’ISEE"),
)
TICKED = 2


def write_agendas(records: Iterable[Record], recorder: Recorder, today: date) -> None:
    """For the first people each worker follows: what was, what is today, what comes."""
    followed: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.steps < len(PHASES):
            followed.setdefault((record.worker, record.agency), []).append(record)
    for (worker, agency), theirs in followed.items():
        with recorder.seats.acting(worker, agency, Role.SOCIAL_WORKER) as user:
            for number, record in enumerate(theirs[:EACH]):
                person = recorder.people[id(record)]
                _meet(person, MEETS[number], today, by=user)
                _remind(person, number, today, by=user)


def _meet(person: Beneficiary, one: Meets, today: date, *, by: User) -> None:
    day = today + timedelta(days=one.days)
    meeting = Meeting(
        moment(day, one.hour, one.minute), one.minutes, one.where, "", by, one.purpose
    )
    made = fix_appointment(person, meeting, by=by, at=moment(min(day, today), 8))
    if one.is_held:
        note = CaseNote(kind="INTERVIEW", happened_on=day, minutes=one.minutes, text=HELD)
        write_note(note, person, by=by, at=moment(day, 16), about=made)


def _remind(person: Beneficiary, number: int, today: date, *, by: User) -> None:
    days, text = REMINDERS[number]
    day = today + timedelta(days=days)
    reminder, at = Reminder(day, text), moment(min(day, today), 8)
    written = add_deadline(person, reminder, worker=by, by=by, at=at)
    if number == TICKED:
        tick_deadline(written, by=by, at=moment(today, 8, 30))
