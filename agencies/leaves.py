"""Who is away today and who covers: read from what the seats and the colleagues bring along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from agencies.enums import LeaveState
from agencies.models import Leave, User
from core.cells import Noted
from core.ui.words import say_day_short


@dataclass(frozen=True)
class Away:
    """That somebody is away today: until when, and who covers (nothing: nobody)."""

    pk: int
    until: date
    cover: str
    # Whether whoever covers works there today, and is not away as well.
    is_covered: bool = True

    @property
    def words(self) -> str:
        """“Assente fino al 12 mar 2027: copre Ines Molteni”."""
        told = {"day": say_day_short(self.until), "cover": self.cover}
        if self.is_covered and self.cover:
            return _("Assente fino al %(day)s: copre %(cover)s") % told
        if self.cover:
            return _("Assente fino al %(day)s: anche %(cover)s oggi non c’è") % told
        return _("Assente fino al %(day)s: nessuno copre") % told


@dataclass(frozen=True)
class Covered:
    """A colleague whom one covers today, and until when."""

    pk: int
    name: str
    until: date


def read_away(told: dict[str, Any] | None) -> Away | None:
    """What a question brought along of somebody's absence of today."""
    if not told:
        return None
    covered = told.get("is_covered", True)
    return Away(told["pk"], date.fromisoformat(told["until"]), told["cover"].strip(), covered)


def away_now(user: User) -> Away | None:
    """One's own absence of today in the agency one acts for."""
    return read_away(user.acting.told_away) if user.acting else None


def covered_now(user: User) -> list[Covered]:
    """The colleagues whom one covers today in the agency one acts for."""
    told: list[dict[str, Any]] = list(user.acting.told_covers) if user.acting else []
    return [
        Covered(one["pk"], one["name"].strip(), date.fromisoformat(one["until"])) for one in told
    ]


@dataclass(frozen=True)
class Uncovered:
    """The badge of days on which nobody covers, or whoever should is not there."""

    label: str
    tone: str = "stop"
    icon: str = "warning-circle"


def tell_leave(leave: Any, today: date) -> None:
    """Put in where it stands, and who covers: with a badge where nobody does."""
    leave.state_now = leave.state_on(today)
    lacks = None
    if leave.cover is None and leave.state_now in (LeaveState.PLANNED, LeaveState.NOW):
        lacks = Uncovered(_("nessuno copre"))
    elif leave.cover is not None and leave.state_now == LeaveState.NOW and not leave.is_covered:
        lacks = Uncovered(_("oggi non c’è"))
    named = leave.cover or ("" if lacks else _("nessuno"))
    leave.said_cover = Noted(str(named), lacks)


def days_of(leave: Leave) -> Iterator[date]:
    """Its days, in order."""
    return (leave.first_on + timedelta(days=number) for number in range(leave.days))
