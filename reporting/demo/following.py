"""What was found after the exits: results within four weeks, the state six months after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from agencies.models import User
from core.period import IMMEDIATE_RESULT_DAYS, months_after
from projects.actions import (
    MONTHS_OF_FOLLOW_UP,
    Followed,
    NotPossible,
    Observed,
    record_follow_up,
    record_result,
)
from projects.enums import ExitReason, ResultWork
from projects.models import Participation
from reporting.demo.plan import Record, Stay
from reporting.demo.seats import moment

SEED = 28_29
# Whom nobody reached in time, and whose follow-up nobody has asked for yet: to-dos.
NOT_REACHED, NOT_FOLLOWED = 0.1, 0.22
QUALIFICATIONS = (
    "Attestato di addetto alla cucina",
    "Attestato di operatore di magazzino",
    "Attestato di ausiliario socio-assistenziale",
    "Certificazione di competenze digitali di base",
)
NO, EMPLOYED, OWN = ResultWork.NOT_WORKING, ResultWork.EMPLOYED, ResultWork.SELF_EMPLOYED
Key = tuple[int, str]


@dataclass(frozen=True)
class Found:
    """What came of one participation; `too_late` was observed on a day that does not count."""

    result: Observed | None
    follow_up: Followed | None
    too_late: Observed | None = None


def outcomes(records: Iterable[Record]) -> dict[Key, Found]:
    """What was found after each exit that lasts, by record (its identity) and project."""
    chance = Random(SEED)  # noqa: S311  why: a fixed seed is the aim
    left = [
        (record, stay)
        for record in records
        for stay in record.stays
        if stay.exit_on and not stay.back_on
    ]
    found = {
        (id(record), stay.project): _found(stay, record, chance, number)
        for number, (record, stay) in enumerate(left)
    }
    return found | _last_day_and_the_next(left, found)


def _last_day_and_the_next(
    left: list[tuple[Record, Stay]], found: dict[Key, Found]
) -> dict[Key, Found]:
    """Two who found work: one seen on the 28th day, the other on the 29th, which is too late."""
    hired = [pair for pair in left if pair[1].reason == ExitReason.JOB_FOUND]
    (one, first), (other, second) = [pair for pair in hired if len(pair[0].stays) == 1][:2]
    in_time, late = _working(first, IMMEDIATE_RESULT_DAYS), _working(second, 29)
    return {
        (id(one), first.project): Found(in_time, found[id(one), first.project].follow_up),
        (id(other), second.project): Found(None, _followed(second, EMPLOYED), late),
    }


def _working(stay: Stay, days: int) -> Observed:
    return Observed(_after(stay, days), EMPLOYED, False, False, False)


def _after(stay: Stay, days: int) -> date:
    assert stay.exit_on is not None  # noqa: S101  why: only who left comes here
    return stay.exit_on + timedelta(days=days)


def _found(stay: Stay, record: Record, chance: Random, number: int) -> Found:
    result = _result(stay, record, chance, number)
    worked = result.work if result else NO
    now = worked
    if worked == NO and stay.reason != ExitReason.DROPPED_OUT and chance.random() < 0.25:
        now = EMPLOYED
    elif worked == EMPLOYED and chance.random() < 0.15:
        now = NO
    is_missing = chance.random() < NOT_FOLLOWED
    improved = True if record.person.employment == "occupato" and now == EMPLOYED else None
    follow_up = None if is_missing else _followed(stay, now, improved)
    return Found(None if chance.random() < NOT_REACHED else result, follow_up)


def _result(stay: Stay, record: Record, chance: Random, number: int) -> Observed | None:
    day = _after(stay, chance.randint(0, 20))
    if stay.reason == ExitReason.JOB_FOUND:
        work = OWN if number % 7 == 0 else EMPLOYED
        return Observed(day, work, False, chance.random() < 0.2, False)
    if stay.reason == ExitReason.TRAINING:
        return Observed(day, NO, True, False, chance.random() < 0.5)
    if stay.reason == ExitReason.COMPLETED:
        is_qualified = chance.random() < 0.5
        name = chance.choice(QUALIFICATIONS) if is_qualified else ""
        return Observed(day, NO, chance.random() < 0.15, is_qualified, True, name)
    # Who broke off or moved away tells little; what is not known is not “no”.
    return Observed(day, NO, None, None, chance.choice((True, None)))


def _followed(stay: Stay, work: ResultWork, is_improved: bool | None = None) -> Followed:
    return Followed(months_after(_after(stay, 0), MONTHS_OF_FOLLOW_UP), work, is_improved)


def record_outcome(participation: Participation, found: Found, *, by: User) -> None:
    """Write down what was found, on the days it was; a day too late is refused."""
    if found.too_late is not None:
        _be_refused(participation, found.too_late, by=by)
    if found.result is not None:
        record_result(participation, found.result, by=by, at=moment(found.result.on, 11))
    if found.follow_up is not None:
        record_follow_up(participation, found.follow_up, by=by, at=moment(found.follow_up.on, 11))


def _be_refused(participation: Participation, found: Observed, *, by: User) -> None:
    try:
        record_result(participation, found, by=by, at=moment(found.on, 11))
    except NotPossible:
        return
    raise AssertionError("A result of the 29th day was accepted.")
