"""A hand-over with a day to come: planned, seen, called off, and carried out by the clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import ProgrammingError, connections, transaction
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership, User
from beneficiaries import actions, on_the_day
from beneficiaries.enums import NoteKind, Phase
from beneficiaries.handover_enums import HandOverState, NotPassed
from beneficiaries.models import CaseFile, CaseNote, HandOver, HandOverLine, RosterEntry
from beneficiaries.tasks import carry_out_hand_overs
from config.celery import app
from core.tenancy import Purpose, under_purpose
from core.ui.words import say_day_short
from tests.acting import as_user, client_of
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
URL = reverse("beneficiaries:hand_over")
LIST = reverse("beneficiaries:hand_overs")
IN_TEN = timedelta(days=10)


@pytest.fixture
def two(ines) -> list:
    """Two people of Ines."""
    return [make_person(by=ines, last_name=name) for name in ("Abate", "Bassi")]


def day(days: int = 10):
    return timezone.localdate() + timedelta(days=days)


def plan(people, to="marco", *, frm="ines", by="marco", days=10) -> HandOver:
    """People of one worker who pass on in some days."""
    with as_user(player(by)) as user:
        files = dict(CaseFile.objects.values_list("beneficiary", "pk"))
        passed = [actions.Passed(files[one.pk], player(to).pk, "Chiama il Cpi.") for one in people]
        return actions.hand_over_cases(
            passed,
            from_worker=player(frm) if frm else None,
            by=user,
            at=timezone.now(),
            starts_on=day(days),
        )


def ring(days: int = 10) -> int:
    """The clock, so many days from now."""
    return on_the_day.carry_out_all(at=timezone.now() + timedelta(days=days))


def managers(people) -> list[str]:
    """Who follows each person, by the file and by the row of lists."""
    with as_user(player("marco")):
        files = dict(CaseFile.objects.values_list("beneficiary", "case_manager"))
        rows = dict(RosterEntry.objects.values_list("pk", "case_manager_id"))
        names = {user.pk: user.first_name for user in User.objects.all()}
    assert {one.pk: files[one.pk] for one in people} == {one.pk: rows[one.pk] for one in people}
    return [names[files[one.pk]] for one in people]


def told() -> list[str]:
    """Why each person did not pass on, as the coordinator reads it; nothing: they did."""
    with as_user(player("marco")):
        lines = HandOverLine.objects.select_related("hand_over").order_by("pk")
        return [line.why_not for line in lines]


def leaves(name: str, days: int = 5) -> None:
    """Somebody's last day at the agency."""
    with as_user(player("dario")):
        Membership.objects.filter(user=player(name)).update(valid_to=day(days))


@pytest.fixture
def olga_too(dario, marco):
    """Olga works with people here, too."""
    with as_user(dario):
        Membership.objects.create(
            user=player("olga"),
            agency_id=marco.acting.agency_id,
            role="SOCIAL_WORKER",
            valid_from=timezone.localdate(),
        )
    return player("olga")


@pytest.fixture
def olga_later(dario, marco):
    """Olga, who will work with people here from the tenth day on."""
    with as_user(dario):
        Membership.objects.create(
            user=player("olga"),
            agency_id=marco.acting.agency_id,
            role="SOCIAL_WORKER",
            valid_from=day(),
        )
    return player("olga")


def test_people_pass_to_who_begins_on_that_day(two, ines, marco, olga_later):
    client = client_of(marco)
    typed = {"everyone": olga_later.pk, "starts_on": day().strftime("%d/%m/%Y")}

    offered = client.get(f"{URL}?da={ines.pk}").content.decode()
    page = client.post(f"{URL}?da={ines.pk}", typed, follow=True).content.decode()

    assert f"{olga_later} (qui dal {say_day_short(day())})" in offered
    assert f"2 persone passeranno il {say_day_short(day())}." in page
    assert ring(days=9) == 0
    assert managers(two) == ["Ines", "Ines"]
    with time_machine.travel(timezone.now() + IN_TEN):
        assert ring(days=0) == 1
    assert managers(two) == ["Olga", "Olga"]


