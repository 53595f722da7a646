"""Verbs on passing people on: to colleagues, and back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now, workers_on
from beneficiaries.actions.cases import NotAWorker
from beneficiaries.enums import NoteKind, Phase
from beneficiaries.handover_enums import NotPassed
from beneficiaries.models import (
    PLANNED_AHEAD,
    Appointment,
    CaseFile,
    CaseNote,
    Deadline,
    HandOver,
    HandOverLine,
    Merge,
    RosterEntry,
)
from beneficiaries.policy import Can
from core.policy import authorize
from core.ui.words import say_day_short


@dataclass(frozen=True)
class Passed:
    """One person passed on: their file, to whom, and what the new worker should know."""

    case_file_id: int
    to_worker_id: int
    summary: str = ""


class TakenMeanwhile(Exception):
    """Somebody is followed by another worker by now, or closed; the message is for people."""


class NoSuchDay(Exception):
    """The day is over, or too far ahead; the message is for people."""


class TooLate(Exception):
    """The hand-over cannot be undone any more; the message is for people."""


@transaction.atomic
def hand_over_cases(
    passed: Sequence[Passed],
    *,
    from_worker: User | None,
    by: User,
    at: datetime,
    starts_on: date | None = None,
) -> HandOver:
    """Pass people on from one worker (or from nobody) to colleagues, all of them or none.

    What is due about them goes with the file. With a later day nothing moves before it: the
    clock carries the hand-over out. Raises NotAWorker, TakenMeanwhile, NoSuchDay.
    """
    authorize(by, Can.HAND_OVER)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: HAND_OVER is granted to a seat
    starts_on = _later(starts_on, at)
    day = starts_on or timezone.localdate(at)
    workers = User.objects.in_bulk(_working([one.to_worker_id for one in passed], by, day))
    files = _locked([one.case_file_id for one in passed], seat.agency_id)
    _refuse_taken(list(files.values()), from_worker, by=by, expected=len(passed))
    if starts_on:
        _refuse_planned(files)
    done = HandOver.objects.create(
        agency=seat.agency, from_worker=from_worker, made_by=by, made_at=at, starts_on=starts_on
    )
    for one in passed:
        case_file = files[one.case_file_id]
        line = HandOverLine.objects.create(
            hand_over=done,
            agency=seat.agency,
            beneficiary_id=case_file.beneficiary_id,
            case_file=case_file,
            from_worker=from_worker,
            to_worker=workers[one.to_worker_id],
            summary=one.summary,
        )
        if not starts_on:
            _pass_on(line, case_file, by=by, at=at)
    return done


@transaction.atomic
def carry_out(hand_over_id: int, *, by: User, at: datetime) -> bool:
    """Carry out a hand-over whose day has come; False where somebody has, or took it back.

    Each person passes on, or stays and it is written why. Of two that carry it out at once the
    second waits for the row, and then finds it done.
    """
    due = HandOver.objects.select_for_update(of=("self",)).due(timezone.localdate(at))
    fresh = due.select_related("from_worker").filter(pk=hand_over_id).first()
    if fresh is None:
        return False
    authorize(by, Can.HAND_OVER, fresh)
    lines = list(fresh.lines.select_related("from_worker", "to_worker").order_by("pk"))
    files = _locked([line.case_file_id for line in lines], fresh.agency_id)
    stays = _who_stays(lines, files, by=by, day=timezone.localdate(at))
    for line in lines:
        if line.pk in stays:
            line.not_done = stays[line.pk]
            line.save(update_fields=["not_done"])
        else:
            _pass_on(line, files[line.case_file_id], by=by, at=at)
    fresh.done_at = at
    fresh.save(update_fields=["done_at"])
    return True


def give_up(hand_over_id: int, *, at: datetime) -> None:
    """Write that a hand-over was not carried out, as who planned it may not any more."""
    waiting = HandOver.objects.due(timezone.localdate(at)).filter(pk=hand_over_id)
    waiting.update(done_at=at, not_done=NotPassed.PLANNER)


@transaction.atomic
def undo_hand_over(hand_over: HandOver, *, by: User, at: datetime) -> list[HandOverLine]:
    """Give the people back; the lines of those who have gone elsewhere since, who stay there.

    One that is planned is called off, and nobody moves. Raises TooLate a day after it took
    effect, or where it was undone, and NotAWorker where nobody is there to take them back.
    """
    fresh = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    authorize(by, Can.HAND_OVER, fresh)
    if not fresh.may_be_taken_back(at):
        raise TooLate(_("Non si può più annullare: passa di nuovo le persone."))
    away = [] if fresh.is_planned else _give_back(fresh, by=by, at=at)
    fresh.undone_by, fresh.undone_at = by, at
    fresh.save(update_fields=["undone_by", "undone_at"])
    return away


def _give_back(done: HandOver, *, by: User, at: datetime) -> list[HandOverLine]:
    if done.from_worker_id is not None:
        _working([done.from_worker_id], by, timezone.localdate(at))
    passed = done.lines.filter(not_done="").select_related("beneficiary", "to_worker")
    lines = list(passed.order_by("pk"))
    files = _locked([line.case_file_id for line in lines], done.agency_id)
    for line in lines:
        line.case_file = case_file = files[line.case_file_id]
        line.is_back = line.may_come_back
        if line.is_back:
            _give(case_file, done.from_worker)
            _give_agenda(case_file, done.from_worker, line.to_worker, at=at)
            line.save(update_fields=["is_back"])
            _tell(case_file, _("Il passaggio di consegne è stato annullato."), by=by, at=at)
    return [line for line in lines if not line.is_back]


def _who_stays(
    lines: Sequence[HandOverLine], files: Mapping[int, CaseFile], *, by: User, day: date
) -> dict[int, NotPassed]:
    """Of the lines of a hand-over whose day has come: who stays where they are, and why.

    In doubt a person stays: whoever follows them goes on answering for them.
    """
    working = set(workers_on(by, day).values_list("user_id", flat=True))
    merges = Merge.objects.filter(undone_at=None, closed__pk__in=list(files))
    merged = set(merges.values_list("closed__pk", flat=True))
    return {
        line.pk: why
        for line in lines
        if (why := _why_not(line, files.get(line.case_file_id), working, merged))
    }


def _why_not(
    line: HandOverLine, file: CaseFile | None, working: set[int], merged: set[int]
) -> NotPassed | None:
    if file is None or file.phase == Phase.CLOSED:
        return NotPassed.MERGED if line.case_file_id in merged else NotPassed.CLOSED
    if _is_elsewhere(file, line.from_worker_id, working):
        return NotPassed.ELSEWHERE
    return None if line.to_worker_id in working else NotPassed.RECEIVER


def _is_elsewhere(file: CaseFile, from_worker_id: int | None, working: set[int]) -> bool:
    """Whether somebody else follows the person; nobody's are those of who left, too."""
    if from_worker_id is None:
        return file.case_manager_id in working
    return file.case_manager_id != from_worker_id


