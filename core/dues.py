"""Dues: what is to be done by a day. Each floor declares its sources, one page shows them all.

A source is rows with a day, whose it is, its words, and where it is done. So a page holds the
dues of several floors while no floor imports the one above; the rows of all of them are one
statement. A due kept in a table of its own is one more source: it brings its own words along, and
may be ticked and put off where it is shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.policy import may

# So far ahead a due is told.
HORIZON = 30
# So many of those ticked today stay in sight.
SHOWN_TICKED = 20
COLUMNS = (
    "due_key",
    "due_on",
    "due_source",
    "due_row",
    "due_person",
    "due_worker",
    "due_other",
    "due_text",
    "due_done",
    "due_until",
)
KEY = COLUMNS[0]
Rows = QuerySet[Any, Any]


class When(TextChoices):
    """How near a day is; the value stands in the address."""

    LATE = "ritardo", _("In ritardo")
    TODAY = "oggi", _("Oggi")
    WEEK = "settimana", _("Questa settimana")
    LATER = "dopo", _("Più avanti")


def sunday_of(day: date) -> date:
    """The last day of the week."""
    return day + timedelta(days=6 - day.weekday())


def when_of(day: date, today: date) -> When:
    """How near a day is, on this day."""
    if day < today:
        return When.LATE
    if day == today:
        return When.TODAY
    return When.WEEK if day <= sunday_of(today) else When.LATER


def falls(when: When | str, today: date) -> Q:
    """Of rows with `due_on`: those whose day is that near."""
    week_ends = sunday_of(today)
    return {
        When.LATE: Q(due_on__lt=today),
        When.TODAY: Q(due_on=today),
        When.WEEK: Q(due_on__gt=today, due_on__lte=week_ends),
        When.LATER: Q(due_on__gt=week_ends),
    }[When(when)]


def days_after(day: str, days: int) -> Func:
    """The day so many days after (or before) the day of a column."""
    return Func(F(day), template=f"(%(expressions)s + ({int(days)}))", output_field=DateField())


class Which(Enum):
    """Those in sight, those put out of sight for a few days, or both."""

    IN_SIGHT, WAITING, BOTH = range(3)


@dataclass(frozen=True)
class Asked:
    """Which dues are asked for.

    `of`: a worker's, those of several (whom one covers, too), or those of nobody among some;
    `when`: how near; `waiting`: the rows (source, row, until) of what whoever asks has put out of
    their sight; `only`: of this source; `person`: about this one.
    """

    of: int | tuple[int, ...] | Rows | None = None
    when: str = ""
    waiting: Rows | None = None
    which: Which = Which.IN_SIGHT
    only: str = ""
    person: int | None = None


EVERY = Asked()


@dataclass(frozen=True)
class Source:
    """Dues of one kind.

    `rows` answers with a queryset that has `due_on`, `due_person`, `due_worker`, `due_other`
    (whoever has it in hand, and a second one; nothing: nobody) and knows `of_worker` and
    `of_nobody`; `due_text` where the rows have words of their own. The others take the due: its
    words, its page; where it is ticked and put off; a further act, its words and its page.
    `ticked` answers like `rows`, with those ticked today and `due_done`, the moment: they stay in
    sight, and count no more. `may_wait`: whoever has it in hand may put it out of their sight for
    a few days; never what a law or a call says the day of. `ahead`: it is told from so many days
    before its own.
    """

    name: str
    who: TextChoices
    rows: Callable[[HttpRequest, date], Any]
    say: Callable[["Due"], str]
    link: Callable[["Due"], str]
    tick: Callable[["Due"], str] | None = None
    put_off: Callable[["Due"], str] | None = None
    act: Callable[["Due"], tuple[str, str]] | None = None
    ticked: Callable[[HttpRequest, date], Any] | None = None
    may_wait: bool = False
    ahead: int = HORIZON


_sources: dict[str, Source] = {}


def due(
    name: str,
    *,
    who: TextChoices,
    say: Callable[["Due"], str],
    link: Callable[["Due"], str],
    may_wait: bool = False,
    ahead: int = HORIZON,
    **acts: Callable[..., Any],
) -> Callable[[Callable[[HttpRequest, date], Any]], Callable[[HttpRequest, date], Any]]:
    """Register the rows below as a source of dues, told so many days ahead."""

    def register(rows: Callable[[HttpRequest, date], Any]) -> Callable[[HttpRequest, date], Any]:
        _sources[name] = Source(name, who, rows, say, link, may_wait=may_wait, ahead=ahead, **acts)
        return rows

    return register


@dataclass
class Due:
    """One thing to do: by when, about whom, in whose hands."""

    pk: str
    on: date
    source: str
    row: int
    person_id: int
    worker_ids: frozenset[int]
    text: str = ""
    # When it was ticked, where it still is shown for a while.
    done_at: datetime | None = None
    # Until when whoever asks has put it out of their sight.
    until: date | None = None
    # Put in by the page, which knows people and colleagues.
    person: Any = None
    workers: str = ""
    # For whom one does it, where it is a colleague's whom one covers today.
    behalf: str = ""
    # Whether it stands in one's own list, and so may be put out of sight there.
    can_wait: bool = False

    @property
    def words(self) -> str:
        """What is to be done."""
        return _sources[self.source].say(self)

    @property
    def url(self) -> str:
        """Where it is done."""
        return _sources[self.source].link(self)

    @property
    def tick_url(self) -> str:
        """Where it is ticked, and the tick taken back; nothing where doing it is what counts."""
        tick = _sources[self.source].tick
        return tick(self) if tick else ""

    @property
    def put_off_url(self) -> str:
        """Where it gets a later day; nothing where a rule says the day."""
        put_off = _sources[self.source].put_off
        return put_off(self) if put_off else ""

    @property
    def may_wait(self) -> bool:
        """Whether whoever has it in hand may put it out of their sight for a few days."""
        return _sources[self.source].may_wait

    @property
    def act(self) -> tuple[str, str] | None:
        """A further act beside its words: what it is called, and its page."""
        act = _sources[self.source].act
        return act(self) if act else None

    @property
    def when(self) -> When:
        """How near its day is."""
        return when_of(self.on, timezone.localdate())

    @property
    def days_late(self) -> int:
        """For how many days its day is over; none before."""
        return max((timezone.localdate() - self.on).days, 0)


def _each(request: Any, today: date, only: str = "") -> Iterable[tuple[Source, Any]]:
    """The sources of who asks, each with its rows up to the horizon; put together once a request.

    A page asks several times (how many, which, what waits): to put the questions of all floors
    together takes longer than to draw it.
    """
    if getattr(request, "due_rows", (None, {}))[0] != today:
        request.due_rows = today, {}
    kept = request.due_rows[1]
    for source in _sources.values():
        if only in ("", source.name) and may(request.user, source.who):
            if source.name not in kept:
                last = today + timedelta(days=source.ahead)
                kept[source.name] = source.rows(request, today).filter(due_on__lte=last)
            yield source, kept[source.name]


def _each_ticked(request: HttpRequest, today: date) -> Iterable[tuple[Source, Any]]:
    """The sources whose dues are ticked, each with what was ticked today."""
    for source in _sources.values():
        if source.ticked is not None and may(request.user, source.who):
            yield source, source.ticked(request, today)


def _narrowed(source: Source, rows: Any, asked: Asked, today: date) -> Any:
    if isinstance(asked.of, int):
        rows = rows.of_worker(asked.of)
    elif isinstance(asked.of, tuple):
        rows = rows.of_worker(*asked.of)
    elif asked.of is not None:
        rows = rows.of_nobody(asked.of)
    rows = rows if asked.person is None else rows.filter(due_person=asked.person)
    rows = rows.filter(falls(asked.when, today)) if asked.when else rows
    if not source.may_wait or asked.waiting is None:
        return rows if asked.which != Which.WAITING else rows.none()
    kept = asked.waiting.filter(source=source.name, row=OuterRef("pk")).values("until")[:1]
    rows = rows.annotate(due_until=Subquery(kept, output_field=DateField()))
    return (
        rows
        if asked.which == Which.BOTH
        else rows.filter(due_until__isnull=asked.which == Which.IN_SIGHT)
    )


def _with_columns(source: Source, rows: Any) -> Any:
    name: Any = Cast(Value(source.name), CharField())
    own = {
        "due_text": Cast(Value(""), CharField()),
        "due_done": Cast(Value(None), DateTimeField()),
        "due_until": Cast(Value(None), DateField()),
    }
    rows = rows.annotate(**{k: v for k, v in own.items() if k not in rows.query.annotations})
    told = rows.annotate(
        due_key=Concat(name, Value(":"), Cast("pk", CharField()), output_field=CharField()),
        due_source=name,
        due_row=F("pk"),
    )
    return told.order_by().values(*COLUMNS)


def _all(several: list[Any]) -> Rows:
    first, *rest = several
    together: Rows = first.union(*rest, all=True)
    return together


def dues(request: HttpRequest, asked: Asked = EVERY, *, with_ticked: bool = False) -> Rows:
    """Dues one sees, as rows of COLUMNS."""
    today = timezone.localdate()
    each = [
        *_each(request, today, asked.only),
        *(_each_ticked(request, today) if with_ticked else ()),
    ]
    return _all(
        [_with_columns(source, _narrowed(source, rows, asked, today)) for source, rows in each]
    )


def ticked_dues(request: HttpRequest, asked: Asked = EVERY) -> list[Due]:
    """What was ticked today, asked like the dues."""
    today = timezone.localdate()
    several = [
        _with_columns(source, _narrowed(source, rows, asked, today))
        for source, rows in _each_ticked(request, today)
    ]
    return read_dues(_all(several).order_by("due_on", KEY)[:SHOWN_TICKED]) if several else []


def read_dues(rows: Iterable[dict[str, Any]]) -> list[Due]:
    """The dues that such rows tell of."""
    return [
        Due(
            row["due_key"],
            row["due_on"],
            row["due_source"],
            row["due_row"],
            row["due_person"],
            frozenset({row["due_worker"], row["due_other"]} - {None}),
            row["due_text"],
            row["due_done"],
            row["due_until"],
        )
        for row in rows
    ]


def fetch_dues(request: HttpRequest, keys: list[str]) -> list[Due]:
    """The dues of these keys, if one sees them; one statement."""
    by_source: dict[str, list[int]] = {}
    for key in keys:
        name, _colon, number = key.partition(":")
        by_source.setdefault(name, []).append(int(number))
    today = timezone.localdate()
    several = [
        _with_columns(source, rows.filter(pk__in=by_source[source.name]))
        for source, rows in _each(request, today)
        if source.name in by_source
    ]
    return read_dues(_all(several)) if several else []


def counted_dues(
    request: HttpRequest, asked: Asked = EVERY
) -> list[tuple[When, frozenset[int], int]]:
    """How many there are: how near, in whose hands, the number; one statement."""
    today = timezone.localdate()
    several = [
        _narrowed(source, rows, asked, today)
        .order_by()
        .values("due_on", "due_worker", "due_other")
        .annotate(number=Count("pk"))
        for source, rows in _each(request, today)
    ]
    return [
        (
            when_of(row["due_on"], today),
            frozenset({row["due_worker"], row["due_other"]} - {None}),
            row["number"],
        )
        for row in _all(several)
    ]


NOBODY_ELSE = Cast(Value(None), BigIntegerField())
