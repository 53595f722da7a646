"""The sixty placements of the demo: whose, where, on which terms, and how far each has come.

Chosen from the plan of people without chance: whoever stays long enough, in the order of the
room they have, so that no term of a kind is broken and every state of a placement is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from core.period import months_after
from placements.enums import BreakReason, Outcome, PlacementKind, PlacementState
from placements.terms import terms_for
from projects.enums import ExitReason
from reporting.demo.bodies import ENDS_ON
from reporting.demo.hosts import Host, Tutor, hosts_of
from reporting.demo.plan import Record, Stay

S, K = PlacementState, PlacementKind
EXTRACURRICULARS = 15
# How many placements each partner proposes in each project.
SHARES = {
    ("EL-1", "ascl"): 11,
    ("EL-1", "comune-como"): 4,
    ("EL-1", "gelso-lariano"): 3,
    ("EL-1", "remi-e-reti"): 3,
    ("EL-1", "asst-lariana"): 1,
    ("EL-2", "asci"): 9,
    ("EL-2", "vela-comune"): 3,
    ("EL-2", "trama-lavoro"): 3,
    ("EL-3", "tecum"): 8,
    ("EL-3", "remi-e-reti"): 3,
    ("EL-3", "bottega-saperi"): 1,
    ("EL-4", "centro-lario"): 7,
    ("EL-4", "gelso-lariano"): 2,
    ("EL-4", "vela-comune"): 2,
}
# Where the placements of those who are still there stand, the latest to enter first.
OPEN = {
    "ascl": (S.SUBMITTED, S.CHANGES, S.APPROVED, S.SIGNED, S.RUNNING, S.RUNNING),
    "asci": (S.DRAFT, S.SUBMITTED, S.SUSPENDED, S.RUNNING),
    "tecum": (S.CHANGES, S.SUBMITTED, S.APPROVED, S.RUNNING),
    "centro-lario": (S.SUBMITTED, S.RUNNING),
    "comune-como": (S.APPROVED, S.RUNNING),
    "gelso-lariano": (S.RUNNING,),
    "vela-comune": (S.SIGNED,),
    "trama-lavoro": (S.RUNNING,),
    "remi-e-reti": (S.SUSPENDED,),
}
NEVER_BEGUN = (S.DRAFT, S.SUBMITTED, S.CHANGES, S.APPROVED, S.SIGNED, S.REFUSED, S.WITHDRAWN)
# What became of some of the others; everybody else came to the end.
CLOSED = {"ascl": (S.REFUSED,), "centro-lario": (S.REFUSED,), "asci": (S.WITHDRAWN,)}
BROKEN_OFF = 4
LATEST_ENTRY = date(2021, 12, 13)
# The last proposals are for two months; none of them can be longer than the project.
LAST_START = date(2022, 1, 31)
DAYS_BEFORE_START, SHORTEST, LONGEST = 18, 70, 8
# The hours of a day, and euro a month for them, as projects of inclusion agree them.
AGREED = ((4, "450.00"), (5, "550.00"), (6, "650.00"), (5, "500.00"))
LEAST = {4: "500.00", 5: "550.00", 6: "600.00"}


@dataclass(frozen=True)
class Placing:
    """One placement: its terms, and where it stands."""

    number: int
    record: Record
    stay: Stay
    state: PlacementState
    starts_on: date
    ends_on: date
    kind: PlacementKind = K.INCLUSION
    host: Host | None = None
    tutor: Tutor | None = None
    hours: int = 5
    allowance: Decimal = Decimal("500.00")
    ended_on: date | None = None
    outcome: str = ""
    break_reason: str = ""
    # First and last day of a rest; no last one where it is still at rest.
    rest: tuple[date, date | None] | None = None
    months_elsewhere: int = 0
    attestation_on: date | None = None
    # Minutes attended in a month, where that is a case of its own.
    attends: tuple[tuple[date, int], ...] = ()

    @property
    def agency(self) -> str:
        """Who proposes."""
        return self.record.agency

    @property
    def schedule(self) -> list[int]:
        """Minutes from Monday to Sunday."""
        return [self.hours * 60] * 5 + [0, 0]

    @property
    def last_day(self) -> date:
        """The last day in fact, or else in the plan."""
        return self.ended_on or self.ends_on

    def meets(self, other: "Placing") -> bool:
        """Whether the two have a planned day in common."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


