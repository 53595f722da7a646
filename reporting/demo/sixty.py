"""The sixty placements of the demo: whose, where, on which terms, and how far each has come.

Chosen from the plan of people without chance: whoever stays long enough, in the order of the
room they have, so that no term of a kind is broken and every state of a placement is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core.period import months_after
from placements.days import last_of
from placements.enums import BreakReason, Outcome, PlacementState
from projects.enums import ExitReason
from reporting.demo.bodies import ENDS_ON
from reporting.demo.choosing import OPEN, Slot, chosen, has_left, window_of
from reporting.demo.matching import hosted
from reporting.demo.money import MONTHS
from reporting.demo.placing import K, Placing, S, workday
from reporting.demo.plan import Record

NEVER_BEGUN = (S.DRAFT, S.SUBMITTED, S.CHANGES, S.APPROVED, S.SIGNED, S.REFUSED, S.WITHDRAWN)
# The last proposals are for two months; none of them can be longer than the project.
LAST_START = date(2022, 1, 31)
LONGEST = 8


def placings(records: Iterable[Record]) -> list[Placing]:
    """All sixty, in the order of their beginnings."""
    slots = sorted(chosen(list(records)), key=lambda one: (one[0][1].entry_on, one[1]))
    timed = [_timed(number, *one) for number, one in enumerate(slots)]
    ordered = sorted(timed, key=lambda one: (one.starts_on, one.number))
    numbered = [replace(one, number=number) for number, one in enumerate(ordered)]
    return [_granted(one) for one in _special(hosted(numbered))]


def _timed(number: int, slot: Slot, state: PlacementState) -> Placing:
    record, stay = slot
    first, last = window_of(stay)
    if state in OPEN.get(record.agency, ()) and not has_left(stay):
        first = max(first, LAST_START if state in NEVER_BEGUN else date(2021, 9, 20))
    start = first + timedelta(days=-first.weekday() % 7)
    end = min(months_after(start, LONGEST) - timedelta(days=1), last)
    one = Placing(number, record, stay, state, start, end)
    if state == S.BROKEN_OFF:
        planned = min(months_after(start, LONGEST) - timedelta(days=1), ENDS_ON)
        one = replace(one, ends_on=planned, ended_on=workday(min(last, planned)))
    elif state == S.ENDED:
        one = replace(one, ended_on=end)
    elif state == S.SUSPENDED:
        one = replace(one, rest=(date(2022, 2, 14), None))
    return _ended(one)


HIRED = (Outcome.HIRED_FIXED, Outcome.HIRED_ELSEWHERE, Outcome.HIRED_PERMANENT)
BREAKS = (BreakReason.BY_TRAINEE, BreakReason.ABSENCES, BreakReason.HEALTH, BreakReason.BY_TRAINEE)


def _ended(one: Placing) -> Placing:
    """With what came of it, as the exit from the project tells."""
    reason, number = one.stay.reason, one.number
    if one.state == S.BROKEN_OFF:
        found_work = reason == ExitReason.JOB_FOUND
        why = BreakReason.JOB_FOUND if found_work else BREAKS[number % len(BREAKS)]
        return replace(one, break_reason=why, outcome=Outcome.HIRED_ELSEWHERE if found_work else "")
    if one.state == S.ENDED:
        outcome = HIRED[number % len(HIRED)] if reason == ExitReason.JOB_FOUND else Outcome.NONE
        if reason in (ExitReason.TRAINING, None):
            outcome = Outcome.NEW_PATH
        return replace(one, outcome=outcome)
    return one


# --- the cases ----------------------------------------------------------------------------------

# Twenty days of five hours: a hundred hours are planned.
WHOLE = (date(2021, 2, 1), date(2022, 2, 1))
JUST_BELOW, JUST_ENOUGH, FEW = 4794, 4800, 2400


def _special(plans: list[Placing]) -> Iterator[Placing]:
    """Attendance of 79.9, 80 and 40 per cent; rests; an extension; beyond twenty-four months."""
    below = {K.INCLUSION: iter((JUST_BELOW, JUST_ENOUGH)), K.EXTRACURRICULAR: iter((FEW,))}
    rests, long, longer = iter((40, 50)), iter((20,)), iter((date(2022, 2, 28),))
    for one in plans:
        month = next((month for month in WHOLE if _lasts(one, month)), None)
        minutes = next(below[one.kind], None) if month and one.state == S.ENDED else None
        if month and minutes:
            at = Decimal("500.00")
            yield replace(one, hours=5, allowance=at, attends=((month, minutes),))
        elif one.state == S.ENDED and one.kind == K.INCLUSION and _is_long(one):
            yield _rested(one, next(rests, None)) or _beyond(one, next(long, 0))
        elif one.state == S.RUNNING and one.kind == K.INCLUSION and one.ends_on == ENDS_ON:
            yield replace(one, extended_from=next(longer, None))
        elif one.state == S.CHANGES and one.agency == "tecum":
            yield replace(one, months_elsewhere=23)
        else:
            yield one


# Under the rules of a town: work grants, one of them under way.
GRANTS = (
    ("centro-lario", S.SUBMITTED),
    ("comune-como", S.APPROVED),
    ("vela-comune", S.SIGNED),
    ("gelso-lariano", S.RUNNING),
)
WHOLE_MONTH = 31 * 24 * 60


def _granted(one: Placing) -> Placing:
    """As a work grant: it is paid by the hours from the first on, and nobody missed one."""
    if one.kind != K.INCLUSION or (one.agency, one.state) not in GRANTS:
        return one
    months = (month for month in MONTHS if last_of(month) >= one.starts_on)
    return replace(one, kind=K.WORK_GRANT, attends=tuple((day, WHOLE_MONTH) for day in months))


def _lasts(one: Placing, month: date) -> bool:
    return one.starts_on <= month and one.last_day >= months_after(month, 1) - timedelta(days=1)


def _is_long(one: Placing) -> bool:
    return one.last_day >= months_after(one.starts_on, 5)


def _rested(one: Placing, days: int | None) -> Placing | None:
    if days is None:
        return None
    first = one.starts_on + timedelta(days=days)
    return replace(one, rest=(first, first + timedelta(days=13)))


def _beyond(one: Placing, months: int) -> Placing:
    if not months:
        return one
    attested = one.starts_on - timedelta(days=24)
    return replace(one, months_elsewhere=months, attestation_on=attested)
