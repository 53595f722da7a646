"""Five thousand placements of the first agency, in every state, with their months and days.

The rows are models that nobody saves: their columns come from the models themselves.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from agencies.models import User
from beneficiaries.models import Beneficiary
from core.period import months_after
from placements.days import last_of, month_of, planned_days
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    HostOrganisation,
    HostTutor,
    Payment,
    PaymentBatch,
    Placement,
    PlacementVersion,
    Suspension,
)
from placements.week import monday_of
from placements.wording import fingerprint, terms_of
from reporting.bench.rows import Cursor, copy_models

PLACEMENTS, HOSTS, TUTORS, STAFF = 5_000, 40, 30, 150
# So many follow the worker whose pages are measured.
FOLLOWED = 20
# Of fifty. Two hundred sent, three thousand running, a thousand over, a hundred of any other.
STATES = (
    *("SUBMITTED",) * 2, "APPROVED", *("RUNNING",) * 30, *("ENDED",) * 10,
    "DRAFT", "CHANGES", "SIGNED", "SUSPENDED", "BROKEN_OFF", "REFUSED", "WITHDRAWN",
)  # fmt: skip
OVER = ("ENDED", "BROKEN_OFF")
UNDER_WAY = ("RUNNING", "SUSPENDED")
# Nobody has decided on these.
UNDECIDED = ("DRAFT", "SUBMITTED", "WITHDRAWN")
COPIED: tuple[type[Model], ...] = (
    HostOrganisation, HostTutor, Placement, Suspension, PlacementVersion, AttendanceRegister,
    AttendanceEntry, Allowance, PaymentBatch, Payment,
)  # fmt: skip
TABLES = tuple(model._meta.db_table for model in COPIED)
HALF_DAYS = [240, 240, 240, 240, 240, 0, 0]
DUE, MINUTES = Decimal("500.00"), 4_800
SAID = {"lines": [{"text": "Indennità mensile.", "amount": str(DUE)}], "total": str(DUE)}


@dataclass(frozen=True)
class Who:
    """Whose the placements are: the agency, the project, the worker, the first of the staff."""

    agency: int
    project: int
    worker: int
    first_of_staff: int


def copy_placements(
    cursor: Cursor, who: Who, chosen: Iterable[tuple[int, Beneficiary]], today: date
) -> None:
    """Copy placements of these participations, each of another person, and all that hangs on."""
    rows = placements_of(who, chosen, today)
    tutors = {one.host_tutor_id: one.host_tutor for one in rows}.values()
    hosts = {one.host_id: one.host for one in rows}.values()
    months = list(registers_of(rows, today))
    counted = [one for one in months if one.state in ("VALIDATED", "PAID")]
    allowances = [_allowance(number, one) for number, one in enumerate(counted, 1)]
    paid = [one for one in allowances if one.register.state == "PAID"]
    batches = _batches(paid)
    payments = (_payment(one, batches) for one in paid)
    lists: list[Iterable[Any]] = [
        hosts, tutors, rows, _suspensions(rows, today), _versions(rows), months,
        _entries(months, who, today), allowances, batches.values(), payments,
    ]  # fmt: skip
    for model, born in zip(COPIED, lists, strict=True):
        copy_models(cursor, model, born)


def placements_of(
    who: Who, chosen: Iterable[tuple[int, Beneficiary]], today: date
) -> list[Placement]:
    """One placement for each participation and its person."""
    hosts = [_host(number, who) for number in range(HOSTS)]
    tutors = [_tutor(number, hosts) for number in range(HOSTS * TUTORS)]
    people = enumerate(chosen)
    return [_placement(number, *one, who=who, tutors=tutors, today=today) for number, one in people]


def _host(number: int, who: Who) -> HostOrganisation:
    return HostOrganisation(
        pk=number + 1,
        agency_id=who.agency,
        name=f"Impresa di misura {number + 1}",
        tax_code=f"{number:011d}",
        # Enough for the trainees it has, so that few rules are broken.
        employees=1_000,
        places_offered=100,
        address="via Milano 1",
        signatory="Piera Misura",
        liability_policy="RC 1",
        liability_until=date(2099, 12, 31),
        inail_position="1",
    )


def _tutor(number: int, hosts: list[HostOrganisation]) -> HostTutor:
    host = hosts[number % HOSTS]
    return HostTutor(
        pk=number + 1,
        host=host,
        agency_id=host.agency_id,
        first_name="Tullio",
        last_name=f"Misura {number + 1}",
        task="capo reparto",
    )


def _placement(
    number: int,
    participation: int,
    person: Beneficiary,
    *,
    who: Who,
    tutors: list[HostTutor],
    today: date,
) -> Placement:
    state = STATES[number % len(STATES)]
    turn = _turn(number)
    tutor, promoter = tutors[turn % len(tutors)], _promoter(number, state, who)
    first, last = _days(number, state, month_of(today))
    sent = datetime(first.year, first.month, 1, 8, number % 60, tzinfo=UTC) - timedelta(days=60)
    return Placement(
        pk=number + 1,
        participation_id=participation,
        beneficiary=person,
        project_id=who.project,
        agency_id=who.agency,
        host=tutor.host,
        state=state,
        host_tutor=tutor,
        promoter_tutor=promoter,
        starts_on=first,
        ends_on=last,
        ended_on=last if state in OVER else None,
        version={"SUBMITTED": 2, "DRAFT": 0}.get(state, 1),
        submitted_at=None if state == "DRAFT" else sent,
        submitted_by=None if state == "DRAFT" else promoter,
        decided_at=None if state in UNDECIDED else sent,
        refusal_reason="OTHER" if state == "REFUSED" else "",
        break_reason="OTHER" if state == "BROKEN_OFF" else "",
        outcome="NONE" if state in OVER else "",
        **_terms(number),
    )


def _terms(number: int) -> dict[str, Any]:
    """What is alike in all, and the kind: two of five are inclusion traineeships."""
    is_inclusion = number % 5 < 2
    return {
        "kind": "INCLUSION" if is_inclusion else "EXTRACURRICULAR",
        "service": "Servizio sociale di base" if is_inclusion else "",
        "schedule": HALF_DAYS,
        "monthly_allowance": DUE,
        "eqf_level": 3,
        "tasks": "Riordino del magazzino e preparazione delle spedizioni.",
        "aims": "Tenere un orario. Lavorare con altri. Usare il programma del magazzino.",
    }


def _turn(number: int) -> int:
    """Its number among those of its state: so each tutor and each of the staff gets their part."""
    rounds, place = divmod(number, len(STATES))
    state = STATES[place]
    return rounds * STATES.count(state) + place - STATES.index(state)


def _promoter(number: int, state: str, who: Who) -> User:
    """The worker for the first that run, else one of the staff, each in turn."""
    is_followed = state == "RUNNING" and _turn(number) < FOLLOWED
    key = who.worker if is_followed else who.first_of_staff + _turn(number) % STAFF
    return User(pk=key, first_name="Operatrice", last_name=f"Misura {key}")


def _days(number: int, state: str, month: date) -> tuple[date, date]:
    if state in OVER:
        first = months_after(month, -12 + number % 9)
        return first, last_of(months_after(first, 2))
    if state in UNDER_WAY:
        first = months_after(month, -2) + timedelta(days=number % 20)
        # Some end soon, none before the month is over.
        return first, first + timedelta(days=100 + number % 80)
    first = months_after(month, 1)
    return first, last_of(months_after(first, 5))


def _suspensions(rows: Iterable[Placement], today: date) -> Iterator[Suspension]:
    """Those that rest do so since the month began."""
    for one in rows:
        if one.state == "SUSPENDED":
            yield Suspension(
                placement=one,
                agency_id=one.agency_id,
                project_id=one.project_id,
                starts_on=month_of(today),
                reason="Malattia.",
            )


def _versions(rows: Iterable[Placement]) -> Iterator[PlacementVersion]:
    """The texts of each that was sent; those that wait were sent twice, with another last day."""
    for one in rows:
        content = terms_of(one)
        for number in range(1, one.version + 1):
            told = content if number == one.version else {**content, "ends_on": "31 mar 2021"}
            yield PlacementVersion(
                placement=one,
                agency_id=one.agency_id,
                project_id=one.project_id,
                number=number,
                content=told,
                sha256=fingerprint(told),
                made_at=one.submitted_at,
            )


def registers_of(rows: Iterable[Placement], today: date) -> Iterator[AttendanceRegister]:
    """Past months validated, the last one not everywhere, the present one open."""
    now, key = month_of(today), 0
    for one in rows:
        if one.state not in (*UNDER_WAY, *OVER):
            continue
        for number in range(3):
            key += 1
            month = months_after(month_of(one.starts_on), number)
            yield AttendanceRegister(
                pk=key,
                placement=one,
                agency_id=one.agency_id,
                project_id=one.project_id,
                month=month,
                state=_state_of(one, month, now),
            )


def _state_of(one: Placement, month: date, now: date) -> str:
    if one.state in OVER:
        return "PAID"
    if month < months_after(now, -1):
        return "VALIDATED"
    if month == now or one.pk <= FOLLOWED + len(STATES):
        return "OPEN"
    return {0: "OPEN", 1: "CLOSED"}.get(one.pk % 10, "VALIDATED")


def _entries(
    months: Iterable[AttendanceRegister], who: Who, today: date
) -> Iterator[AttendanceEntry]:
    """Days of the worker's people; every second one lacks the last week and the present one."""
    for one in months:
        placement = one.placement
        if placement.promoter_tutor_id != who.worker:
            continue
        late = monday_of(today) - timedelta(days=7)
        until = late if placement.pk % 2 else today
        for day, planned in planned_days(placement, one.month, last_of(one.month)).items():
            if day < until:
                yield AttendanceEntry(
                    register=one,
                    agency_id=one.agency_id,
                    project_id=one.project_id,
                    day=day,
                    planned_minutes=planned,
                    minutes=planned if day.day % 7 else 0,
                    absence="" if day.day % 7 else "ILLNESS",
                    is_confirmed=True,
                )


def _allowance(number: int, register: AttendanceRegister) -> Allowance:
    return Allowance(
        pk=number,
        register=register,
        agency_id=register.agency_id,
        project_id=register.project_id,
        planned_minutes=MINUTES,
        minutes=MINUTES,
        total=DUE,
        lines=SAID,
    )


def _batches(paid: Iterable[Allowance]) -> dict[date, PaymentBatch]:
    """One a month."""
    batches: dict[date, PaymentBatch] = {}
    for one in paid:
        month = one.register.month
        batch = PaymentBatch(
            pk=len(batches) + 1,
            agency_id=one.agency_id,
            project_id=one.project_id,
            month=month,
            paid_on=last_of(month),
            reference=f"mandato {month:%m/%Y}",
        )
        batches.setdefault(month, batch)
    return batches


def _payment(one: Allowance, batches: dict[date, PaymentBatch]) -> Payment:
    return Payment(
        batch=batches[one.register.month],
        allowance=one,
        agency_id=one.agency_id,
        project_id=one.project_id,
        amount=one.total,
    )
