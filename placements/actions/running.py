"""Verbs of a placement under way: start it, let it rest, take it up again, end it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from core.ui.words import say_day_short
from placements.actions.extensions import lapse_extension
from placements.actions.refusals import NotPossible
from placements.enums import BreakReason, Outcome
from placements.models import AttendanceEntry, Placement, Suspension
from placements.policy import Can
from placements.signing import hinders_start, papers_of, start_notice_of
from placements.workflow import placement_workflow


@transaction.atomic
def start_placement(placement: Placement, *, by: User, at: datetime) -> Placement:
    """Begin a signed placement; raises NotPossible with everything that still hinders it."""
    authorize(by, Can.START, placement)
    fresh = _fresh(placement)
    placement_workflow.take(fresh, "start", by=by)
    notice = start_notice_of(fresh)
    told = hinders_start(fresh, papers_of(fresh), notice, timezone.localdate(at))
    if told:
        raise NotPossible(" ".join(told))
    fresh.save(update_fields=["state"])
    return fresh


@transaction.atomic
def suspend_placement(
    placement: Placement, *, starts_on: date, reason: str, by: User, at: datetime
) -> Placement:
    """Let a placement rest from a day on; no allowance is due for these days."""
    authorize(by, Can.SUSPEND, placement)
    fresh = _fresh(placement)
    placement_workflow.take(fresh, "suspend", by=by)
    _refuse_outside(fresh, starts_on, "starts_on", timezone.localdate(at))
    _refuse_attended(fresh, starts_on, "starts_on")
    if not reason.strip():
        raise NotPossible(_("Scrivi il motivo della sospensione."), "reason")
    if fresh.suspensions.filter(ends_on__gte=starts_on).exists():
        raise NotPossible(_("In questi giorni il tirocinio era già sospeso."), "starts_on")
    Suspension.objects.create(
        placement=fresh,
        agency_id=fresh.agency_id,
        project_id=fresh.project_id,
        starts_on=starts_on,
        reason=reason.strip(),
    )
    fresh.save(update_fields=["state"])
    return fresh


@transaction.atomic
def resume_placement(placement: Placement, *, ends_on: date, by: User, at: datetime) -> Placement:
    """Take a placement up again; `ends_on` is the last day of rest."""
    authorize(by, Can.SUSPEND, placement)
    fresh = _fresh(placement)
    placement_workflow.take(fresh, "resume", by=by)
    _refuse_outside(fresh, ends_on, "ends_on", timezone.localdate(at))
    _close_rest(fresh, ends_on, "ends_on")
    fresh.save(update_fields=["state"])
    return fresh


@transaction.atomic
def finish_placement(
    placement: Placement,
    *,
    ended_on: date,
    outcome: Outcome | str,
    reason: BreakReason | str,
    note: str,
    by: User,
    at: datetime,
) -> Placement:
    """End a placement on its last day, with its outcome, or break it off before, with a reason."""
    authorize(by, Can.FINISH, placement)
    fresh = _fresh(placement)
    is_early = ends_early(fresh, ended_on)
    placement_workflow.take(fresh, "break_off" if is_early else "end", by=by)
    _refuse_outside(fresh, ended_on, "ended_on", timezone.localdate(at))
    _refuse_attended(fresh, ended_on + timedelta(days=1), "ended_on")
    if is_early:
        _refuse_unexplained(reason, note)
    elif outcome not in Outcome.values:
        raise NotPossible(_("Scegli l’esito."), "outcome")
    _close_rest(fresh, ended_on, "ended_on")
    lapse_extension(fresh, by=by)
    fresh.ended_on, fresh.end_note = ended_on, note.strip()
    fresh.break_reason = reason if is_early else ""
    fresh.outcome = outcome if outcome in Outcome.values else ""
    fresh.save(update_fields=["state", "ended_on", "end_note", "break_reason", "outcome"])
    return fresh


def ends_early(placement: Placement, ended_on: date) -> bool:
    """Whether an end on this day breaks the placement off."""
    return placement.ends_on is not None and ended_on < placement.ends_on


def _refuse_unexplained(reason: str, note: str) -> None:
    if reason not in BreakReason.values:
        raise NotPossible(
            _("Finisce prima del previsto: scegli il motivo dell’interruzione."), "reason"
        )
    if not note.strip():
        raise NotPossible(_("Finisce prima del previsto: scrivi che cosa è successo."), "note")


def _refuse_outside(placement: Placement, day: date, field: str, today: date) -> None:
    """A day is one of the placement's, and not yet to come."""
    first, last = placement.starts_on, placement.ends_on
    assert first is not None  # noqa: S101  why: a placement under way is whole
    assert last is not None  # noqa: S101  why: a placement under way is whole
    if not first <= day <= last:
        raise NotPossible(
            _("Il tirocinio va dal %(first)s al %(last)s: scegli un giorno fra questi.")
            % {"first": say_day_short(first), "last": say_day_short(last)},
            field,
        )
    if day > today:
        raise NotPossible(_("Questo giorno deve ancora venire."), field)


def _refuse_attended(placement: Placement, first: date, field: str) -> None:
    """Nobody rests, or has left, on a day with hours: the register and the allowance say so."""
    done = AttendanceEntry.objects.filter(register__placement=placement, minutes__gt=0)
    last = done.filter(day__gte=first).aggregate(day=Max("day"))["day"]
    if last is not None:
        raise NotPossible(
            _("Il registro ha ore fatte fino al %(day)s: scegli un altro giorno o correggile.")
            % {"day": say_day_short(last)},
            field,
        )


def _close_rest(placement: Placement, last: date, field: str) -> None:
    """End the suspension that lasts, if one does."""
    rest = placement.suspensions.filter(ends_on=None).first()
    if rest is None:
        return
    if last < rest.starts_on:
        raise NotPossible(
            _("Il tirocinio è sospeso dal %(day)s: scegli quel giorno o uno dopo.")
            % {"day": say_day_short(rest.starts_on)},
            field,
        )
    rest.ends_on = last
    rest.save(update_fields=["ends_on"])


def _fresh(placement: Placement) -> Placement:
    """The row as it is now, locked; alone, because joined rows are only read."""
    return Placement.objects.select_for_update().get(pk=placement.pk)