Slot = tuple[Record, Stay]
DROPPED = ExitReason.DROPPED_OUT


def placings(records: Iterable[Record]) -> list[Placing]:
    """All sixty, in the order of their beginnings."""
    chosen = sorted(_chosen(list(records)), key=lambda one: (one[0][1].entry_on, one[1]))
    timed = [_timed(number, *one) for number, one in enumerate(chosen)]
    ordered = sorted(timed, key=lambda one: (one.starts_on, one.number))
    numbered = [replace(one, number=number) for number, one in enumerate(ordered)]
    return list(_special(_hosted(numbered)))


# --- whose --------------------------------------------------------------------------------------


def _chosen(records: list[Record]) -> Iterator[tuple[Slot, PlacementState]]:
    left = dict(SHARES)
    taken: set[int] = set()
    for slot, state in (*_broken(records), *_open(records)):
        left[slot[1].project, slot[0].agency] -= 1
        taken.add(id(slot[0]))
        yield slot, state
    others = _closed_states()
    for (project, agency), wanted in left.items():
        found = _slots(records, agency, project)
        free = [s for s in found if id(s[0]) not in taken and s[1].reason != DROPPED]
        for slot in sorted(free, key=_room, reverse=True)[:wanted]:
            taken.add(id(slot[0]))
            yield slot, next(others[agency], S.ENDED) if _has_left(slot[1]) else S.ENDED


def _closed_states() -> dict[str, Iterator[PlacementState]]:
    return {agency: iter(CLOSED.get(agency, ())) for _project, agency in SHARES}


def _broken(records: list[Record]) -> Iterator[tuple[Slot, PlacementState]]:
    """Those who broke off, or found work before the end."""
    for reason, count in ((DROPPED, BROKEN_OFF - 1), (ExitReason.JOB_FOUND, 1)):
        found = [
            slot
            for project, agency in SHARES
            for slot in _slots(records, agency, project)
            if slot[1].reason == reason and _has_left(slot[1]) and SHARES[project, agency] > 2
        ]
        for slot in sorted(found, key=_room, reverse=True)[:count]:
            yield slot, S.BROKEN_OFF


def _open(records: list[Record]) -> Iterator[tuple[Slot, PlacementState]]:
    for agency, states in OPEN.items():
        projects = [project for project, whose in SHARES if whose == agency]
        found = [
            slot
            for project in projects
            for slot in _slots(records, agency, project)
            if not _has_left(slot[1]) and slot[1].entry_on <= LATEST_ENTRY
        ]
        latest = sorted(found, key=lambda slot: slot[1].entry_on, reverse=True)
        yield from zip(latest[: len(states)], states, strict=True)


def _slots(records: list[Record], agency: str, project: str) -> list[Slot]:
    return [
        (record, stay)
        for record in records
        for stay in record.stays
        if record.agency == agency and stay.project == project and _room((record, stay)) >= SHORTEST
    ]


def _has_left(stay: Stay) -> bool:
    return stay.exit_on is not None and stay.back_on is None


def _window(stay: Stay) -> tuple[date, date]:
    first = (stay.back_on or stay.entry_on) + timedelta(days=DAYS_BEFORE_START)
    return first, stay.exit_on if _has_left(stay) and stay.exit_on else ENDS_ON


def _room(slot: Slot) -> int:
    first, last = _window(slot[1])
    return (last - first).days


# --- when ---------------------------------------------------------------------------------------


def _timed(number: int, slot: Slot, state: PlacementState) -> Placing:
    record, stay = slot
    first, last = _window(stay)
    if state in OPEN.get(record.agency, ()) and not _has_left(stay):
        first = max(first, LAST_START if state in NEVER_BEGUN else date(2021, 9, 20))
    start = first + timedelta(days=-first.weekday() % 7)
    end = min(months_after(start, LONGEST) - timedelta(days=1), last)
    one = Placing(number, record, stay, state, start, end)
    if state == S.BROKEN_OFF:
        planned = min(months_after(start, LONGEST) - timedelta(days=1), ENDS_ON)
        one = replace(one, ends_on=planned, ended_on=_workday(min(last, planned)))
    elif state == S.ENDED:
        one = replace(one, ended_on=end)
    elif state == S.SUSPENDED:
        one = replace(one, rest=(date(2022, 2, 14), None))
    return _ended(one)


def _workday(day: date) -> date:
    return day - timedelta(days=max(day.weekday() - 4, 0))


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


