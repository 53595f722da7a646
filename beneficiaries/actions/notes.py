"""Verbs on the diary: write, correct, choose who reads."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.actions.agenda import Reminder, add_deadline, tell_about
from beneficiaries.actions.editing import save_changes
from beneficiaries.enums import NoteVisibility
from beneficiaries.models import Appointment, Beneficiary, CaseNote
from beneficiaries.policy import Can
from core.policy import authorize


class NotAReader(Exception):
    """One of those named does not follow people for this agency today; worded for people."""


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
    for whoever writes. Raises NotAReader where a reserved note names somebody who works there
    no more.
    """
    authorize(by, Can.WRITE_NOTE, person)
    note.beneficiary, note.agency_id, note.author = person, person.agency_id, by
    note.written_at = at
    note.readers = _readers(note.visibility, note.readers, kept=(), by=by)
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


@transaction.atomic
def choose_readers(
    note: CaseNote, visibility: str, readers: Collection[int], *, by: User, at: datetime
) -> CaseNote:
    """Let the agency read a note, or only its author and those named; the author's alone to say.

    Raises NotAReader as `write_note` does; who was named before and works there no more may stay.
    """
    authorize(by, Can.CHOOSE_READERS, note)
    fresh = CaseNote.objects.select_for_update().get(pk=note.pk)
    fresh.readers = _readers(visibility, readers, kept=fresh.readers, by=by)
    fresh.visibility = visibility
    fresh.save(update_fields=["visibility", "readers"])
    return fresh


def _readers(
    visibility: str, named: Collection[int], *, kept: Collection[int], by: User
) -> list[int]:
    """Those named beside the author, in order; nobody where the whole agency reads."""
    others = sorted(set(named) - {by.pk})
    if visibility != NoteVisibility.RESERVED or not others:
        return []
    new = set(others) - set(kept)
    if new - set(workers_now(by).filter(user_id__in=new).values_list("user_id", flat=True)):
        raise NotAReader(
            _("Una delle persone indicate non lavora oggi con le persone per il tuo ente.")
        )
    return others
