"""Verbs on absences from work: say that somebody is away and who covers, correct it, end it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.leaves import days_of
from agencies.models import LONGEST_LEAVE, Leave, User
from agencies.policy import Can, visible_leaves
from agencies.workers import workers_now
from core.policy import authorize
from core.ui.words import say_day_short

# So far ahead one may say it.
AHEAD = timedelta(days=366)


class LeaveRefused(Exception):
    """The absence cannot stand like this; the message is for people, `field` where it belongs."""

    def __init__(self, message: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(message)


class LeaveChanged(LeaveRefused):
    """Somebody else has changed it meanwhile."""


@dataclass(frozen=True)
class Told:
    """Who is away from when to when, who covers, and what whoever covers should know."""

    worker: User
    first_on: date
    last_on: date
    cover: User | None
    note: str = ""


@transaction.atomic
def write_leave(told: Told, *, by: User, at: datetime) -> Leave:
    """Write down that somebody is away, and who covers: of oneself, or as who coordinates."""
    seat = by.acting
    made = Leave(agency_id=seat.agency_id if seat else 0, made_by=by, changed_at=at, **vars(told))
    authorize(by, Can.WRITE_LEAVE, made)
    _refuse_stranger(told.worker, "worker", by=by)
    _refuse(made, by=by, today=timezone.localdate(at))
    _save(made)
    return made


@transaction.atomic
def correct_leave(leave: Leave, told: Told, *, seen: str, by: User, at: datetime) -> Leave:
    """Correct days, cover or note of one that is not over; `seen`: when it was changed last."""
    fresh = _locked(leave, by=by)
    today = timezone.localdate(at)
    if fresh.changed_at.isoformat() != seen:
        raise LeaveChanged(_("Intanto è stata cambiata: %(now)s") % {"now": say_leave(fresh)})
    _refuse_past(fresh, today)
    if fresh.first_on <= today and told.first_on != fresh.first_on:
        raise LeaveRefused(_("È già cominciata: il primo giorno non cambia."), "first_on")
    fresh.first_on, fresh.last_on, fresh.changed_at = told.first_on, told.last_on, at
    fresh.cover, fresh.note = told.cover, told.note
    _refuse(fresh, by=by, today=today)
    _save(fresh)
    return fresh


@transaction.atomic
def end_leave(leave: Leave, *, by: User, at: datetime) -> Leave:
    """Back at work today: it ended yesterday; one that begins today or later is called off."""
    fresh = _locked(leave, by=by)
    today = timezone.localdate(at)
    _refuse_past(fresh, today)
    fresh.changed_at = at
    if fresh.first_on < today:
        fresh.last_on = today - timedelta(days=1)
    else:
        fresh.cancelled_at, fresh.cancelled_by = at, by
    fresh.save(update_fields=["last_on", "changed_at", "cancelled_at", "cancelled_by"])
    return fresh


def say_leave(leave: Leave) -> str:
    """“dal 2 mar 2027 al 12 mar 2027, copre Ines Molteni”."""
    told = {"days": _say_days(leave), "cover": leave.cover}
    if leave.cover is None:
        return _("%(days)s, nessuno copre") % told
    return _("%(days)s, copre %(cover)s") % told


def gaps_of(leave: Leave, *, by: User) -> list[str]:
    """What stays uncovered on its days, in sentences: the cover away, those one covers oneself."""
    near = visible_leaves(by).between(leave.first_on, leave.last_on).select_related("worker")
    away = near.filter(worker_id=leave.cover_id) if leave.cover_id else near.none()
    told = [
        _("%(cover)s è assente %(days)s: in quei giorni nessuno copre.")
        % {"cover": one.worker, "days": _say_days(one)}
        for one in away
    ]
    return told + [
        _("%(cover)s copre già %(worker)s %(days)s: scegliete chi lo fa al suo posto.")
        % {"cover": leave.worker, "worker": one.worker, "days": _say_days(one)}
        for one in near.covered_by(leave.worker_id)
    ]


def _say_days(leave: Leave) -> str:
    told = {"first": say_day_short(leave.first_on), "last": say_day_short(leave.last_on)}
    return _("dal %(first)s al %(last)s") % told


def _locked(leave: Leave, *, by: User) -> Leave:
    rows = Leave.objects.select_for_update(of=("self",)).select_related("worker", "cover")
    fresh = rows.get(pk=leave.pk)
    authorize(by, Can.WRITE_LEAVE, fresh)
    return fresh


def _refuse_past(leave: Leave, today: date) -> None:
    if leave.cancelled_at is not None:
        raise LeaveRefused(_("Questa assenza è annullata: se serve, scrivine un’altra."))
    if leave.last_on < today:
        raise LeaveRefused(_("Questa assenza è finita: resta com’è."))


def _refuse(leave: Leave, *, by: User, today: date) -> None:
    """What makes no sense on a calendar, and a cover who cannot cover."""
    if leave.last_on < leave.first_on:
        raise LeaveRefused(_("L’ultimo giorno viene prima del primo."), "last_on")
    if leave.days > LONGEST_LEAVE:
        raise LeaveRefused(_("Un’assenza dura al massimo 90 giorni."), "last_on")
    if leave.last_on < today:
        raise LeaveRefused(_("Questi giorni sono passati: arriva almeno fino a oggi."), "last_on")
    if leave.first_on > today + AHEAD:
        raise LeaveRefused(_("Al massimo un anno da oggi: controlla l’anno."), "first_on")
    others = visible_leaves(by).between(leave.first_on, leave.last_on).exclude(pk=leave.pk)
    if (other := others.of_worker(leave.worker_id).first()) is not None:
        raise _overlapping(_say_days(other))
    if leave.cover is not None:
        if leave.cover.pk == leave.worker_id:
            raise LeaveRefused(_("Chi è assente non può coprirsi da sé."), "cover")
        _refuse_stranger(leave.cover, "cover", by=by)
        _refuse_absent(leave, others.of_worker(leave.cover.pk))


def _refuse_stranger(worker: User, field: str, *, by: User) -> None:
    if not workers_now(by).filter(user_id=worker.pk).exists():
        raise LeaveRefused(
            _("Non lavora oggi con le persone per il tuo ente: scegli qualcun altro."), field
        )


def _refuse_absent(leave: Leave, others: Iterable[Leave]) -> None:
    """A cover who is away on each of the days covers nothing; away on some, it is told."""
    away = {day for other in others for day in days_of(other)}
    if away.issuperset(days_of(leave)):
        told = _("%(cover)s è assente in tutti quei giorni: scegli qualcun altro.")
        raise LeaveRefused(told % {"cover": leave.cover}, "cover")


def _overlapping(days: str) -> LeaveRefused:
    told = _("C’è già un’assenza %(days)s: correggi quella.") % {"days": days}
    return LeaveRefused(told, "first_on")


def _save(leave: Leave) -> None:
    """Save; of two that are written at once the database lets one pass."""
    try:
        with transaction.atomic():
            leave.save()
    except IntegrityError as error:
        if "leave_once_at_a_time" not in str(error):
            raise
        raise _overlapping(_say_days(leave)) from error
