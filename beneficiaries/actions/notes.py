"""Verbs on the diary: write, correct, choose who reads."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.actions.agenda import Reminder, add_deadline, tell_about
from beneficiaries.actions.editing import save_changes
from beneficiaries.actions.serving import refuse_another_s
from beneficiaries.enums import NoteVisibility
from beneficiaries.models import Appointment, Beneficiary, CaseNote
from beneficiaries.policy import Can, visible_notes
from core.policy import authorize, may


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
    refuse_another_s(note.action_id, person.pk)
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
def write_group(
    columns: dict[str, Any],
    people: Sequence[Beneficiary],
    *,
    by: User,
    at: datetime,
    serves: Mapping[int, int | None] | None = None,
) -> list[CaseNote]:
    """Write the same note in the diary of each of several people, one note per person.

    A key holds them together, so that a correction reaches them all; none names the others.
    `serves`: which action of their own plan it was for, by number of the person.
    """
    key, own = uuid4(), serves or {}
    return [
        write_note(
            CaseNote(**columns | {"action_id": own.get(person.pk)}, group=key),
            person, by=by, at=at,
        )
        for person in people
    ]  # fmt: skip


@transaction.atomic
def correct_note(
    note: CaseNote, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> CaseNote:
    """Correct a note; the earlier text stays in its history."""
    authorize(by, Can.CORRECT_NOTE, note)
    fresh = CaseNote.objects.select_for_update().get(pk=note.pk)
    if changes.get("action_id") != fresh.action_id:
        refuse_another_s(changes.get("action_id"), fresh.beneficiary_id)
    # The mark is set by both of two correctors: no field they could clash on.
    seen = {**seen, "is_corrected": fresh.is_corrected}
    # To say what kind of contact a quick note tells of completes it, and corrects nothing.
    completes = fresh.is_to_complete and changes["text"] == fresh.text
    save_changes(fresh, {**changes, "is_corrected": fresh.is_corrected or not completes}, seen=seen)
    return fresh


@transaction.atomic
def correct_group(
    note: CaseNote, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> tuple[list[CaseNote], list[CaseNote]]:
    """Correct a note and those written with it; which were, and which stay as they are.

    What somebody has corrected in one file alone since is that file's own: it stays.
    """
    # All of them in one order: somebody may begin at the other end.
    group = visible_notes(by).filter(group=note.group).order_by("pk")
    list(group.select_for_update(of=("self",)).values_list("pk"))
    corrected, others = [correct_note(note, changes, seen=seen, by=by, at=at)], []
    # Which action it was for is each person's own.
    changes = {name: value for name, value in changes.items() if name != "action_id"}
    for other in visible_notes(by).written_with(note).order_by("pk"):
        is_same = all(name in seen and getattr(other, name) == seen[name] for name in changes)
        if is_same and may(by, Can.CORRECT_NOTE, other):
            corrected.append(correct_note(other, changes, seen=seen, by=by, at=at))
        else:
            others.append(other)
    return corrected, others


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
