"""Two records that may be of one person, and records made one."""

from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import DuplicatePair, Merge
from tests.acting import as_user
from tests.cast import player
from tests.makers.people import make_person

BORN = date(1984, 5, 17)


def make_pair(
    *, by: User | None = None, second: dict[str, Any] | None = None, **first: Any
) -> DuplicatePair:
    """Amina Diallo, registered twice by Ines (or `by`): the second time without a code."""
    by = by or player("ines")
    told = {"first_name": "Amina", "last_name": "Diallo", "birth_date": BORN}
    one = make_person(by=by, **told | first)
    again = {"first_name": one.first_name, "last_name": one.last_name, "birth_date": one.birth_date}
    other = make_person(by=by, **again | {"identifier": ""} | (second or {}))
    with as_user(by):
        return DuplicatePair.objects.for_page().get(first=one, second=other)


def make_merge(
    pair: DuplicatePair | None = None,
    *,
    by: User | None = None,
    keep: str = "first",
    chosen: dict[str, int] | None = None,
) -> Merge:
    """The pair made one by Marco (or `by`): the first record stays, with all its values."""
    pair = pair or make_pair()
    with as_user(by or player("marco")) as user:
        kept = {"first": pair.first_id, "second": pair.second_id}[keep]
        return actions.merge_people(
            pair, kept_id=kept, chosen=chosen or {}, by=user, at=timezone.now()
        )
