"""A planned hand-over on its day: carried out once by the clock, whatever changed in between."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import ProgrammingError, connections, transaction
from django.utils import timezone

from agencies.models import Membership
from beneficiaries import actions, on_the_day
from beneficiaries.enums import NoteKind, Phase
from beneficiaries.handover_enums import NotPassed
from beneficiaries.models import CaseFile, CaseNote, HandOver, HandOverLine
from beneficiaries.tasks import carry_out_hand_overs
from config.celery import app
from core.tenancy import Purpose, under_purpose
from tests.acting import as_user, client_of
from tests.beneficiaries.planned import IN_TEN, LIST, day, leaves, managers, plan, ring, told
from tests.cast import player
from tests.makers import (
    make_appointment,
    make_closed,
    make_deadline,
    make_merge,
    make_pair,
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(ines) -> list:
    """Two people of Ines."""
    return [make_person(by=ines, last_name=name) for name in ("Abate", "Bassi")]


def test_on_the_day_people_deadlines_and_appointments_to_come_pass_on(two, ines, marco):
    due = make_deadline(two[0], by=ines, days=3)
    before, after = (make_appointment(two[0], by=ines, days=days) for days in (5, 12))
    plan(two)

    assert ring() == 1

    assert managers(two) == ["Marco", "Marco"]
    with as_user(marco):
        for one in (due, before, after):
            one.refresh_from_db()
        assert [due.worker, before.worker, after.worker] == [marco, ines, marco]
        note = CaseNote.objects.get(beneficiary=two[0], kind=NoteKind.HAND_OVER)
        assert note.text == "Da Ines Molteni a Marco Bianchi.\n\nChiama il Cpi."
        assert (note.author, note.happened_on) == (marco, day())


def test_after_days_without_a_clock_the_next_ring_carries_it_out_once(two, ines, marco):
    plan(two, days=1)

    assert [ring(days=6), ring(days=6), ring(days=7)] == [1, 0, 0]
    assert managers(two) == ["Marco", "Marco"]
    with as_user(marco):
        assert CaseNote.objects.filter(kind=NoteKind.HAND_OVER).count() == 2


def test_the_day_to_take_it_back_counts_from_when_it_was_carried_out(two, ines, marco):
    done, at = plan(two), timezone.now() + IN_TEN
    ring()

    with as_user(marco) as user:
        with pytest.raises(actions.TooLate):
            actions.undo_hand_over(done, by=user, at=at + timedelta(hours=25))
        actions.undo_hand_over(done, by=user, at=at + timedelta(hours=23))
    assert managers(two) == ["Ines", "Ines"]


def test_who_left_before_the_day_still_passes_their_people_on(two, ines, marco):
    plan(two)
    leaves("ines")

    ring()

    assert managers(two) == ["Marco", "Marco"]


def test_nobodys_people_pass_on_too(two, ines, marco):
    leaves("ines", days=-1)
    plan(two, frm=None)

    ring()

    assert managers(two) == ["Marco", "Marco"]


def test_the_clock_rings_every_ten_minutes():
    asked = [one for one in app.conf.beat_schedule.values() if "hand_overs" in one["task"]]

    assert [one["schedule"] for one in asked] == [600.0]


# --- what changed in between ----------------------------------------------------------------------


def test_whose_file_was_closed_stays_closed_and_the_other_passes(two, ines, marco):
    plan(two)
    make_closed(two[0], by=marco)

    ring()

    assert managers(two) == ["Ines", "Marco"]
    assert told() == [NotPassed.CLOSED.label, ""]
    with as_user(marco):
        assert CaseFile.objects.get(beneficiary=two[0]).phase == Phase.CLOSED
    page = client_of(marco).get(LIST).content.decode()
    assert "Non eseguito: intanto la cartella è stata chiusa." in page


def test_who_was_entrusted_to_somebody_else_stays_there(two, ines, marco, olga_too):
    plan(two)
    with as_user(marco) as user:
        file = CaseFile.objects.get(beneficiary=two[0])
        actions.entrust_case(file, olga_too, by=user, at=timezone.now())

    ring()

    assert managers(two) == [olga_too.first_name, "Marco"]
    assert told() == [NotPassed.ELSEWHERE.label, ""]


def test_if_the_receiver_works_here_no_more_the_people_stay(two, ines, marco, olga_too):
    plan([two[0]], "olga")
    plan([two[1]])
    leaves_today = {"valid_to": timezone.localdate() - timedelta(days=1)}
    with as_user(player("dario")):
        Membership.objects.filter(user=olga_too, role="SOCIAL_WORKER").update(
            valid_from=day(-9), **leaves_today
        )

    ring()

    assert managers(two) == ["Ines", "Marco"]
    assert told() == [NotPassed.RECEIVER.label, ""]


def test_a_person_made_one_with_another_follows_the_record_that_stays(ines, marco):
    pair = make_pair()
    plan([pair.second])
    make_merge(pair)

    ring()

    assert managers([pair.first]) == ["Ines"]
    assert told() == [NotPassed.MERGED.label]


def test_if_who_planned_it_coordinates_no_longer_nobody_moves_and_it_is_told(two, ines, marco):
    plan(two)
    with as_user(player("dario")):
        seats = Membership.objects.filter(user=marco)
        seats.update(role="SOCIAL_WORKER")

    assert [ring(), ring()] == [0, 0]

    with as_user(player("dario")):
        Membership.objects.filter(user=marco).update(role="COORDINATOR")
    assert managers(two) == ["Ines", "Ines"]
    assert told() == [NotPassed.PLANNER.label] * 2
    page = client_of(marco).get(LIST).content.decode()
    assert "Non eseguito: chi l’ha programmato non coordina più l’ente" in page


# --- the clock, and two of them -------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_carry_it_out_once(two, ines, marco):
    plan(two)
    at, both = timezone.now() + IN_TEN, Barrier(2)

    def rings(_number: int) -> int:
        try:
            both.wait(20)
            return on_the_day.carry_out_all(at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        came = sorted(pool.map(rings, range(2)))

    assert came == [0, 1]
    assert managers(two) == ["Marco", "Marco"]
    with as_user(marco):
        assert CaseNote.objects.filter(kind=NoteKind.HAND_OVER).count() == 2


def test_the_clock_sees_hand_overs_and_nobody_of_them(two, ines, marco):
    plan(two)

    with under_purpose(Purpose.HAND_OVER):
        assert HandOver.objects.count() == 1
        assert not HandOverLine.objects.exists()
        assert not CaseFile.objects.exists()


def test_the_clock_may_write_that_it_gives_up_and_nothing_else(two, ines, marco):
    plan(two)

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        under_purpose(Purpose.HAND_OVER),
        transaction.atomic(),
    ):
        HandOver.objects.update(done_at=timezone.now())


def test_the_task_of_the_schedule_carries_out_what_is_due(two, ines, marco):
    plan(two, days=1)

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        carry_out_hand_overs()

    assert managers(two) == ["Marco", "Marco"]


# --- the homes ------------------------------------------------------------------------------------


def test_on_the_day_it_stands_on_the_homes_of_both(two, ines, marco):
    plan(two)
    homes = [client_of(one).get("/").content.decode() for one in (ines, marco)]
    assert not [home for home in homes if "Passaggi di oggi" in home]

    with time_machine.travel(timezone.now() + IN_TEN):
        on_the_day.carry_out_all(at=timezone.now())
        mine, theirs = (client_of(one).get("/").content.decode() for one in (ines, marco))

    assert "da oggi la segue Marco Bianchi" in mine
    assert "da oggi la segui tu; prima Ines Molteni" in theirs
