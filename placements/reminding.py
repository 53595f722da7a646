"""When somebody was last told that signatures lack, by whom, and why not again today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.tenancy import history_of
from core.ui.words import say_hour, say_moment
from placements.models import Placement


@dataclass(frozen=True)
class Reminder:
    """The last reminder of a placement; no moment where there was none."""

    at: datetime | None
    by: str
    today: date

    @property
    def refused(self) -> str:
        """Why it cannot be sent now; empty: it can."""
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


def reminders_of(placements: Iterable[Placement], *, today: date) -> dict[int, Reminder]:
    """The last reminder of each placement: two statements, none where nobody was reminded."""
    rows = list(placements)
    senders = _senders([row for row in rows if row.reminded_at])
    return {
        row.pk: Reminder(row.reminded_at, senders.get(row.pk) or _("sistema"), today)
        for row in rows
    }


def _senders(reminded: list[Placement]) -> dict[int, str]:
    """Who sent the last reminder of each, as history tells: the first event that holds it."""
    if not reminded:
        return {}
    kept: Any = history_of(Placement)
    events = kept.objects.filter(
        pgh_obj_id__in=[row.pk for row in reminded], reminded_at__isnull=False
    )
    told = events.order_by("-pgh_id").values_list("pgh_obj_id", "reminded_at", "pgh_by")
    # From the newest to the oldest: what stays in the table is the oldest with that moment.
    first = {(pk, at): by for pk, at, by in told}
    asked = {row.pk: first.get((row.pk, row.reminded_at), "") for row in reminded}
    users = User.objects.in_bulk({int(by) for by in asked.values() if by.isdigit()})
    return {
        pk: str(users[int(by)]) for pk, by in asked.items() if by.isdigit() and int(by) in users
    }
