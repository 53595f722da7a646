"""Verbs on the days: open a month, write its days, close it, validate it, correct it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from core.tenancy import acting
from core.ui.words import say_day_short
from core.workflow import WrongStep
from placements.actions.refusals import NotPossible
from placements.allowances import allowance_of
from placements.days import Mark, days_inside, last_of, month_of
from placements.enums import RegisterState
from placements.models import Allowance, AttendanceEntry, AttendanceRegister, Placement
from placements.policy import Can
from placements.sheets import MonthSheet, rules_of, with_days
from placements.workflow import register_workflow
from projects.actions.refusing import because

# One cell of the grid: the placement and the day.
Slot = tuple[int, date]
SHORTEST_REASON = 5


@dataclass(frozen=True)
class Met:
    """A day that somebody else wrote meanwhile: what is saved now, and what was typed here."""

    theirs: Mark | None
    yours: Mark | None


@dataclass
class Saved:
    """What became of the days that were sent: how many are saved, and why the others are not."""

    count: int = 0
    met: dict[Slot, Met] = field(default_factory=dict)
    refused: dict[Slot, str] = field(default_factory=dict)


# --- open ---------------------------------------------------------------------------------------


@transaction.atomic
def open_registers(agency_id: int, month: date, *, by: User, at: datetime) -> int:
    """Open the register of a month for each begun placement of the agency; say how many are new.

    It may be asked again, and by two people at once: the second finds them all.
    """
    begun = Placement.objects.of_agency(agency_id).begun()
    authorize(by, Can.FILL, AttendanceRegister(agency_id=agency_id))
    return _open(begun.during(month, last_of(month)), [month])


def _open(placements: Iterable[Placement], months: Collection[date]) -> int:
    born = _born(placements, months)
    there = AttendanceRegister.objects.filter(
        month__in=months, placement__in=[one.placement_id for one in born]
    )
    return _open_missing(born, set(there.values_list("placement_id", "month")))


def _born(placements: Iterable[Placement], months: Collection[date]) -> list[AttendanceRegister]:
    """The registers that placements have in these months."""
    return [
        AttendanceRegister(
            placement=one, month=month, agency_id=one.agency_id, project_id=one.project_id
        )
        for one in placements
        for month in months
        if days_inside(one, month, last_of(month))
    ]


def _open_missing(born: Iterable[AttendanceRegister], known: Collection[Slot]) -> int:
    missing = [one for one in born if (one.placement_id, one.month) not in known]
    if missing:
        AttendanceRegister.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def _open_locked(born: Iterable[AttendanceRegister], known: Collection[Slot]) -> dict[Slot, int]:
    """The registers that were missing, born or found in the hands of a twin; locked either way."""
    missing = [one for one in born if (one.placement_id, one.month) not in known]
    # One statement in place of three: an update that changes nothing waits for a twin, takes its
    # lock and gives the key back.
    made = AttendanceRegister.objects.bulk_create(
        missing,
        update_conflicts=True,
        unique_fields=["placement", "month"],
        update_fields=["month"],
    )
    return {(one.placement_id, one.month): one.pk for one in made}


# --- write --------------------------------------------------------------------------------------


@transaction.atomic
def save_entries(
    changes: Mapping[Slot, Mark | None],
    *,
    seen: Mapping[Slot, Mark | None],
    proposed: Mapping[Slot, Mark] | None = None,
    by: User,
    at: datetime,
) -> Saved:
    """Write the days that changed; a None takes a day back to “not yet written”.

    Each day merges by itself: one that somebody else changed meanwhile, and differently, is told
    with both values, and all the others are saved. `proposed` days are written only where nothing
    is: what somebody wrote meanwhile stays, and that is no clash.
    """
    asked = dict(proposed or {}) | dict(changes)
    saved = Saved()
    if not asked:
        return saved
    today = timezone.localdate(at)
    sheets = _sheets(asked, by)
    born: list[AttendanceEntry] = []
    for slot, mark in asked.items():
        sheet = sheets.get((slot[0], month_of(slot[1])))
        why = _why_not(sheet, slot[1], mark, today=today)
        if why or sheet is None:
            saved.refused[slot] = why
            continue
        there = sheet.marks.get(slot[1])
        if slot not in changes and there is not None:
            continue
        if slot in changes and there not in (seen.get(slot), mark):
            saved.met[slot] = Met(there, mark)
        elif there != mark:
            born.append(_entry(sheet, slot[1], mark))
    _write(born)
    saved.count = len(born)
    return saved


def _sheets(asked: Mapping[Slot, Mark | None], by: User) -> dict[Slot, MonthSheet]:
    """The months these days lie in, opened where they were not, locked."""
    placements = Placement.objects.begun().filter(pk__in={pk for pk, _day in asked})
    authorize(by, Can.FILL)
    assert by.acting is not None  # noqa: S101  why: FILL is granted to a seat
    months = {month_of(day) for _pk, day in asked}
    # In one order for everybody: two who open the same months wait for each other in turn.
    own = list(placements.of_agency(by.acting.agency_id).order_by("pk"))
    wanted = AttendanceRegister.objects.filter(placement__in=own, month__in=months)
    known = _lock(wanted)
    known |= _open_locked(_born(own, sorted(months)), known)
    rows = with_days(AttendanceRegister.objects.filter(pk__in=known.values()))
    return {(row.placement_id, row.month): MonthSheet(row) for row in rows}


def _lock(registers: QuerySet[AttendanceRegister]) -> dict[Slot, int]:
    """The keys of the registers by placement and month, each row locked."""
    rows = registers.order_by("pk").select_for_update()
    return {(one, month): pk for pk, one, month in rows.values_list("pk", "placement_id", "month")}


def _locked(registers: QuerySet[AttendanceRegister]) -> list[AttendanceRegister]:
    """The registers locked, and only then read: what another just saved is seen."""
    keys = _lock(registers).values()
    return list(with_days(AttendanceRegister.objects.filter(pk__in=keys)))


def _why_not(sheet: MonthSheet | None, day: date, mark: Mark | None, *, today: date) -> str:
    if sheet is None:
        return _("questo tirocinio non è dei tuoi, o non è iniziato.")
    if sheet.register.state != RegisterState.OPEN:
        return closed_words(sheet.register.state)
    if day not in sheet.plan:
        return _("non è un giorno previsto.")
    if mark is not None and day > today:
        return _("il giorno non è ancora venuto.")
    return ""


def closed_words(state: str) -> str:
    """Why the days of a register that is not open are only read."""
    if state == RegisterState.CLOSED:
        return _("il registro del mese è chiuso: il coordinatore può rimandarlo.")
    return _("il registro del mese è validato: si cambia solo con una rettifica.")


def _entry(sheet: MonthSheet, day: date, mark: Mark | None) -> AttendanceEntry:
    written = mark or Mark()
    return AttendanceEntry(
        register=sheet.register,
        agency_id=sheet.register.agency_id,
        project_id=sheet.register.project_id,
        day=day,
        planned_minutes=sheet.plan[day],
        minutes=written.minutes,
        absence=written.absence,
        is_confirmed=mark is not None,
    )


def _write(entries: list[AttendanceEntry]) -> None:
    if entries:
        AttendanceEntry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["register", "day"],
            update_fields=["planned_minutes", "minutes", "absence", "is_confirmed"],
        )


# --- the life of a month ------------------------------------------------------------------------


def _fresh(register: AttendanceRegister) -> MonthSheet:
    rows = _locked(AttendanceRegister.objects.filter(pk=register.pk))
    return MonthSheet(rows[0])


@transaction.atomic
def close_register(register: AttendanceRegister, *, by: User, at: datetime) -> AttendanceRegister:
    """Close a month whose days are all over and written; else say which are not."""
    sheet = _fresh(register)
    fresh: AttendanceRegister = sheet.register
    register_workflow.take(fresh, "close", by=by)
    if sheet.ends is not None and sheet.ends > timezone.localdate(at):
        raise NotPossible(
            _("Il mese non è finito: l’ultimo giorno previsto è %(day)s.")
            % {"day": say_day_short(sheet.ends)}
        )
    if sheet.unwritten:
        raise NotPossible(
            _("Mancano le presenze di: %(days)s.") % {"days": say_days(sheet.unwritten)}
        )
    fresh.save(update_fields=["state"])
    return fresh


def say_days(days: Iterable[date]) -> str:
    """Days as a list of words."""
    return ", ".join(say_day_short(day) for day in days)


@transaction.atomic
def send_back_register(
    register: AttendanceRegister, *, reason: str, by: User, at: datetime
) -> AttendanceRegister:
    """Open a closed month again; whoever fills it reads why."""
    fresh: AttendanceRegister = _fresh(register).register
    register_workflow.take(fresh, "send_back", by=by)
    _demand(reason)
    with acting(because(reason)):
        fresh.save(update_fields=["state"])
    return fresh


def _demand(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotPossible(_("Scrivi il motivo con qualche parola in più."), "reason")


@transaction.atomic
def validate_register(
    register: AttendanceRegister, *, by: User, at: datetime
) -> AttendanceRegister:
    """Accept a closed month; its allowance is computed in the same breath."""
    sheet = _fresh(register)
    fresh: AttendanceRegister = sheet.register
    register_workflow.take(fresh, "validate", by=by)
    if sheet.unwritten:
        # A suspension that was shortened after the month was closed.
        raise NotPossible(
            _("Mancano le presenze di: %(days)s. Rimanda il registro.")
            % {"days": say_days(sheet.unwritten)}
        )
    fresh.save(update_fields=["state"])
    _compute(sheet)
    return fresh


def _compute(sheet: MonthSheet) -> Allowance:
    register = sheet.register
    explained = allowance_of(sheet.facts(), rules_of(register.project.programme.call))
    last = register.allowances.aggregate(last=Max("number"))["last"] or 0
    return Allowance.objects.create(
        register=register,
        agency_id=register.agency_id,
        project_id=register.project_id,
        number=last + 1,
        planned_minutes=sheet.planned_minutes,
        minutes=sheet.minutes,
        total=explained.total,
        lines=explained.as_json(),
    )


def validate_registers(
    registers: Iterable[AttendanceRegister], *, by: User, at: datetime
) -> tuple[list[AttendanceRegister], list[tuple[AttendanceRegister, str]]]:
    """Validate several: those that could be, and the others each with why not."""
    done, refused = [], []
    for register in registers:
        try:
            done.append(validate_register(register, by=by, at=at))
        except (NotPossible, WrongStep) as refusal:
            refused.append((register, str(refusal)))
    return done, refused


@transaction.atomic
def rectify_register(
    register: AttendanceRegister,
    changes: Mapping[date, Mark],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Allowance:
    """Correct days of a validated month, with a reason; its allowance is computed anew.

    What was already paid stays: the difference is part of the next payment.
    """
    sheet = _fresh(register)
    authorize(by, Can.RECTIFY, sheet.register)
    if sheet.register.state not in (RegisterState.VALIDATED, RegisterState.PAID):
        raise NotPossible(_("Si rettifica solo un registro validato: questo è ancora in lavoro."))
    _demand(reason)
    if outside := [day for day in changes if day not in sheet.plan]:
        raise NotPossible(_("Non sono giorni previsti: %(days)s.") % {"days": say_days(outside)})
    changed = {day: mark for day, mark in changes.items() if sheet.marks.get(day) != mark}
    if not changed:
        raise NotPossible(_("Nessun giorno è cambiato: non c’è nulla da rettificare."))
    with acting(because(reason.strip())):
        _write([_entry(sheet, day, mark) for day, mark in changed.items()])
        return _compute(_fresh(sheet.register))
