"""What history tells of a register: why it was sent back, which days were corrected and why."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any

from agencies.models import User
from core.tenancy import history_of
from placements.days import Mark
from placements.enums import RegisterState
from placements.models import AttendanceEntry, AttendanceRegister
from placements.week import say_mark


def sent_back_because(register: AttendanceRegister) -> str:
    """Why an open register was sent back, if it was."""
    if register.state != RegisterState.OPEN:
        return ""
    kept: Any = history_of(AttendanceRegister)
    last = kept.objects.filter(pgh_obj_id=register.pk).order_by("-pgh_id").first()
    return (last.pgh_why or "") if last else ""


@dataclass(frozen=True)
class Correction:
    """One day that was changed after the month had been validated."""

    day: date
    before: Mark
    after: Mark
    why: str
    at: datetime
    by: str

    @property
    def before_words(self) -> str:
        """What stood there."""
        return say_mark(self.before)

    @property
    def after_words(self) -> str:
        """What stands there now."""
        return say_mark(self.after)


def corrections_of(register: AttendanceRegister) -> list[Correction]:
    """The corrected days: the newest correction first, its days in their order."""
    kept: Any = history_of(AttendanceEntry)
    events = list(kept.objects.filter(register_id=register.pk).order_by("pgh_obj_id", "pgh_id"))
    pairs = [
        (before, after)
        for _key, same in groupby(events, key=lambda event: event.pgh_obj_id)
        for before, after in pairwise(same)
        if after.pgh_why
    ]
    users = User.objects.in_bulk(
        {int(one.pgh_by) for _before, one in pairs if one.pgh_by.isdigit()}
    )
    told = [_correction(before, after, users) for before, after in pairs]
    told.sort(key=lambda one: one.day)
    return sorted(told, key=lambda one: one.at, reverse=True)


def _correction(before: Any, after: Any, users: dict[int, User]) -> Correction:
    who = users.get(int(after.pgh_by)) if after.pgh_by.isdigit() else None
    return Correction(
        day=after.day,
        before=Mark(before.minutes, before.absence),
        after=Mark(after.minutes, after.absence),
        why=after.pgh_why,
        at=after.pgh_created_at,
        by=str(who or ""),
    )
