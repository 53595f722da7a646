"""The register of a month: opened, written by two people, closed, validated, corrected."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import history_of
from core.workflow import WrongStep
from placements.actions.refusals import NotPossible
from placements.actions.registers import (
    Mark,
    close_register,
    open_registers,
    rectify_register,
    save_entries,
    send_back_register,
    validate_register,
    validate_registers,
)
from placements.allowances import Explained
from placements.day_story import corrections_of
from placements.models import AttendanceEntry, AttendanceRegister, Placement, Suspension
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_register, make_running

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2021, 3, 1), date(2021, 4, 1)
FOUR, ILL = Mark(240), Mark(absence="ILLNESS")
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def now() -> datetime:
    return timezone.now()


def write(changes, *, by="ines", at=None, **given):
    """Save days as this player, on a page that showed nothing written."""
    with as_user(player(by)) as user:
        return save_entries(changes, by=user, at=at or now(), **{"seen": {}} | given)


def mark_of(placement: Placement, day: date) -> Mark | None:
    """What is written on a day."""
    with as_user(player("ines")):
        entry = AttendanceEntry.objects.filter(
            register__placement=placement, day=day, is_confirmed=True
        ).first()
    return entry and Mark(entry.minutes, entry.absence)


# --- opening ------------------------------------------------------------------------------------


def test_a_month_opens_for_those_who_have_begun_and_once(ines):
    make_running()

    with as_user(ines) as user:
        first = open_registers(user.acting.agency_id, MARCH, by=user, at=now())
        second = open_registers(user.acting.agency_id, MARCH, by=user, at=now())
        later = open_registers(user.acting.agency_id, date(2021, 9, 1), by=user, at=now())

    assert (first, second, later) == (1, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_month_opened_by_two_people_at_once_is_open_once(ines):
    placement = make_running()

    def opens(name: str) -> int:
        try:
            with as_user(player(name)) as user:
                return open_registers(placement.agency_id, MARCH, by=user, at=now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(opens, ["ines", "marco", "ines", "marco"]))

    with as_user(ines):
        assert AttendanceRegister.objects.filter(placement=placement).count() == 1


# --- writing ------------------------------------------------------------------------------------


def test_hours_and_absences_are_written_and_taken_back(ines):
    placement = make_running()
    first, second = (placement.pk, date(2021, 3, 1)), (placement.pk, date(2021, 3, 2))

    assert write({first: FOUR, second: ILL}).count == 2
    assert mark_of(placement, first[1]) == FOUR
    assert mark_of(placement, second[1]) == ILL
    assert write({second: None}, seen={second: ILL}).count == 1
    assert mark_of(placement, second[1]) is None


def test_no_hours_is_another_thing_than_not_yet_written(ines):
    placement = make_running()

    write({(placement.pk, MARCH): Mark(0)})

    assert mark_of(placement, MARCH) == Mark(0)
    assert mark_of(placement, date(2021, 3, 2)) is None


def test_two_people_on_different_days_are_merged(ines):
    placement = make_running()
    monday, tuesday = (placement.pk, date(2021, 3, 1)), (placement.pk, date(2021, 3, 2))

    write({monday: ILL}, by="marco")
    saved = write({tuesday: FOUR})

    assert (saved.count, saved.met) == (1, {})
    assert (mark_of(placement, monday[1]), mark_of(placement, tuesday[1])) == (ILL, FOUR)


def test_two_people_on_the_same_day_are_told_and_the_rest_is_saved(ines):
    placement = make_running()
    monday, tuesday = (placement.pk, date(2021, 3, 1)), (placement.pk, date(2021, 3, 2))

    write({monday: ILL}, by="marco")
    saved = write({monday: FOUR, tuesday: FOUR})

    assert saved.count == 1
    assert (saved.met[monday].theirs, saved.met[monday].yours) == (ILL, FOUR)
    assert (mark_of(placement, monday[1]), mark_of(placement, tuesday[1])) == (ILL, FOUR)


def test_the_same_value_written_by_both_is_no_clash(ines):
    slot = (make_running().pk, MARCH)

    write({slot: ILL}, by="marco")

    assert write({slot: ILL}).met == {}


def test_a_proposed_day_never_covers_what_somebody_wrote(ines):
    placement = make_running()
    slot = (placement.pk, MARCH)

    write({slot: ILL}, by="marco")
    saved = write({}, proposed={slot: FOUR})

    assert (saved.count, saved.met, mark_of(placement, MARCH)) == (0, {}, ILL)


def test_the_future_a_sunday_a_closed_month_and_a_stranger_are_refused_with_a_sentence(ines):
    placement = make_running()
    at = datetime(2021, 3, 10, 9, tzinfo=timezone.get_current_timezone())
    asked = {
        (placement.pk, date(2021, 3, 11)): "non è ancora venuto",
        (placement.pk, date(2021, 3, 7)): "non è un giorno previsto",
        (987_654, date(2021, 3, 9)): "non è dei tuoi",
    }

    saved = write(dict.fromkeys(asked, FOUR) | {(placement.pk, date(2021, 3, 9)): FOUR}, at=at)

    assert saved.count == 1
    assert set(saved.refused) == set(asked)
    assert all(words in saved.refused[slot] for slot, words in asked.items())


def test_days_of_a_closed_month_are_only_read(ines):
    register = make_register(state="CLOSED")
    slot = (register.placement_id, MARCH)
    with as_user(ines):
        placement = register.placement

    saved = write({slot: ILL}, seen={slot: FOUR})

    assert "è chiuso" in saved.refused[slot]
    assert mark_of(placement, MARCH) == FOUR


def test_a_placement_of_another_agency_is_not_written(sara):
    placement = make_running()

    saved = write({(placement.pk, MARCH): FOUR}, by="sara")

    assert (saved.count, len(saved.refused)) == (0, 1)


@pytest.mark.parametrize("name", ["olga", "dario", "rita"])
def test_only_those_who_follow_people_write_days(name):
    placement = make_running()

    with pytest.raises(PermissionDenied):
        write({(placement.pk, MARCH): FOUR}, by=name)


def test_twenty_people_and_five_days_are_saved_in_few_statements(ines):
    placements = [make_running() for _number in range(20)]
    week = [MARCH + timedelta(days=number) for number in range(5)]
    changes = {(one.pk, day): FOUR for one in placements for day in week}

    with as_user(ines) as user, CaptureQueriesContext(connection) as asked:
        saved = save_entries(changes, seen={}, by=user, at=now())

    counted = [one for one in asked if not one["sql"].startswith(UNCOUNTED)]
    assert saved.count == 100
    assert len(counted) <= 12


# --- closing and validating ---------------------------------------------------------------------


def test_a_month_closes_when_every_day_is_written(ines):
    assert make_register(state="CLOSED").state == "CLOSED"


def test_a_month_with_unwritten_days_names_them(ines):
    register = make_register()
    slot = (register.placement_id, date(2021, 3, 9))
    write({slot: None}, seen={slot: FOUR})

    with as_user(ines) as user, pytest.raises(NotPossible, match="9 mar 2021"):
        close_register(register, by=user, at=now())


def test_a_month_that_goes_on_does_not_close(ines):
    register = make_register()
    at = datetime(2021, 3, 30, 18, tzinfo=timezone.get_current_timezone())

    with as_user(ines) as user, pytest.raises(NotPossible, match="31 mar 2021"):
        close_register(register, by=user, at=at)


def test_a_month_is_sent_back_with_a_reason_its_history_keeps(ines, marco):
    register = make_register(state="CLOSED")

    with as_user(marco) as user, pytest.raises(NotPossible, match="motivo"):
        send_back_register(register, reason=" ", by=user, at=now())
    with as_user(marco) as user:
        send_back_register(register, reason="Manca la malattia del 9", by=user, at=now())
    with as_user(ines):
        event = history_of(AttendanceRegister).objects.order_by("-pgh_id").first()

    assert (event.state, event.pgh_why) == ("OPEN", "Manca la malattia del 9")


@pytest.mark.parametrize("step", [send_back_register, validate_register, rectify_register])
@pytest.mark.parametrize("name", ["ines", "olga"])
def test_only_a_coordinator_sends_back_validates_and_corrects(step, name):
    register = make_register(state="CLOSED")
    given = {
        send_back_register: ([], {"reason": "Manca un giorno"}),
        validate_register: ([], {}),
        rectify_register: ([{MARCH: ILL}], {"reason": "Manca un giorno"}),
    }[step]

    with as_user(player(name)) as user, pytest.raises(PermissionDenied):
        step(register, *given[0], by=user, at=now(), **given[1])


def test_a_validated_month_has_its_explained_allowance(ines):
    register = make_register(state="VALIDATED", marks={9: ILL, 10: ILL})

    with as_user(ines):
        (allowance,) = register.allowances.all()

    explained = Explained.from_json(allowance.lines)
    assert (allowance.number, allowance.total) == (1, Decimal("500.00"))
    assert (allowance.planned_minutes, allowance.minutes) == (23 * 240, 21 * 240)
    assert explained.total == allowance.total
    assert "≥" in explained.lines[-1].text


def test_a_suspended_stretch_is_neither_planned_nor_paid(ines):
    placement = make_running()
    with as_user(ines):
        Suspension.objects.create(
            placement=placement,
            agency_id=placement.agency_id,
            project_id=placement.project_id,
            starts_on=date(2021, 3, 15),
            reason="Malattia",
        )
    marks = dict.fromkeys(range(15, 32), ILL)
    with as_user(ines) as user:
        open_registers(placement.agency_id, MARCH, by=user, at=now())
    slots = {(placement.pk, date(2021, 3, day)): FOUR for day in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12)}
    write(slots | {(placement.pk, date(2021, 3, day)): mark for day, mark in marks.items()})

    with as_user(ines) as user:
        register = AttendanceRegister.objects.get(placement=placement)
        close_register(register, by=user, at=now())
    with as_user(player("marco")) as user:
        validate_register(register, by=user, at=now())
        allowance = register.allowances.get()

    assert (allowance.planned_minutes, allowance.minutes) == (2400, 2400)
    assert allowance.total == Decimal("225.81")  # 500 × 14/31


def test_an_open_month_is_not_validated(marco):
    register = make_register()

    with as_user(marco) as user, pytest.raises(WrongStep):
        validate_register(register, by=user, at=now())


def test_of_several_months_those_that_cannot_be_validated_are_told_why(marco):
    closed, still_open = make_register(state="CLOSED"), make_register()

    with as_user(marco) as user:
        done, refused = validate_registers([closed, still_open], by=user, at=now())

    assert [one.pk for one in done] == [closed.pk]
    assert [(one.pk, "Aperto" in why) for one, why in refused] == [(still_open.pk, True)]


# --- correcting ---------------------------------------------------------------------------------


def rectify(register, changes, *, reason="Foglio firme riletto", by="marco"):
    with as_user(player(by)) as user:
        return rectify_register(register, changes, reason=reason, by=user, at=now())


def test_corrected_days_stand_in_their_order(ines):
    register = make_register(state="VALIDATED")
    rectify(register, {date(2021, 3, day): ILL for day in (3, 1, 2)})

    with as_user(ines):
        told = corrections_of(register)

    assert [one.day.day for one in told] == [1, 2, 3]


def test_a_correction_makes_the_next_allowance_and_keeps_the_first(ines):
    register = make_register(state="VALIDATED")

    second = rectify(
        register, {date(2021, 3, day): ILL for day in range(1, 11) if day not in (6, 7)}
    )

    with as_user(ines):
        numbers = list(register.allowances.order_by("number").values_list("number", "total"))
    assert second.number == 2
    assert numbers == [(1, Decimal("500.00")), (2, Decimal("326.09"))]  # 500 × 15/23


def test_a_correction_wants_a_reason_that_says_something():
    register = make_register(state="VALIDATED")

    with pytest.raises(NotPossible, match="motivo"):
        rectify(register, {MARCH: ILL}, reason="boh")


def test_a_correction_that_corrects_nothing_is_refused():
    register = make_register(state="VALIDATED")

    with pytest.raises(NotPossible, match="Nessun giorno"):
        rectify(register, {MARCH: FOUR})


def test_an_open_month_is_written_and_not_corrected():
    with pytest.raises(NotPossible, match="ancora in lavoro"):
        rectify(make_register(), {MARCH: ILL})


def test_the_history_of_a_corrected_day_says_why(ines):
    register = make_register(state="VALIDATED")

    rectify(register, {MARCH: ILL})

    with as_user(ines):
        events = history_of(AttendanceEntry).objects.filter(day=MARCH).order_by("pgh_id")
        told = [(event.absence, event.pgh_why) for event in events]
    assert told == [("", None), ("ILLNESS", "Foglio firme riletto")]


def test_the_database_refuses_a_validated_day_without_a_reason(marco):
    register = make_register(state="VALIDATED")
    change = "update placements_attendanceentry set minutes = 60 where register_id = %s"

    def attempt(reason: str) -> int:
        with as_user(marco), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('app.reason', %s, true)", [reason])
            cursor.execute(change, [register.pk])
            return cursor.rowcount

    with pytest.raises(IntegrityError, match="changes only with a reason"):
        attempt("")
    assert attempt("Foglio firme riletto") == 23