def _later(starts_on: date | None, at: datetime) -> date | None:
    """The day to come; nothing for today."""
    today = timezone.localdate(at)
    if starts_on is None or starts_on == today:
        return None
    if not today < starts_on <= today + PLANNED_AHEAD:
        raise NoSuchDay(
            _("Il giorno va da oggi al %(last)s.") % {"last": say_day_short(today + PLANNED_AHEAD)}
        )
    return starts_on


def _refuse_planned(files: Mapping[int, CaseFile]) -> None:
    """A person passes on once: of two plans the second would find them gone."""
    planned = HandOverLine.objects.planned().filter(case_file__in=list(files))
    found = [str(files[pk].beneficiary) for pk in planned.values_list("case_file_id", flat=True)]
    if found:
        raise TakenMeanwhile(
            _("C’è già un passaggio programmato per %(names)s: annulla prima quello.")
            % {"names": ", ".join(sorted(found))}
        )


def _pass_on(line: HandOverLine, case_file: CaseFile, *, by: User, at: datetime) -> None:
    worker = line.to_worker
    _give(case_file, worker)
    _give_agenda(case_file, worker, line.from_worker, at=at)
    _tell(case_file, _passed_on(line.from_worker, worker, line.summary), by=by, at=at)


def _working(worker_ids: Sequence[int], by: User, day: date) -> list[int]:
    """The same numbers, if all of them work with people for the agency on this day."""
    wanted = set(worker_ids)
    here = workers_on(by, day).filter(user_id__in=wanted)
    if wanted - set(here.values_list("user_id", flat=True)):
        if day == timezone.localdate():
            told = _("Non lavora oggi con le persone per il tuo ente: scegli qualcun altro.")
        else:
            told = _("Quel giorno non lavora con le persone per il tuo ente: scegli qualcun altro.")
        raise NotAWorker(told)
    return list(wanted)


def _locked(case_file_ids: Sequence[int], agency_id: int) -> dict[int, CaseFile]:
    # In one order, whoever passes whom: two who pass the same people must not wait for each other.
    rows = CaseFile.objects.filter(pk__in=case_file_ids, agency_id=agency_id)
    locked = rows.select_for_update(of=("self",)).select_related("beneficiary").order_by("pk")
    return {one.pk: one for one in locked}


def _refuse_taken(
    files: Collection[CaseFile], from_worker: User | None, *, by: User, expected: int
) -> None:
    working = set(workers_now(by).values_list("user_id", flat=True))
    whose = from_worker.pk if from_worker else None
    taken = [one for one in files if _is_elsewhere(one, whose, working)]
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
