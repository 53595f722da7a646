"""Verbs of the agenda: fix, move, close an appointment; write, tick, put off a deadline."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.actions.cases import NotAWorker
from beneficiaries.actions.editing import save_changes
from beneficiaries.actions.serving import refuse_another_s
from beneficiaries.enums import AppointmentState
from beneficiaries.models import Appointment, Beneficiary, CaseFile, CaseNote, Deadline
from beneficiaries.policy import Can
from beneficiaries.workflow import appointment_workflow
from core.policy import authorize

# What ends an appointment without a note, or takes that back; a note or a new day does the rest.
CLOSINGS = ("miss", "cancel", "restore")
TOLD_AFTERWARDS = ("hold", "miss")


class NotYet(Exception):
    """The day has not come, or is over already; the message is for people."""


@dataclass(frozen=True)
class Meeting:
    """What is agreed: when, for how long, where, with whom, for what."""

    starts_at: datetime
    minutes: int
    place_kind: str
    place: str
    worker: User
    purpose: str
    # The action of the person's plan it is for.
    action_id: int | None = None


@dataclass(frozen=True)
class Reminder:
    """What is to be done, by which day."""

    due_on: date
    text: str


# --- appointments -------------------------------------------------------------------------------


@transaction.atomic
def fix_appointment(
    person: Beneficiary, meeting: Meeting, *, by: User, at: datetime
) -> Appointment:
    """Fix an appointment with a person in the agency's charge; today or later."""
    authorize(by, Can.KEEP_APPOINTMENTS, person)
    return _fix(person, meeting, None, by=by, at=at)


@transaction.atomic
def move_appointment(
    appointment: Appointment, meeting: Meeting, *, by: User, at: datetime
) -> Appointment:
    """Put another appointment in the place of this one, which stays as it was; the new one."""
    fresh = Appointment.objects.select_for_update().get(pk=appointment.pk)
    appointment_workflow.take(fresh, "move", by=by)
    fresh.save(update_fields=["state"])
    return _fix(fresh.beneficiary, meeting, fresh, by=by, at=at)


def _fix(
    person: Beneficiary, meeting: Meeting, former: Appointment | None, *, by: User, at: datetime
) -> Appointment:
    refuse_stranger(meeting.worker, by=by)
    refuse_another_s(meeting.action_id, person.pk)
    if timezone.localdate(meeting.starts_at) < timezone.localdate(at):
        raise NotYet(_("Questo giorno è passato: un incontro già avvenuto si scrive nel diario."))
    return Appointment.objects.create(
        beneficiary=person, agency_id=person.agency_id, follows=former, **vars(meeting)
    )


@transaction.atomic
def close_appointment(
    appointment: Appointment, step: str, *, by: User, at: datetime
) -> Appointment:
    """Say that nobody came or that it is cancelled, or take that back."""
    assert step in CLOSINGS  # noqa: S101  why: the others bring a note or a new day
    fresh = Appointment.objects.select_for_update().get(pk=appointment.pk)
    _take(fresh, step, by=by, at=at)
    if fresh.with_file:
        raise NotYet(_("È stato chiuso con la cartella: fissane un altro."))
    if step == "restore" and fresh.note_id is not None:
        raise NotYet(_("C’è già una nota su questo appuntamento: fissane un altro."))
    fresh.save(update_fields=["state"])
    return fresh


def tell_about(appointment: Appointment, note: CaseNote, *, by: User, at: datetime) -> None:
    """Tie the note just written to its appointment, which thereby was held, unless nobody came."""
    fresh = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if fresh.state != AppointmentState.MISSED or fresh.note_id is not None:
        _take(fresh, "hold", by=by, at=at)
    fresh.note = note
    fresh.save(update_fields=["state", "note"])


def _take(fresh: Appointment, step: str, *, by: User, at: datetime) -> None:
    appointment_workflow.take(fresh, step, by=by)
    if step in TOLD_AFTERWARDS and not has_come(fresh, timezone.localdate(at)):
        raise NotYet(_("L’appuntamento è in un giorno che deve ancora venire."))


