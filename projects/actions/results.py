"""Verbs on what came of a participation: the result at the exit, the state six months after."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.period import months_after, window_of_immediate_results
from core.policy import authorize
from core.reference.enums import EsfStatus
from core.tenancy import acting
from core.ui.words import say_day
from projects.actions.refusing import NotPossible, because
from projects.enums import GONE, WORKING, ParticipationState, ResultWork
from projects.models import FollowUp, Participation, Result
from projects.policy import Can
from projects.workflow import participation_workflow

# Immediate results, and the longer-term one.
MONTHS_OF_FOLLOW_UP = 6


@dataclass(frozen=True)
class Observed:
    """What was found at the exit; a None is “not known”."""

    on: date
    work: ResultWork
    in_training: bool | None
    gained_qualification: bool | None
    searches_job: bool | None
    qualification: str = ""
    note: str = ""


@dataclass(frozen=True)
class Followed:
    """What was found six months after the exit."""

    on: date
    work: ResultWork
    is_improved: bool | None = None
    note: str = ""


def last_day_of_result(participation: Participation) -> date | None:
    """The last day an immediate result may speak of: the 28th after the exit."""
    if participation.exit_on is None:
        return None
    return window_of_immediate_results(participation.exit_on).last


def follow_up_day(participation: Participation) -> date | None:
    """The day the longer-term result speaks of: the exit and six months."""
    if participation.exit_on is None:
        return None
    return months_after(participation.exit_on, MONTHS_OF_FOLLOW_UP)


@transaction.atomic
def record_result(
    participation: Participation, found: Observed, *, by: User, at: datetime
) -> Result:
    """Write down how things stood within four weeks of the exit; it may be asked later."""
    fresh = Participation.objects.select_for_update().get(pk=participation.pk)
    participation_workflow.take(fresh, "record_result", by=by)
    _refuse_result(fresh, found, today=timezone.localdate(at))
    result = _result(fresh, found)
    result.save(force_insert=True)
    fresh.save(update_fields=["state"])
    return result


@transaction.atomic
def correct_result(
    participation: Participation, found: Observed, *, reason: str, by: User, at: datetime
) -> Result:
    """Correct a result with a reason, or add the one that was missing at the follow-up."""
    fresh = Participation.objects.select_for_update().get(pk=participation.pk)
    authorize(by, Can.RECORD_RESULT, fresh)
    _refuse_earlier(fresh)
    _refuse_result(fresh, found, today=timezone.localdate(at))
    was_there = Result.objects.filter(pk=fresh.pk).exists()
    _refuse_without(reason, was_there)
    result = _result(fresh, found)
    with acting(because(reason)):
        result.save(force_insert=not was_there, force_update=was_there)
    return result


def _result(fresh: Participation, found: Observed) -> Result:
    assert fresh.exit_on is not None  # noqa: S101  why: a check of the table holds it
    return Result(
        participation=fresh,
        project_id=fresh.project_id,
        agency_id=fresh.agency_id,
        exit_on=fresh.exit_on,
        observed_on=found.on,
        work=found.work,
        in_training=found.in_training,
        gained_qualification=found.gained_qualification,
        qualification=found.qualification,
        # Who works is not “without work, available and seeking”.
        searches_job=False if found.work in WORKING else found.searches_job,
        note=found.note,
    )


def _refuse_result(fresh: Participation, found: Observed, *, today: date) -> None:
    assert fresh.exit_on is not None  # noqa: S101  why: a check of the table holds it
    window = window_of_immediate_results(fresh.exit_on)
    if found.on not in window:
        raise NotPossible(
            _(
                "L’esito conta solo dal giorno di uscita, %(exit)s, al %(last)s. Se lo chiedi più"
                " tardi, chiedi com’era in quei giorni."
            )
            % {"exit": say_day(fresh.exit_on), "last": say_day(window.last or fresh.exit_on)},
            "observed_on",
        )
    if found.on > today:
        raise NotPossible(_("Il giorno delle risposte è nel futuro."), "observed_on")
    if found.qualification and not found.gained_qualification:
        raise NotPossible(
            _("Hai scritto una qualifica, ma non che l’ha ottenuta."), "gained_qualification"
        )


@transaction.atomic
def record_follow_up(
    participation: Participation, found: Followed, *, by: User, at: datetime
) -> FollowUp:
    """Write down how things stood on the day six months after the exit."""
    fresh = Participation.objects.select_for_update().get(pk=participation.pk)
    participation_workflow.take(fresh, "record_follow_up", by=by)
    _refuse_follow_up(fresh, found, today=timezone.localdate(at))
    follow_up = _follow_up(fresh, found)
    follow_up.save(force_insert=True)
    fresh.save(update_fields=["state"])
    return follow_up


@transaction.atomic
def correct_follow_up(
    participation: Participation, found: Followed, *, reason: str, by: User, at: datetime
) -> FollowUp:
    """Correct a follow-up with a reason."""
    fresh = Participation.objects.select_for_update().get(pk=participation.pk)
    authorize(by, Can.FOLLOW_UP, fresh)
    if fresh.state != ParticipationState.FOLLOWED_UP:
        raise NotPossible(_("Il follow-up non è ancora rilevato."))
    _refuse_follow_up(fresh, found, today=timezone.localdate(at))
    _refuse_without(reason, True)
    follow_up = _follow_up(fresh, found)
    with acting(because(reason)):
        follow_up.save(force_update=True)
    return follow_up


def _follow_up(fresh: Participation, found: Followed) -> FollowUp:
    assert fresh.exit_on is not None  # noqa: S101  why: a check of the table holds it
    return FollowUp(
        participation=fresh,
        project_id=fresh.project_id,
        agency_id=fresh.agency_id,
        exit_on=fresh.exit_on,
        observed_on=found.on,
        work=found.work,
        is_improved=found.is_improved,
        note=found.note,
    )


def _refuse_follow_up(fresh: Participation, found: Followed, *, today: date) -> None:
    day = follow_up_day(fresh)
    assert day is not None  # noqa: S101  why: a check of the table holds it
    if today < day:
        raise NotPossible(
            _("Il follow-up si rileva dal %(day)s, sei mesi dopo l’uscita.") % {"day": say_day(day)}
        )
    if found.on != day:
        raise NotPossible(
            _("Il follow-up dice com’era il %(day)s, sei mesi dopo l’uscita, e non altri giorni.")
            % {"day": say_day(day)},
            "observed_on",
        )
    if found.is_improved is not None and fresh.entry.esf_status != EsfStatus.EMPLOYED:
        raise NotPossible(
            _("“Situazione migliorata” si chiede solo a chi lavorava all’ingresso."), "is_improved"
        )


def _refuse_earlier(fresh: Participation) -> None:
    if fresh.state not in GONE or fresh.state == ParticipationState.LEFT:
        raise NotPossible(_("L’esito non è ancora rilevato."))


def _refuse_without(reason: str, was_there: bool) -> None:
    if was_there and not reason:
        raise NotPossible(_("Cambi una risposta già data: scrivi il motivo."), "reason")