# --- where, and of which kind -------------------------------------------------------------------


def _hosted(plans: list[Placing]) -> list[Placing]:
    """Each with a host and a tutor who have a place left, and fifteen extracurricular ones."""
    wanted = _extracurriculars(plans)
    placed: list[Placing] = []
    for one in plans:
        hours, agreed = AGREED[one.number % len(AGREED)]
        one = replace(one, hours=hours, allowance=Decimal(agreed))
        if one.number in wanted:
            placed.append(_find_host(_extracurricular(one), placed))
        else:
            placed.append(_find_host(one, placed))
    return placed


def _extracurriculars(plans: list[Placing]) -> set[int]:
    """Who looks for work, for two months at least; spread over the whole programme."""
    fit = [
        one.number
        for one in plans
        if one.record.person.employment in ("disoccupato", "inoccupato")
        and one.ends_on >= months_after(one.starts_on, 2)
        and one.state in (S.ENDED, S.RUNNING, S.BROKEN_OFF)
        and one.agency not in ("comune-como", "asst-lariana")
    ]
    return {fit[number * len(fit) // EXTRACURRICULARS] for number in range(EXTRACURRICULARS)}


def _extracurricular(one: Placing) -> Placing:
    end = min(one.ends_on, months_after(one.starts_on, 6) - timedelta(days=1))
    ended = min(one.ended_on, end) if one.ended_on else None
    if one.state == S.BROKEN_OFF and ended == end:
        ended = _workday(end - timedelta(days=21))
    least = Decimal(LEAST[one.hours])
    return replace(one, kind=K.EXTRACURRICULAR, ends_on=end, ended_on=ended, allowance=least)


def _find_host(one: Placing, placed: list[Placing]) -> Placing:
    hosts = hosts_of(one.agency)
    turned = [hosts[(one.number + turn) % len(hosts)] for turn in range(len(hosts))]
    beside = [other for other in placed if other.agency == one.agency and one.meets(other)]
    for host in turned:
        if one.kind == K.EXTRACURRICULAR and not _has_place(host, one, beside):
            continue
        for tutor in host.tutors:
            if sum(other.tutor == tutor for other in beside) < _tutor_limit(one):
                return _at(replace(one, host=host, tutor=tutor))
    raise ValueError(f"No host of {one.agency} has a place left for number {one.number}.")


def _at(one: Placing) -> Placing:
    # What a public administration pays for an extracurricular one is fixed.
    is_flat = one.kind == K.EXTRACURRICULAR and one.host is not None and one.host.is_public
    return replace(one, allowance=Decimal("300.00")) if is_flat else one


def _tutor_limit(one: Placing) -> int:
    terms = terms_for(one.kind, one.starts_on)
    return (terms.host_tutor_limit if terms else None) or 0


def _has_place(host: Host, one: Placing, beside: list[Placing]) -> bool:
    terms = terms_for(one.kind, one.starts_on)
    there = [other for other in beside if other.host == host and other.kind == K.EXTRACURRICULAR]
    return terms is not None and len(there) < (terms.host_limit(host.employees) or 0)


# --- the cases ----------------------------------------------------------------------------------

# Twenty days of five hours: a hundred hours are planned.
WHOLE = (date(2021, 2, 1), date(2022, 2, 1))
JUST_BELOW, JUST_ENOUGH, FEW = 4794, 4800, 2400


def _special(plans: list[Placing]) -> Iterator[Placing]:
    """Attendance of 79.9 and of 80 per cent, of 40; rests; and beyond twenty-four months."""
    below = {K.INCLUSION: iter((JUST_BELOW, JUST_ENOUGH)), K.EXTRACURRICULAR: iter((FEW,))}
    rests, long = iter((40, 50)), iter((20,))
    for one in plans:
        month = next((month for month in WHOLE if _lasts(one, month)), None)
        minutes = next(below[one.kind], None) if month and one.state == S.ENDED else None
        if month and minutes:
            at = Decimal("500.00")
            yield replace(one, hours=5, allowance=at, attends=((month, minutes),))
        elif one.state == S.ENDED and one.kind == K.INCLUSION and _is_long(one):
            yield _rested(one, next(rests, None)) or _beyond(one, next(long, 0))
        elif one.state == S.CHANGES and one.agency == "tecum":
            yield replace(one, months_elsewhere=23)
        else:
            yield one


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
