"""Verbs on two records of one person: make them one, and two again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.closing import Closing, mark_closed, mark_open
from beneficiaries.actions.duplicates import pair_person
from beneficiaries.actions.people import list_person
from beneficiaries.carrying import hanging, marks, take_along
from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.enums import Phase
from beneficiaries.models import (
    Beneficiary,
    DuplicatePair,
    Merge,
    RosterEntry,
    SearchToken,
)
from beneficiaries.policy import Can
from beneficiaries.replacing import put_back, take_over
from beneficiaries.workflow import OPEN, case_file_workflow, duplicate_workflow
from core.moving import Block, blocks
from core.policy import authorize
from core.tenancy import Purpose, acting, current_context


class CannotMerge(Exception):
    """Something stands in the way; the message is for people, `blocks` say what, one by one."""

    def __init__(self, message: str, found: list[Block] | None = None) -> None:
        super().__init__(message)
        self.blocks = found or []


class CannotPart(Exception):
    """The merge cannot be taken back; the message is for people."""


@transaction.atomic
def merge_people(
    pair: DuplicatePair, *, kept_id: int, chosen: Mapping[str, int], by: User, at: datetime
) -> Merge:
    """Make two records one. `chosen`: by part of the record, whose value stays (by number).

    The record that goes is not deleted: it leads to the one that stays. Raises CannotMerge.
    """
    fresh = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    authorize(by, Can.MERGE, fresh)
    kept, gone = _locked(fresh, kept_id)
    if found := blocks(kept.pk, gone.pk):
        raise CannotMerge(" ".join(block.words for block in found), found)
    duplicate_workflow.take(fresh, "merge", by=by)
    fresh.save(update_fields=["state"])
    merge = Merge(agency_id=fresh.agency_id, pair=fresh, kept=kept, gone=gone, made_by=by)
    merge.made_at, merge.replaced = at, take_over(kept, gone, chosen)
    merge.closed = _close(kept, gone, by=by, at=at)
    merge.moved = _move(kept.pk, gone.pk)
    merge.save(force_insert=True)
    DuplicatePair.objects.open().of_person(gone.pk).delete()
    RosterEntry.objects.filter(pk=gone.pk).delete()
    SearchToken.objects.filter(beneficiary=gone).delete()
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    list_person(kept, kept.case_files.current_first().first())
    pair_person(kept)
    return merge


def _locked(pair: DuplicatePair, kept_id: int) -> tuple[Beneficiary, Beneficiary]:
    """The one that stays and the one that goes, locked in one order."""
    ids = (pair.first_id, pair.second_id)
    rows = Beneficiary.objects.select_for_update(of=("self",)).filter(pk__in=ids)
    people = {one.pk: one for one in rows.order_by("pk")}
    if kept_id not in people or any(one.merged_into_id for one in people.values()):
        raise CannotMerge(_("Intanto una delle due schede è stata unita: ricontrolla l’elenco."))
    (gone_id,) = set(ids) - {kept_id}
    return people[kept_id], people[gone_id]


def _close(kept: Beneficiary, gone: Beneficiary, *, by: User, at: datetime) -> dict[str, Any]:
    """Close the file of the record that goes, where both are open; how it was."""
    if not kept.case_files.filter(phase__in=OPEN).exists():
        return {}
    file = gone.case_files.select_for_update().filter(phase__in=OPEN).first()
    if file is None:
        return {}
    since = file.phase_since and file.phase_since.isoformat()
    before = {"pk": file.pk, "phase": file.phase, "since": since}
    case_file_workflow.take(file, "close", by=by)
    merged = Closing(ClosingReason.MERGED, Outcome.NOT_ASSESSABLE, timezone.localdate(at))
    mark_closed(file, merged, str(before["phase"]))
    return before


def _move(kept_id: int, gone_id: int) -> dict[str, Any]:
    """Everything of one record to the other; what moved, for the way back."""
    try:
        # A savepoint of its own, so that the sentence can still be said.
        with acting(replace(current_context(), purpose=Purpose.MERGE.value)):
            before = marks()
            rows = take_along(gone_id, kept_id)
    except IntegrityError as error:
        raise CannotMerge(
            _("Le due schede hanno dati che non possono stare insieme sulla stessa persona.")
        ) from error
    return {label: {"keys": keys, "mark": before.get(label, 0)} for label, keys in rows.items()}


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, at: datetime) -> list[str]:
    """Make the records two again, within 90 days; the columns changed since, which stay.

    What moved goes back, with what hangs on it; what else was written since stays with the
    record that stayed. Raises CannotPart.
    """
    fresh = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    authorize(by, Can.MERGE, fresh)
    pair = DuplicatePair.objects.select_for_update().get(pk=fresh.pair_id)
    ids = (fresh.kept_id, fresh.gone_id)
    rows = Beneficiary.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    people = {one.pk: one for one in rows}
    kept, gone = people[fresh.kept_id], people[fresh.gone_id]
    if why := cannot_part(fresh, kept, at=at):
        raise CannotPart(why)
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    with acting(replace(current_context(), purpose=Purpose.MERGE.value)):
        keys = {label: line["keys"] for label, line in fresh.moved.items()}
        take_along(kept.pk, gone.pk, only=hanging(keys, kept.pk))
    stayed = _put_back(fresh, kept, gone)
    _reopen(gone, fresh.closed, by=by)
    duplicate_workflow.take(pair, "part", by=by)
    pair.save(update_fields=["state"])
    fresh.undone_by, fresh.undone_at = by, at
    fresh.save(update_fields=["undone_by", "undone_at"])
    for one in (kept, gone):
        list_person(one, one.case_files.current_first().first())
        pair_person(one)
    return stayed


def cannot_part(merge: Merge, kept: Beneficiary, *, at: datetime) -> str:
    """Why a merge cannot be taken back, or nothing."""
    if merge.undone_at is not None:
        return _("L’unione è già annullata.")
    if at > merge.until:
        return _("Sono passati più di 90 giorni: l’unione non si può più annullare.")
    if kept.merged_into_id is not None:
        return _("La scheda che è rimasta è stata unita a un’altra: annulla prima quella unione.")
    return ""


def _put_back(merge: Merge, kept: Beneficiary, gone: Beneficiary) -> list[str]:
    try:
        with transaction.atomic():
            return put_back(kept, gone, merge.replaced)
    except IntegrityError as error:
        raise CannotPart(
            _("Intanto il codice della scheda unita è di un’altra persona: correggi prima quello.")
        ) from error


def _reopen(gone: Beneficiary, closed: Mapping[str, Any], *, by: User) -> None:
    """Take the file back to where it was, as the workflow has it."""
    if not closed:
        return
    file = gone.case_files.select_for_update().get(pk=closed["pk"])
    if file.phase != Phase.CLOSED:
        return
    since = closed.get("since")
    mark_open(file, date.fromisoformat(since) if since else None, by=by)
