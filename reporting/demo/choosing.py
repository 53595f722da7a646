"""Whose placements the demo has, and where each stands; chosen from the plan without chance."""

from collections.abc import Iterator
from datetime import date, timedelta

from placements.enums import PlacementState
from projects.enums import ExitReason
from reporting.demo.bodies import ENDS_ON
from reporting.demo.plan import Record, Stay

S = PlacementState
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
# What became of some of the others; everybody else came to the end.
CLOSED = {"ascl": (S.REFUSED,), "centro-lario": (S.REFUSED,), "asci": (S.WITHDRAWN,)}
BROKEN_OFF = 4
LATEST_ENTRY = date(2021, 12, 13)
DAYS_BEFORE_START, SHORTEST = 18, 70

Slot = tuple[Record, Stay]
DROPPED = ExitReason.DROPPED_OUT


def chosen(records: list[Record]) -> Iterator[tuple[Slot, PlacementState]]:
    """Everybody who is placed: first who broke off and who is still there, then the others."""
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
            yield slot, next(others[agency], S.ENDED) if has_left(slot[1]) else S.ENDED


def _closed_states() -> dict[str, Iterator[PlacementState]]:
    return {agency: iter(CLOSED.get(agency, ())) for _project, agency in SHARES}


def _broken(records: list[Record]) -> Iterator[tuple[Slot, PlacementState]]:
    """Those who broke off, or found work before the end."""
    for reason, count in ((DROPPED, BROKEN_OFF - 1), (ExitReason.JOB_FOUND, 1)):
        found = [
            slot
            for project, agency in SHARES
            for slot in _slots(records, agency, project)
            if slot[1].reason == reason and has_left(slot[1]) and SHARES[project, agency] > 2
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
            if not has_left(slot[1]) and slot[1].entry_on <= LATEST_ENTRY
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


def has_left(stay: Stay) -> bool:
    """Whether the participation is over."""
    return stay.exit_on is not None and stay.back_on is None


def window_of(stay: Stay) -> tuple[date, date]:
    """The first and the last day a placement can have."""
    first = (stay.back_on or stay.entry_on) + timedelta(days=DAYS_BEFORE_START)
    return first, stay.exit_on if has_left(stay) and stay.exit_on else ENDS_ON


def _room(slot: Slot) -> int:
    first, last = window_of(slot[1])
    return (last - first).days
