"""What the homes count: my dues, the agency's, and its people by phase and by worker.

Each question is asked once per request, however many panels show of its answer.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Count, IntegerField, Q, Subquery
from django.utils import timezone

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.drafting import numbers_in
from beneficiaries.due_rows.agenda import APPOINTMENT
from beneficiaries.filters import review_horizon, silence_began
from beneficiaries.handover_enums import NotPassed
from beneficiaries.models import Beneficiary
from beneficiaries.policy import (
    visible_duplicates,
    visible_emergencies,
    visible_passings,
    visible_people,
    visible_plans,
    visible_referrals,
    visible_roster,
)
from beneficiaries.querysets import silent_since, unfollowed, with_review_by
from beneficiaries.sharing_querysets import ReferralQuerySet
from beneficiaries.waiting import mine
from core.audit.actions import log_at_the_end
from core.dues import KEY, SHOWN_TICKED, Due, When, Which, counted_dues, dues, read_dues, when_of
from core.lists import BOUND
from core.models import Draft

# What the homes tell of; the rest is on the page of the dues.
NEAR = (When.LATE, When.TODAY, When.WEEK)
SHOWN_DUES, SHOWN_PASSED, SHOWN_EMERGENCIES = 5, 12, 8
Answer = TypeVar("Answer")


def _once(asked: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
    """Ask once per request."""
    name = f"home_{asked.__name__}"

    @wraps(asked)
    def kept(request: Any) -> Answer:
        if not hasattr(request, name):
            setattr(request, name, asked(request))
        answer: Answer = getattr(request, name)
        return answer

    return kept


@dataclass(frozen=True)
class MyDues:
    """How many of one's own dues are how near, and the first of each."""

    counted: Counter[When]
    shown: list[Due]
    # Ticked today: they stay where they stood, so that a tick is taken back there.
    done: list[Due]
    # How many one has put out of sight for a few days.
    waiting: int


@_once
def my_dues(request: Any) -> MyDues:
    """One's own dues, read whole: the figures and the first rows are one statement."""
    asked = mine(request.user, which=Which.BOTH)
    rows = dues(request, asked, with_ticked=True).order_by("due_on", KEY)
    read = read_dues(list(rows[: BOUND + 1]))
    today = timezone.localdate()
    found: dict[When, list[Due]] = {when: [] for when in When}
    for one in read:
        if one.done_at is None and one.until is None:
            found[when_of(one.on, today)].append(one)
    shown = [one for when in NEAR for one in found[when][:SHOWN_DUES]]
    done = [one for one in read if one.done_at is not None and one.when in NEAR]
    waiting = sum(one.until is not None for one in read)
    counted = Counter({when: len(some) for when, some in found.items()})
    return MyDues(counted, shown, done[:SHOWN_TICKED], waiting)


@_once
def appointments_of_today(request: Any) -> list[Due]:
    """One's next appointments of today, by the hour, for a page that shows no other due."""
    asked = replace(mine(request.user, when=When.TODAY), only=APPOINTMENT)
    return by_the_hour(read_dues(dues(request, asked).order_by("due_on", KEY)[:BOUND]))


def by_the_hour(appointments: Iterable[Due]) -> list[Due]:
    """Appointments of one day in their order; their words begin with the hour."""
    return sorted(appointments, key=lambda one: one.text.partition(" ")[0].zfill(len("00:00")))


@_once
def every_due(request: Any) -> list[tuple[When, frozenset[int], int]]:
    """The agency's dues: how near, in whose hands, how many."""
    return counted_dues(request)


def agency_dues(request: Any) -> Counter[When]:
    """How many of the agency's dues are how near."""
    counted: Counter[When] = Counter()
    for when, _hands, number in every_due(request):
        counted[when] += number
    return counted


def people_of_home(request: Any, drafts: Sequence[Draft]) -> dict[int, Beneficiary]:
    """The people named in one's dues and drafts; that they were shown is written down."""
    if not hasattr(request, "people_of_home"):
        own = my_dues(request)
        wanted = {one.person_id for one in [*own.shown, *own.done]} | set(numbers_in(drafts))
        found = visible_people(request.user).in_bulk(wanted) if wanted else {}
        log_at_the_end(request, found.values(), what="pagina iniziale")
        request.people_of_home = found
    kept: dict[int, Beneficiary] = request.people_of_home
    return kept


@_once
def _roster(request: Any) -> list[dict[str, Any]]:
    """The agency's open files by phase and case manager."""
    open_files: Any = visible_roster(request.user).open().order_by()
    waiting = visible_plans(request.user).to_approve().order_by().values("state")
    pairs = visible_duplicates(request.user).open().order_by().values("state")
    sent_here = referrals_to_answer(request.user).order_by().values("state")
    passed = visible_passings(request.user).of_day(timezone.localdate())
    accesses = visible_emergencies(request.user)
    told = accesses.told_at_home(request.user.pk).as_values(SHOWN_EMERGENCIES)
    reviews = accesses.to_review_by(request.user.pk).order_by().values("state")
    # One value each, whatever the row: asked once, they come with the others.
    besides = {
        "plans": _number(waiting),
        "duplicates": _number(pairs),
        "referrals": _number(sent_here),
        "passed": passed.as_values(SHOWN_PASSED + 1),
        "reviews": _number(reviews),
        "emergencies": told,
    }
    lines = open_files.annotate(**besides)
    return list(
        lines.values("phase", "case_manager_id", *besides).annotate(
            all=Count("pk"),
            silent=Count("pk", Q(case_manager_id=request.user.pk) & silent_since(silence_began())),
            unfollowed=Count("pk", unfollowed(workers_now(request.user))),
        )
    )


