"""The agenda of a day and of a week: what stands there, for whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import Appointment, Deadline
from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment

pytestmark = pytest.mark.django_db


def day(ahead: int) -> str:
    """A day so many days from today, as addresses and chips have it."""
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def body(client, address: str) -> str:
    return client.get(address).content.decode()


def url(name: str, *arguments) -> str:
    return reverse(f"beneficiaries:{name}", args=arguments)


def test_the_day_and_the_week_hold_what_is_mine(ines, marco):
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    this_week = (monday - today).days
    make_appointment(days=this_week, purpose="Di lunedì")
    make_appointment(days=this_week + 6, purpose="Di domenica")
    make_appointment(days=this_week + 7, purpose="Della settimana dopo")
    make_appointment(by=marco, days=this_week, purpose="Di un collega")
    client = client_of(ines)

    week = body(client, f"/agenda/?vista=settimana&giorno={today.isoformat()}")
    on_monday = body(client, f"/agenda/?giorno={monday.isoformat()}")

    words = ("Di lunedì", "Di domenica", "Della settimana dopo", "Di un collega")
    assert [one for one in words if one in week] == ["Di lunedì", "Di domenica"]
    assert [one for one in words if one in on_monday] == ["Di lunedì"]


def test_a_colleague_s_agenda_is_opened_and_a_stranger_s_is_not(ines, marco, nora):
    make_appointment(purpose="Di Ines")
    make_appointment(by=marco, purpose="Di Marco")

    assert "Di Ines" in body(client_of(marco), f"/agenda/?di={ines.pk}")
    assert "Di Marco" in body(client_of(marco), "/agenda/")
    opened = body(client_of(ines), f"/agenda/?di={marco.pk}")
    assert "Di Marco" in opened
    assert f"?di={marco.pk}" in opened
    assert "Di Ines" in body(client_of(ines), f"/agenda/?di={nora.pk}")


@pytest.mark.parametrize("asked", ["2021-99-99", "0001-01-01", "9999-12-31", "domani", "\x00"])
def test_a_day_that_is_none_is_today(ines, asked):
    make_appointment(purpose="Di oggi")

    answer = client_of(ines).get("/agenda/", {"giorno": asked, "vista": "settimana"})

    assert "Di oggi" in answer.content.decode()


def test_each_row_offers_what_can_be_done_with_it(ines):
    ready, later = make_appointment(), make_appointment(days=1)
    gone = make_appointment()
    with as_user(ines):
        actions.close_appointment(gone, "miss", by=ines, at=timezone.now())
    client = client_of(ines)

    today, tomorrow = body(client, "/agenda/"), body(client, f"/agenda/?giorno={day(1)}")

    assert f"?appuntamento={ready.pk}#note" in today
    assert url("close_appointment", ready.pk, "miss") in today
    assert url("close_appointment", gone.pk, "restore") in today
    assert url("move_appointment", later.pk) in tomorrow
    assert url("close_appointment", later.pk, "miss") not in tomorrow


def test_the_agenda_asks_as_often_for_many_as_for_one(ines, statements_of):
    client = client_of(ines)
    make_appointment()
    client.get("/agenda/")
    one = statements_of(client, "/agenda/?vista=settimana")

    for hour in range(8, 18):
        make_appointment(hour=hour)
    many = statements_of(client, "/agenda/?vista=settimana")

    assert len(many) == len(one) <= 12


def test_who_is_shown_is_written_down(ines):
    made = make_appointment()
    client = client_of(ines)

    client.get("/agenda/")
    client.get(url("appointment", made.pk))

    with as_user(ines):
        looks = Reading.objects.filter(person_id=made.beneficiary_id, user_id=ines.pk)
        assert {"agenda", "appuntamento"} <= set(looks.values_list("what", flat=True))


@pytest.mark.parametrize("name", ["nora", "sara", "olga", "rita", "dario"])
def test_nobody_else_sees_an_appointment(name):
    made = make_appointment(purpose="zqincontro")

    answer = client_of(player(name)).get(url("appointment", made.pk))

    assert answer.status_code == 404
    with as_user(player(name)):
        assert Appointment.objects.count() == 0
        assert Deadline.objects.count() == 0
