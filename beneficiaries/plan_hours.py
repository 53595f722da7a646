"""What was done for the actions of a plan: minutes of the diary, of other floors, and as declared.

Nothing is kept here: notes, registers and the declared hours are summed each time, by the line of
the action, which is the same through all versions of a plan.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.enums import NoteKind, NoteVisibility
from beneficiaries.plan_querysets import PlanActionQuerySet
from beneficiaries.policy import visible_notes
from beneficiaries.serving_querysets import serving
from core.ui.words import say_minutes

HOUR = 60
# The sessions of an action that a page lists; the sums know of no bound.
LISTED = 60


@dataclass(frozen=True)
class Brought:
    """What a floor above brings for an action: minutes, of what, and its page."""

    # None: it is of no action yet, and its page is the one where it is linked.
    line: UUID | None
    minutes: int
    words: str
    url: str


# The number of the person, and who asks.
Ask = Callable[[int, User], Iterable[Brought]]
_asked: list[Ask] = []


def brings_hours(function: Ask) -> Ask:
    """Register a function of a floor above that says what it brings for a person's plan."""
    _asked.append(function)
    return function


@dataclass(frozen=True)
class Hours:
    """What was done for one action, in minutes; `planned` and `declared` in hours."""

    planned: int | None = None
    # Of the diary, with what the reader may not read; `sessions` are those they may.
    met: int = 0
    sessions: Sequence["Session"] = ()
    # Whether there are more sessions than are listed here.
    has_more: bool = False
    brought: Sequence[Brought] = ()
    # What floors above might bring, once it is linked.
    loose: Sequence[Brought] = ()
    declared: int | None = None
    declared_by: str = ""

    @property
    def placed(self) -> int:
        """The minutes that floors above bring."""
        return sum(one.minutes for one in self.brought)

    @property
    def minutes(self) -> int:
        """All of it."""
        return self.met + self.placed + self.declared_minutes

    @property
    def declared_minutes(self) -> int:
        """What others declared."""
        return (self.declared or 0) * HOUR

    @property
    def planned_minutes(self) -> int:
        """What was planned, for the meter."""
        return (self.planned or 0) * HOUR

    @property
    def meter(self) -> int:
        """How much of the meter is filled: what is more than planned is said beside it."""
        return min(self.minutes, self.planned_minutes)

    @property
    def over(self) -> int:
        """By how many minutes it is more than planned."""
        return max(self.minutes - self.planned_minutes, 0) if self.planned is not None else 0

    @property
    def words(self) -> str:
        """“ore fatte: 12 h 30 su 20 h previste”; empty where nothing is planned and none done."""
        return hour_words(self.minutes, self.planned or 0)

    @property
    def parts(self) -> list[str]:
        """“incontri 3 h 30”, to the minute: what the sum is made of."""
        told = (
            (_("incontri %(time)s"), self.met),
            (_("tirocini %(time)s"), self.placed),
            (_("dichiarate %(time)s"), self.declared_minutes),
        )
        return [words % {"time": say_minutes(minutes)} for words, minutes in told if minutes]

    @property
    def is_told(self) -> bool:
        """Whether there is anything to list."""
        return bool(self.minutes or self.sessions or self.brought)


def hour_words(minutes: int, planned: int) -> str:
    """“ore fatte: 12 h 30 su 20 h previste”; empty where none were planned and none done."""
    if not planned and not minutes:
        return ""
    said = {"done": say_minutes(minutes), "planned": say_minutes(planned * HOUR)}
    if not planned:
        return _("ore fatte: %(done)s") % said
    return _("ore fatte: %(done)s su %(planned)s previste") % said


@dataclass(frozen=True)
class Session:
    """A note that serves an action, as the plan lists it: the day, the kind, how long it lasted."""

    pk: int
    on: date
    kind: NoteKind
    lasted: int | None
    visibility: NoteVisibility

    @property
    def is_reserved(self) -> bool:
        """Whether only the author and those named read it."""
        return self.visibility == NoteVisibility.RESERVED


def with_hours(
    rows: PlanActionQuerySet, person_id: int, user: User, *, with_sessions: bool
) -> PlanActionQuerySet:
    """Actions with the minutes of the diary (`met`) and the notes one may read (`sessions`).

    The minutes are the same for all of the agency (docs/decisions/0085).
    """
    met = Func(Value(person_id), F("line"), function="plan_minutes", output_field=IntegerField())
    if not with_sessions:
        return rows.annotate(met=met)
    own = serving(visible_notes(user).filter(beneficiary_id=person_id))
    of_line = own.filter(action__line=OuterRef("line")).values_list(
        JSONObject(pk="pk", on="happened_on", kind="kind", lasted="lasted", visibility="visibility")
    )
    return rows.annotate(met=met, sessions=ArraySubquery(of_line[: LISTED + 1]))


def hours_of_plan(person_id: int, rows: Iterable[Any], user: User) -> dict[UUID, Hours]:
    """What was done for these actions, asked for `with_hours`, by line; floors above asked, too."""
    brought: dict[UUID | None, list[Brought]] = defaultdict(list)
    for ask in _asked:
        for one in ask(person_id, user):
            brought[one.line].append(one)
    return {
        row.line: Hours(
            planned=row.hours_planned,
            met=row.met or 0,
            sessions=[_session(one) for one in getattr(row, "sessions", ())[:LISTED]],
            has_more=len(getattr(row, "sessions", ())) > LISTED,
            brought=brought.get(row.line, ()),
            loose=brought.get(None, ()),
            declared=row.hours_declared,
            declared_by=row.declared_by,
        )
        for row in rows
    }


def _session(told: dict[str, Any]) -> Session:
    on, kind = date.fromisoformat(told["on"]), NoteKind(told["kind"])
    return Session(told["pk"], on, kind, told["lasted"], NoteVisibility(told["visibility"]))
