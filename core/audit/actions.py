"""Verbs of the audit: write down who looked, and what was refused."""

from collections.abc import Iterable
from typing import Any

from core.audit.models import Reading, Refusal


def log_reading(people: Iterable[Any], *, by: Any, what: str, why: str = "") -> None:
    """Write one row per person shown (objects with `pk` and `agency_id`), in one statement."""
    _write([_line(person, by, what, why) for person in people])


def log_at_the_end(request: Any, people: Iterable[Any], *, what: str) -> None:
    """The same for one part of a page that shows several: `log_shown` writes them all."""
    lines = [_line(person, request.user, what, "") for person in people]
    request.shown = [*getattr(request, "shown", []), *lines]


def log_shown(request: Any) -> None:
    """Write down, in one statement, everybody whom the parts of a page have shown."""
    lines: list[Reading] = getattr(request, "shown", [])
    if lines:
        _write(lines)
    request.shown = []


def _line(person: Any, by: Any, what: str, why: str) -> Reading:
    seat = by.acting
    return Reading(
        user_id=by.pk,
        agency_id=seat.agency_id if seat else None,
        role=seat.role if seat else "",
        person_id=person.pk,
        keeper_id=person.agency_id,
        what=what,
        why=why,
    )


def _write(lines: list[Reading]) -> None:
    # Not returning the new rows: most who write here may not read here.
    Reading.objects.bulk_create(lines, ignore_conflicts=True)


def log_refusal(*, by: Any, status: int, door: str) -> None:
    """Write down a refused request; the caller gives it a transaction of its own."""
    acting = getattr(by, "acting", None)
    Refusal.objects.bulk_create(
        [
            Refusal(
                user_id=by.pk if by is not None else None,
                agency_id=acting.agency_id if acting else None,
                status=status,
                door=door[:100],
            )
        ],
        ignore_conflicts=True,
    )
