"""Records people as those who follow them would: through the actions, on the day it happened."""

from contextlib import AbstractContextManager
from datetime import date, time, timedelta

from agencies.enums import Role
from agencies.models import User
from beneficiaries.actions import (
    Closing,
    close_case,
    correct_person,
    move_case,
    register_person,
    write_assessment,
    write_note,
)
from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.enums import NoteKind, NoteVisibility
from beneficiaries.models import Beneficiary, CaseNote, PrivacyNotice, Situation
from beneficiaries.workflow import FORWARD
from core.reference.models import Country, Municipality
from core.reference.places import birth_municipality
from projects.actions import come_back, enter_project, leave_project
from projects.enums import ExitReason
from projects.models import Participation, Project
from reporting.demo.assessing import sheets_of
from reporting.demo.following import Found, record_outcome
from reporting.demo.plan import Note, Record, Someone, Stay
from reporting.demo.seats import Seats, moment

PHASES = ("assess", "plan", "deliver", "evaluate", "close")
EDITION = "2020-09"
PRESENT = {
    "VISIT": "La persona e chi abita con lei",
    "TEAM": "Coordinatore, operatore, educatrice",
    "NETWORK": "Assistente sociale del Comune",
}
ENDS = {
    ExitReason.COMPLETED: (ClosingReason.GOALS, Outcome.PARTLY),
    ExitReason.JOB_FOUND: (ClosingReason.GOALS, Outcome.REACHED),
    ExitReason.TRAINING: (ClosingReason.GOALS, Outcome.REACHED),
    ExitReason.DROPPED_OUT: (ClosingReason.PERSON, Outcome.NOT_REACHED),
    ExitReason.MOVED: (ClosingReason.MOVED, Outcome.NOT_ASSESSABLE),
    ExitReason.OTHER: (ClosingReason.AGREED, Outcome.PARTLY),
}
CONFIDED = (
    "Mi racconta di una causa in corso con un familiare. Chiede che per ora resti fra noi: ne"
    " riparliamo al prossimo colloquio, prima di dirlo in équipe."
)


