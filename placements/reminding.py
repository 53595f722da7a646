"""When somebody was last told that signatures or registers lack, by whom, and why not again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.workers import workers_now
from core.tenancy import history_of
from core.ui.words import say_hour, say_moment
from placements.models import Placement


@dataclass(frozen=True)
class Reminder:
    """The last reminder of a placement; no moment where there was none."""

    at: datetime | None
    by: str
    today: date
    # Why there is nobody to write to; whether it would be to oneself.
    hindrance: str = ""
    is_own: bool = False

    @property
    def refused(self) -> str:
        """Why it cannot be sent now; empty: it can."""
        if self.hindrance:
            return self.hindrance
        if self.at is None or timezone.localdate(self.at) != self.today:
            return ""
        told = {"hour": say_hour(self.at), "by": self.by}
        return (
            _(
                "Il sollecito di oggi è già partito alle %(hour)s, da %(by)s:"
                " si può di nuovo domani."
            )
            % told
        )

    @property
    def words(self) -> str:
        """When it went and who sent it; empty where there was none."""
        if self.at is None:
            return ""
        return _("Sollecitato %(at)s da %(by)s.") % {"at": say_moment(self.at), "by": self.by}


def reminders_of(
    placements: Iterable[Placement], *, today: date, column: str = "reminded_at"
) -> dict[int, Reminder]:
    """The last reminder of each placement: two statements, none where nobody was reminded."""
    rows = list(placements)
    senders = _senders([row for row in rows if getattr(row, column)], column)
    return {
        row.pk: Reminder(getattr(row, column), senders.get(row.pk) or _("sistema"), today)
        for row in rows
    }


def _senders(reminded: list[Placement], column: str) -> dict[int, str]:
    """Who sent the last reminder of each, as history tells: the first event that holds it."""
    if not reminded:
        return {}
    kept: Any = history_of(Placement)
    events = kept.objects.filter(
        pgh_obj_id__in=[row.pk for row in reminded], **{f"{column}__isnull": False}
    )
    told = events.order_by("-pgh_id").values_list("pgh_obj_id", column, "pgh_by")
    # From the newest to the oldest: what stays in the table is the oldest with that moment.
    first = {(pk, at): by for pk, at, by in told}
    asked = {row.pk: first.get((row.pk, getattr(row, column)), "") for row in reminded}
    users = User.objects.in_bulk({int(by) for by in asked.values() if by.isdigit()})
    return {
        pk: str(users[int(by)]) for pk, by in asked.items() if by.isdigit() and int(by) in users
    }


# --- registers ----------------------------------------------------------------------------------


def followers_of(placements: Iterable[Placement], *, by: User) -> dict[int, User | None]:
    """Who follows each: its tutor, or who proposed it, if they work in the agency today."""
    rows = list(placements)
    here = set(workers_now(by).values_list("user_id", flat=True)) if rows else set()
    return {row.pk: _follower(row, here) for row in rows}


def _follower(row: Placement, here: set[int]) -> User | None:
    if row.promoter_tutor_id in here:
        return row.promoter_tutor
    return row.submitted_by if row.submitted_by_id in here else None


def register_reminders_of(
    placements: Iterable[Placement], followers: dict[int, User | None], *, by: User, today: date
) -> dict[int, Reminder]:
    """The last reminder of the months to close, and whether one can go to who follows."""
    told = reminders_of(placements, today=today, column="registers_reminded_at")
    return {pk: _to(one, followers[pk], by) for pk, one in told.items()}


def _to(last: Reminder, follower: User | None, by: User) -> Reminder:
    if follower is None:
        return replace(last, hindrance=_("Nessuno lo segue oggi: non c’è a chi scrivere."))
    if follower.pk == by.pk:
        return replace(last, hindrance=_("Lo segui tu: non c’è a chi scrivere."), is_own=True)
    return last