def _number(rows: Any) -> Subquery:
    """How many rows there are, as a value beside others."""
    return Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField())


def counted_people(request: Any) -> dict[str, dict[str, int]]:
    """Per phase: all, mine, mine in silence, nobody's."""
    by_phase: dict[str, dict[str, int]] = {}
    for line in _roster(request):
        told = by_phase.setdefault(
            line["phase"], {"all": 0, "mine": 0, "silent": 0, "unfollowed": 0}
        )
        for name in ("all", "silent", "unfollowed"):
            told[name] += line[name]
        if line["case_manager_id"] == request.user.pk:
            told["mine"] += line["all"]
    return by_phase


def people_by_worker(request: Any) -> list[tuple[frozenset[int], int]]:
    """Open files, by case manager."""
    return [
        (frozenset({line["case_manager_id"]} - {None}), line["all"]) for line in _roster(request)
    ]


@_once
def watched_people(request: Any) -> dict[str, list[tuple[frozenset[int], int]]]:
    """Open files nobody wrote a contact in for a while, and with a plan to review, by worker."""
    open_files: Any = visible_roster(request.user).open().order_by()
    lines = open_files.values("case_manager_id").annotate(
        silent=Count("pk", silent_since(silence_began())),
        reviews=Count("pk", with_review_by(review_horizon())),
    )
    read = [(frozenset({line["case_manager_id"]} - {None}), line) for line in lines]
    return {name: [(hands, line[name]) for hands, line in read] for name in ("silent", "reviews")}


def plans_to_approve(request: Any) -> int:
    """How many plans of the agency wait for a decision."""
    return max((line["plans"] or 0 for line in _roster(request)), default=0)


def duplicates_to_compare(request: Any) -> int:
    """How many pairs of records of the agency may be of one person."""
    return max((line["duplicates"] or 0 for line in _roster(request)), default=0)


def referrals_to_answer(user: User) -> ReferralQuerySet:
    """Referrals to the agency that wait for an answer."""
    here = user.acting.agency_id if user.acting else 0
    return visible_referrals(user).waiting().sent_to(here)


def received_referrals(request: Any) -> int:
    """How many there are; asked alone only where the agency follows nobody yet."""
    lines = _roster(request)
    if not lines:
        return referrals_to_answer(request.user).count()
    return max(line["referrals"] or 0 for line in lines)


def emergencies_to_review(request: Any) -> int:
    """How many emergency accesses of others nobody has looked at, though no file be open."""
    lines = _roster(request)
    return max(line["reviews"] or 0 for line in lines) if lines else emergencies_left(request)


def emergencies_left(request: Any) -> int:
    """The same for who administers: those of holders beside whom nobody coordinates."""
    return visible_emergencies(request.user).to_review_by(request.user.pk).count()


@dataclass(frozen=True)
class Told:
    """One emergency access, as a home tells of it."""

    pk: int
    agency_id: int
    access: int
    name: str
    by: str
    is_mine: bool
    opened_at: datetime
    until: datetime


def emergencies_of_home(request: Any) -> list[Told]:
    """One's own that are open, and those to notes one reserved, until they are reviewed."""
    rows: list[dict[str, Any]] = next((line["emergencies"] for line in _roster(request)), [])
    return [
        Told(
            pk=row["person"],
            agency_id=request.user.acting.agency_id,
            access=row["pk"],
            name=f"{row['first_name']} {row['last_name']}".strip(),
            by=row["by"].strip(),
            is_mine=row["by_id"] == request.user.pk,
            opened_at=datetime.fromisoformat(row["at"]),
            until=datetime.fromisoformat(row["until"]),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class PassedOn:
    """One person of a hand-over of today, as a home tells of it."""

    pk: int
    agency_id: int
    name: str
    from_worker: str
    to_worker: str
    is_mine: bool
    why_not: str


def passed_today(request: Any) -> list[PassedOn]:
    """Who was passed on today, or was to be; one more than are shown, where there are more."""
    rows: list[dict[str, Any]] = next((line["passed"] for line in _roster(request)), [])
    return [
        PassedOn(
            pk=row["person"],
            agency_id=request.user.acting.agency_id,
            name=f"{row['first_name']} {row['last_name']}".strip(),
            from_worker=row["of"].strip(),
            to_worker=row["to"],
            is_mine=row["to_id"] == request.user.pk,
            why_not=str(NotPassed(row["why_not"]).label) if row["why_not"] else "",
        )
        for row in rows
    ]
