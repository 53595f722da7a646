"""What a measure says: a value, its reference from the same run, its target, whether it holds."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from agencies.asking import acting_for
from agencies.context import seats_of
from agencies.models import User

DEPTHS = 25


@dataclass(frozen=True)
class Measure:
    """One line of the result; with a reference, the target bounds the ratio of the two."""

    name: str
    value: float
    unit: str
    target: float
    reference: float | None = None
    # What helps to understand the value, in words.
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the reference."""
        return None if self.reference is None else self.value / self.reference

    @property
    def ok(self) -> bool:
        """Whether the target holds."""
        return (self.value if self.ratio is None else self.ratio) <= self.target

    def as_json(self) -> dict[str, Any]:
        """All there is to say, rounded."""
        said = {**asdict(self), "ratio": self.ratio, "ok": self.ok}
        return {
            key: round(value, 3) if isinstance(value, float) else value
            for key, value in said.items()
        }


def side_by_side(*takes: Callable[[], Any], rounds: int = 7, warm: int = 1) -> list[float]:
    """Milliseconds of each, the median over rounds; in each round they take turns."""
    # What earlier measures left in memory would be searched again and again for garbage.
    gc.collect()
    gc.freeze()
    times: list[list[float]] = [[] for _ in takes]
    for number in range(-warm, rounds):
        # The first of a round finds colder caches: each is first as often as the others.
        order = list(range(len(takes)))
        order = order[number % len(order) :] + order[: number % len(order)]
        for position in order:
            spent = _deeper(number % DEPTHS, takes[position])
            if number >= 0:
                times[position].append(spent)
    return [median(one) for one in times]


def _deeper(frames: int, take: Callable[[], Any]) -> float:
    """Milliseconds of one take, so many frames deeper in the stack.

    CPython 3.11 gets its stack in pieces and gives a piece back as soon as it is empty: a loop
    that stands on the edge of one pays for memory at each call (here up to twice the page).
    Where the edge falls is chance, so each round stands elsewhere and the median is fair.
    """
    if frames:
        return _deeper(frames - 1, take)
    began = time.perf_counter()
    take()
    return (time.perf_counter() - began) * 1000


@contextmanager
def acting_as(email: str) -> Iterator[User]:
    """A transaction as a user of the set, under row security."""
    with transaction.atomic():
        user = User.objects.get(email=email)
        seat = seats_of(user, timezone.localdate())[0]
    with acting_for(user.pk, seat.pk) as same:
        yield same


def under_which_rights() -> tuple[str, bool]:
    """The session's role, and whether row security binds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select session_user, row_security_active('beneficiaries_beneficiary'::regclass)"
        )
        return cursor.fetchone()


def row_counts(tables: Sequence[str]) -> dict[str, int]:
    """About how many rows the tables have, as the statistics know: counting sees own rows only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, reltuples::bigint from pg_class where relname = any(%s)",
            [list(tables)],
        )
        return dict(cursor.fetchall())