class Recorder:
    """Remembers who was registered already, because some take part in two projects."""

    def __init__(self) -> None:
        self.people: dict[int, Beneficiary] = {}
        self.taken: dict[tuple[int, str], Participation] = {}
        self.projects = {project.code: project for project in Project.objects.all()}
        self.countries = {one.iso2: one for one in Country.objects.in_force(date(2020, 10, 1))}
        self.seats = Seats()

    def enter(self, record: Record, stay: Stay) -> None:
        """Register the person, unless that was done before, and enter them in the project."""
        with self._as_worker(record) as user:
            person = self._registered(record, by=user)
            project = self.projects[stay.project]
            at = moment(stay.entry_on)
            participation = enter_project(person, project, entry_on=stay.entry_on, by=user, at=at)
            if stay.back_on:
                participation = self._leave(participation, stay, by=user)
                participation = come_back(participation, by=user, at=moment(stay.back_on))
            self.taken[id(record), stay.project] = participation

    def leave(self, record: Record, stay: Stay, found: Found | None) -> None:
        """Record the exit, and what was found after it."""
        with self._as_worker(record) as user:
            left = self._leave(self.taken[id(record), stay.project], stay, by=user)
            if found is not None:
                record_outcome(left, found, by=user)

    def finish(self, record: Record) -> None:
        """Write diary and assessments, move the file along its phases, correct what changed."""
        with self._as_worker(record) as user:
            person = self.people[id(record)]
            for number, note in enumerate(record.notes):
                _write(note, number, person, by=user)
            for sheet in sheets_of(record):
                write_assessment(person, sheet, by=user, at=moment(sheet["assessed_on"], 16))
            if record.notes and _confides(person):
                _confide(record.notes[-1].happened_on, person, by=user)
            file = person.case_files.get()
            assert (*FORWARD, "close") == PHASES  # noqa: S101  why: one spelling
            last = moment(record.notes[-1].happened_on)
            for step in PHASES[: min(record.steps, len(PHASES) - 1)]:
                file = move_case(file, step, by=user, at=last)
            if record.steps == len(PHASES):
                close_case(file, _closing(record, last.date()), by=user, at=last)
            if record.moves_to and record.moves_on:
                self._move(person, record.moves_to, record.moves_on, by=user)

    def _registered(self, record: Record, *, by: User) -> Beneficiary:
        if id(record) not in self.people:
            self.people[id(record)] = self._register(record, by=by)
        return self.people[id(record)]

    def _register(self, record: Record, *, by: User) -> Beneficiary:
        day, someone = record.registered_on, record.person
        notice = None
        if record.gave_notice:
            notice = PrivacyNotice(edition=EDITION, given_on=day, is_signed=True)
        return register_person(
            self._person(someone, day), _situation(someone), notice, by=by, at=moment(day)
        )

    def _person(self, someone: Someone, day: date) -> Beneficiary:
        born = someone.birth_date or date(1980, 1, 1)
        abroad = someone.birth_place.startswith("Z")
        countries = {one.cadastral_code: one for one in self.countries.values()}
        return Beneficiary(
            first_name=someone.first_name,
            last_name=someone.last_name,
            alias=someone.alias,
            gender=someone.gender,
            identifier_kind=someone.identifier_kind,
            identifier=someone.identifier,
            birth_date=someone.birth_date,
            birth_municipality=None if abroad else birth_municipality(someone.birth_place, born),
            birth_country=countries[someone.birth_place] if abroad else self.countries["IT"],
            citizenship=self.countries[someone.citizenship],
            residence=_in_force(someone.residence, day),
            residence_address=someone.address,
            phone=someone.phone,
            email=someone.email,
        )

    def _leave(self, participation: Participation, stay: Stay, *, by: User) -> Participation:
        assert stay.exit_on is not None  # noqa: S101  why: only who left comes here
        assert stay.reason is not None  # noqa: S101  why: only who left comes here
        return leave_project(
            participation,
            exit_on=stay.exit_on,
            reason=stay.reason,
            note=stay.note,
            by=by,
            at=moment(stay.exit_on, 17),
        )

    def _move(self, person: Beneficiary, place: str, day: date, *, by: User) -> None:
        correct_person(
            person,
            {"residence": _in_force(place, day)},
            seen={"residence": person.residence},
            by=by,
            at=moment(day),
        )

    def _as_worker(self, record: Record) -> AbstractContextManager[User]:
        return self.seats.acting(record.worker, record.agency, Role.SOCIAL_WORKER)


def _closing(record: Record, day: date) -> Closing:
    """What the exit from the project says of the end of the file."""
    reason, outcome = ENDS.get(record.stays[-1].reason or ExitReason.OTHER, ENDS[ExitReason.OTHER])
    return Closing(reason, outcome, day)


def _situation(someone: Someone) -> Situation:
    return Situation(
        education_id=someone.education,
        employment_id=someone.employment,
        is_in_training=someone.is_in_training,
        unemployed_since=someone.unemployed_since,
        household_id=someone.household,
        housing_id=someone.housing,
        vulnerabilities=None if someone.vulnerabilities is None else list(someone.vulnerabilities),
        refused=list(someone.refused),
    )


def _in_force(code: str, day: date) -> Municipality:
    return Municipality.objects.in_force(day).get(cadastral_code=code)


def _write(note: Note, number: int, person: Beneficiary, *, by: User) -> None:
    # Written on the day of the contact, in the afternoon, minutes apart.
    written = moment(note.happened_on, 15) + timedelta(minutes=7 * number)
    row = CaseNote(
        kind=note.kind,
        happened_on=note.happened_on,
        hour=time(9 + number % 8, 30) if note.minutes else None,
        minutes=note.minutes,
        present=PRESENT.get(note.kind, ""),
        text=note.text,
    )
    write_note(row, person, by=by, at=written)


def _confides(person: Beneficiary) -> bool:
    """Of some people something is written that stays with who follows them."""
    return (person.birth_date or date.min).day % 9 == 0


def _confide(day: date, person: Beneficiary, *, by: User) -> None:
    row = CaseNote(
        kind=NoteKind.INTERVIEW, happened_on=day, text=CONFIDED, visibility=NoteVisibility.RESERVED
    )
    write_note(row, person, by=by, at=moment(day, 18))