def has_come(appointment: Appointment, today: date) -> bool:
    """Whether its day is here, so that one can say how it went."""
    return timezone.localdate(appointment.starts_at) <= today


def refuse_stranger(worker: User, *, by: User) -> None:
    """Only who works with people for the agency today has an agenda there, and deadlines."""
    if worker.pk != by.pk and not workers_now(by).filter(user_id=worker.pk).exists():
        raise NotAWorker(_("Non lavora oggi con le persone per il tuo ente: scegli qualcun altro."))


def end_with_file(case_file: CaseFile, *, by: User, at: datetime) -> tuple[int, int]:
    """Close what is open in the agenda with the person's file; how many of each.

    Appointments are cancelled, deadlines by hand are done with, both marked: they stay readable.
    """
    own = {"beneficiary_id": case_file.beneficiary_id, "agency_id": case_file.agency_id}
    fixed = list(Appointment.objects.select_for_update().open().filter(**own).order_by("pk"))
    for one in fixed:
        appointment_workflow.take(one, "cancel", by=by)
        one.with_file = True
        one.save(update_fields=["state", "with_file"])
    open_ones = Deadline.objects.open().filter(**own)
    return len(fixed), open_ones.update(done_at=at, done_by=by, with_file=True)


# --- deadlines ----------------------------------------------------------------------------------


@transaction.atomic
def add_deadline(
    person: Beneficiary, reminder: Reminder, *, worker: User, by: User, at: datetime
) -> Deadline:
    """Write down what is to be done for a person by a day, and whose it is."""
    authorize(by, Can.KEEP_DEADLINES, person)
    refuse_stranger(worker, by=by)
    refuse_past(reminder.due_on, at)
    return Deadline.objects.create(
        beneficiary=person, agency_id=person.agency_id, worker=worker, **vars(reminder)
    )


@transaction.atomic
def correct_deadline(
    deadline: Deadline, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Deadline:
    """Correct day, words or worker; what a colleague changed meanwhile raises EditClash."""
    fresh = _locked(deadline, by=by)
    if changes["worker_id"] != fresh.worker_id:
        refuse_stranger(User.objects.get(pk=changes["worker_id"]), by=by)
    if changes["due_on"] != fresh.due_on:
        refuse_past(changes["due_on"], at)
    save_changes(fresh, changes, seen=seen)
    return fresh


@transaction.atomic
def tick_deadline(deadline: Deadline, *, by: User, at: datetime) -> Deadline:
    """Say that it is done; ticked already, it stays as it is."""
    fresh = _locked(deadline, by=by)
    if fresh.done_at is None:
        fresh.done_at, fresh.done_by = at, by
        fresh.save(update_fields=["done_at", "done_by"])
    return fresh


@transaction.atomic
def untick_deadline(deadline: Deadline, *, by: User, at: datetime) -> Deadline:
    """Take the tick back: it is to be done again, by its day."""
    fresh = _locked(deadline, by=by)
    if fresh.with_file:
        raise NotYet(_("È stata chiusa con la cartella: scrivine un’altra."))
    fresh.done_at, fresh.done_by = None, None
    fresh.save(update_fields=["done_at", "done_by"])
    return fresh


@transaction.atomic
def put_off(deadline: Deadline, day: date, *, by: User, at: datetime) -> Deadline:
    """Give it a later day; the day it had stays in its history."""
    fresh = _locked(deadline, by=by)
    refuse_past(day, at)
    if fresh.done_at is not None:
        raise NotYet(_("È già segnata come fatta: togli prima il segno."))
    fresh.due_on = day
    fresh.save(update_fields=["due_on"])
    return fresh


def refuse_past(day: date, at: datetime) -> None:
    """What is to be done is to be done today or later."""
    if day < timezone.localdate(at):
        raise NotYet(_("Questo giorno è passato: scegli oggi o un giorno che deve venire."))


def _locked(deadline: Deadline, *, by: User) -> Deadline:
    fresh = Deadline.objects.select_for_update().get(pk=deadline.pk)
    authorize(by, Can.KEEP_DEADLINES, fresh)
    return fresh
