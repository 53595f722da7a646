"""Verbs on passing people on: to colleagues, and back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.actions.cases import NotAWorker
from beneficiaries.enums import NoteKind, Phase
from beneficiaries.models import (
    UNDONE_WITHIN,
    Appointment,
    CaseFile,
    CaseNote,
    Deadline,
    HandOver,
    HandOverLine,
    RosterEntry,
)
from beneficiaries.policy import Can
from core.policy import authorize


@dataclass(frozen=True)
class Passed:
    """One person passed on: their file, to whom, and what the new worker should know."""

    case_file_id: int
    to_worker_id: int
    summary: str = ""


class TakenMeanwhile(Exception):
    """Somebody is followed by another worker by now, or closed; the message is for people."""


class TooLate(Exception):
    """The hand-over cannot be undone any more; the message is for people."""


@transaction.atomic
def hand_over_cases(
    passed: Sequence[Passed], *, from_worker: User | None, by: User, at: datetime
) -> HandOver:
    """Pass people on from one worker (or from nobody) to colleagues, all of them or none.

    What is due about them goes with the file. Raises NotAWorker, TakenMeanwhile.
    """
    authorize(by, Can.HAND_OVER)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: HAND_OVER is granted to a seat
    workers = User.objects.in_bulk(_working([one.to_worker_id for one in passed], by))
    files = _locked([one.case_file_id for one in passed], seat.agency_id)
    _refuse_taken(list(files.values()), from_worker, by=by, expected=len(passed))
    done = HandOver.objects.create(
        agency=seat.agency, from_worker=from_worker, made_by=by, made_at=at
    )
    for one in passed:
        case_file, worker = files[one.case_file_id], workers[one.to_worker_id]
        _give(case_file, worker)
        _give_agenda(case_file, worker, from_worker, at=at)
        HandOverLine.objects.create(
            hand_over=done,
            agency=seat.agency,
            beneficiary_id=case_file.beneficiary_id,
            case_file=case_file,
            to_worker=worker,
            summary=one.summary,
        )
        _tell(case_file, _passed_on(from_worker, worker, one.summary), by=by, at=at)
    return done


@transaction.atomic
def undo_hand_over(hand_over: HandOver, *, by: User, at: datetime) -> list[HandOverLine]:
    """Give the people back; the lines of those who have gone elsewhere since, who stay there.

    Raises TooLate after a day, or where it was undone, and NotAWorker where nobody is there
    to take them back.
    """
    fresh = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    authorize(by, Can.HAND_OVER, fresh)
    if fresh.undone_at is not None or at > fresh.made_at + UNDONE_WITHIN:
        raise TooLate(_("Non si può più annullare: passa di nuovo le persone."))
    if fresh.from_worker_id is not None:
        _working([fresh.from_worker_id], by)
    lines = list(fresh.lines.select_related("beneficiary", "to_worker").order_by("pk"))
    files = _locked([line.case_file_id for line in lines], fresh.agency_id)
    for line in lines:
        case_file = files[line.case_file_id]
        line.is_back = (
            case_file.case_manager_id == line.to_worker_id and case_file.phase != Phase.CLOSED
        )
        if line.is_back:
            _give(case_file, fresh.from_worker)
            _give_agenda(case_file, fresh.from_worker, line.to_worker, at=at)
            line.save(update_fields=["is_back"])
            _tell(case_file, _("Il passaggio di consegne è stato annullato."), by=by, at=at)
    fresh.undone_by, fresh.undone_at = by, at
    fresh.save(update_fields=["undone_by", "undone_at"])
    return [line for line in lines if not line.is_back]


def _working(worker_ids: Sequence[int], by: User) -> list[int]:
    """The same numbers, if all of them work with people for the agency today."""
    wanted = set(worker_ids)
    found = set(workers_now(by).filter(user_id__in=wanted).values_list("user_id", flat=True))
    if wanted - found:
        raise NotAWorker(_("Non lavora oggi con le persone per il tuo ente: scegli qualcun altro."))
    return list(wanted)


def _locked(case_file_ids: Sequence[int], agency_id: int) -> dict[int, CaseFile]:
    # In one order, whoever passes whom: two who pass the same people must not wait for each other.
    rows = CaseFile.objects.filter(pk__in=case_file_ids, agency_id=agency_id)
    locked = rows.select_for_update(of=("self",)).select_related("beneficiary").order_by("pk")
    return {one.pk: one for one in locked}


def _refuse_taken(
    files: Collection[CaseFile], from_worker: User | None, *, by: User, expected: int
) -> None:
    if from_worker is not None:
        taken = [one for one in files if one.case_manager_id != from_worker.pk]
    else:
        # Nobody's are those of who left, too.
        working = set(workers_now(by).values_list("user_id", flat=True))
        taken = [one for one in files if one.case_manager_id in working]
    gone = {one.pk: one for one in files if one in taken or one.phase == Phase.CLOSED}
    if gone or len(files) != expected:
        names = ", ".join(str(one.beneficiary) for one in gone.values())
        raise TakenMeanwhile(
            _("Intanto qualcosa è cambiato per %(names)s: ricontrolla l’elenco.")
            % {"names": names or _("una persona")}
        )


def _give(case_file: CaseFile, worker: User | None) -> None:
    case_file.case_manager = worker
    case_file.save(update_fields=["case_manager"])
    RosterEntry.objects.filter(pk=case_file.beneficiary_id).update(
        case_manager_id=worker.pk if worker else None
    )


def _give_agenda(
    case_file: CaseFile, worker: User | None, former: User | None, *, at: datetime
) -> None:
    """What the former worker has still to do about the person, and their appointments to come."""
    if worker is None or former is None:
        return
    own = {"beneficiary_id": case_file.beneficiary_id, "worker": former}
    Deadline.objects.open().filter(**own).update(worker=worker)
    Appointment.objects.open().filter(**own, starts_at__gt=at).update(worker=worker)


def _passed_on(from_worker: User | None, worker: User, summary: str) -> str:
    names = {"old": from_worker, "new": worker}
    told = _("Da %(old)s a %(new)s.") if from_worker else _("Affidata a %(new)s.")
    return "\n\n".join(filter(None, [told % names, summary]))


def _tell(case_file: CaseFile, text: str, *, by: User, at: datetime) -> None:
    CaseNote.objects.create(
        beneficiary=case_file.beneficiary,
        agency_id=case_file.agency_id,
        kind=NoteKind.HAND_OVER,
        happened_on=timezone.localdate(at),
        text=text,
        author=by,
        written_at=at,
    )
