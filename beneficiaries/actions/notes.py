"""Verbs on the diary: write, correct."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.models import User
from beneficiaries.actions.agenda import Reminder, add_deadline, tell_about
from beneficiaries.actions.editing import save_changes
from beneficiaries.models import Appointment, Beneficiary, CaseNote
from beneficiaries.policy import Can
from core.policy import authorize


@transaction.atomic
def write_note(
    note: CaseNote,
    person: Beneficiary,
    *,
    by: User,
    at: datetime,
    about: Appointment | None = None,
    reminder: Reminder | None = None,
) -> CaseNote:
    """Write a note in the diary of a person in the agency's charge.

    `about`: the appointment it tells of, which thereby was held; `reminder`: what to do next,
    for whoever writes.
    """
    authorize(by, Can.WRITE_NOTE, person)
    note.beneficiary, note.agency_id, note.author = person, person.agency_id, by
    note.written_at = at
    note.save(force_insert=True)
    if about is not None:
        tell_about(about, note, by=by, at=at)
    if reminder is not None:
        add_deadline(person, reminder, worker=by, by=by, at=at)
    return note


@transaction.atomic
def correct_note(
    note: CaseNote, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> CaseNote:
    """Correct a note; the earlier text stays in its history."""
    authorize(by, Can.CORRECT_NOTE, note)
    fresh = CaseNote.objects.select_for_update().get(pk=note.pk)
    # The mark is set by both of two correctors: no field they could clash on.
    seen = {**seen, "is_corrected": fresh.is_corrected}
    save_changes(fresh, {**changes, "is_corrected": True}, seen=seen)
    return fresh
