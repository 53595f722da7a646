"""A hand-over with a day to come: planned, seen, called off, and carried out by the clock."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.enums import NoteKind
from beneficiaries.handover_enums import HandOverState
from beneficiaries.models import CaseFile, CaseNote, HandOver, HandOverLine
from core.ui.words import say_day_short
from tests.acting import as_user, client_of
from tests.beneficiaries.planned import IN_TEN, LIST, URL, day, leaves, managers, plan, ring
from tests.cast import player
from tests.makers import (
    make_person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(ines) -> list:
    """Two people of Ines."""
    return [make_person(by=ines, last_name=name) for name in ("Abate", "Bassi")]


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