def test_before_the_first_day_nobody_passes_to_them(two, ines, marco, olga_later):
    typed = {"everyone": olga_later.pk, "starts_on": day(9).strftime("%d/%m/%Y")}

    page = client_of(marco).post(f"{URL}?da={ines.pk}", typed).content.decode()

    assert f"{olga_later} lavora qui dal {say_day_short(day())}: scegli quel giorno" in page
    with as_user(marco):
        assert not HandOver.objects.exists()


# --- planned --------------------------------------------------------------------------------------


def test_until_the_day_nobody_moves_and_the_list_says_from_when(two, ines, marco):
    typed = {"everyone": marco.pk, "starts_on": day().strftime("%d/%m/%Y")}

    page = client_of(marco).post(f"{URL}?da={ines.pk}", typed, follow=True).content.decode()

    assert f"2 persone passeranno il {say_day_short(day())}." in page
    assert f"dal {say_day_short(day())} · da Ines Molteni" in page
    assert "Programmato</span> da Marco Bianchi, il" in page
    assert ring(days=9) == 0
    assert managers(two) == ["Ines", "Ines"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ieri", "Questo giorno è già passato"),
        ((timezone.localdate() + timedelta(days=91)).isoformat(), "È troppo lontano"),
        ("", "Indica il giorno"),
        ("mai", "Scrivi giorno, mese e anno"),
    ],
)
def test_the_day_is_today_or_within_ninety(two, ines, marco, typed, words):
    typed = {"everyone": marco.pk, "starts_on": typed}

    page = client_of(marco).post(f"{URL}?da={ines.pk}", typed).content.decode()

    assert words in page
    with as_user(marco):
        assert not HandOver.objects.exists()


@pytest.mark.parametrize("days", [-1, 91])
def test_the_action_refuses_such_a_day_too(two, marco, days):
    with pytest.raises(actions.NoSuchDay):
        plan(two, days=days)


def test_whoever_will_have_left_by_then_cannot_receive(two, marco):
    leaves("marco")
    with pytest.raises(actions.NotAWorker, match="Quel giorno"):
        plan(two)


def test_both_workers_read_it_on_the_person_and_a_colleague_does_not(two, ines, marco, olga_too):
    plan(two, "olga")
    words = f"Dal {say_day_short(day())} la seguirà {olga_too}"
    address = reverse("beneficiaries:show", args=[two[0].pk])
    with as_user(olga_too) as user:
        user.acting = Membership.objects.get(user=user, role="SOCIAL_WORKER")

    seen = {one.first_name: words in client_of(one).get(address).content.decode()
            for one in (ines, marco, olga_too)}  # fmt: skip

    assert seen == {"Ines": True, "Marco": True, olga_too.first_name: True}


def test_a_colleague_whom_it_is_not_about_does_not_read_it(two, ines, marco, olga_too):
    with as_user(marco) as user:
        file = CaseFile.objects.get(beneficiary=two[0])
        actions.entrust_case(file, marco, by=user, at=timezone.now())
    plan([two[0]], "olga", frm="marco")

    page = client_of(ines).get(reverse("beneficiaries:show", args=[two[0].pk])).content.decode()

    assert "la seguirà" not in page
    with as_user(ines):
        assert not HandOverLine.objects.exists()
        assert not HandOver.objects.exists()


def test_of_two_plans_for_a_person_the_second_is_refused_by_name(two, ines, marco):
    plan([two[0]])
    typed = {"everyone": marco.pk, "starts_on": "domani", f"to_{two[0].pk}": marco.pk}

    page = client_of(marco).post(f"{URL}?da={ines.pk}", typed).content.decode()

    assert "C’è già un passaggio programmato per" in page
    assert "passa già a Marco Bianchi, dal" in page


def test_planned_it_is_called_off_at_any_time(two, ines, marco):
    done = plan(two, days=40)
    with as_user(marco) as user:
        actions.undo_hand_over(done, by=user, at=timezone.now() + timedelta(days=30))

    assert ring(days=40) == 0
    assert managers(two) == ["Ines", "Ines"]
    with as_user(marco):
        assert HandOver.objects.get().state == HandOverState.UNDONE
        assert not CaseNote.objects.filter(kind=NoteKind.HAND_OVER).exists()
    assert "Annulla il passaggio" not in client_of(marco).get(LIST).content.decode()


# --- the day --------------------------------------------------------------------------------------


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
