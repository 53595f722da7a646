"""A session ends after half an hour of silence, after twelve hours in any case, and at sign-out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.acting import client_of
from tests.cast import PASSWORD, player

pytestmark = pytest.mark.django_db
MORNING = datetime(2021, 6, 15, 8, tzinfo=UTC)


def still_in(client) -> bool:
    """Whether the client is still signed in."""
    return client.get(reverse("jobs:mine")).status_code == 200


@pytest.mark.parametrize(("minutes", "stays"), [(1, True), (28, True), (31, False), (600, False)])
def test_half_an_hour_of_silence_ends_a_session(minutes, stays):
    with time_machine.travel(MORNING, tick=False) as clock:
        client = client_of(player("ines"))
        assert still_in(client)
        clock.shift(timedelta(minutes=minutes))

        assert still_in(client) is stays


def test_a_busy_session_lasts_twelve_hours_and_no_longer():
    with time_machine.travel(MORNING, tick=False) as clock:
        client = client_of(player("ines"))
        hours = 0.0
        while still_in(client):
            clock.shift(timedelta(minutes=20))
            hours += 1 / 3

    assert 12 < hours < 12.5


def test_an_ended_session_is_gone_from_the_database():
    with time_machine.travel(MORNING, tick=False) as clock:
        client = client_of(player("ines"))
        still_in(client)
        former = client.cookies["sessionid"].value
        clock.shift(timedelta(hours=1))

        still_in(client)

    assert not Session.objects.filter(session_key=former).exists()


def test_signing_in_gives_a_new_session():
    client = client_of()
    client.get(reverse("account_login"))
    client.cookies["sessionid"] = "chosen-by-somebody-else-0000000"

    client.post(
        reverse("account_login"),
        {"login": "ines@example.org", "password": PASSWORD},
        REMOTE_ADDR="127.0.0.1",
    )

    assert still_in(client)
    assert client.cookies["sessionid"].value != "chosen-by-somebody-else-0000000"


@pytest.mark.django_db(transaction=True)
def test_a_user_who_was_disabled_is_out_at_once(ines):
    from agencies.models import User
    from tests import stage

    client = client_of(ines)
    assert still_in(client)

    with stage.owner_hands() as alias:
        User.objects.using(alias).filter(pk=ines.pk).update(is_active=False)

    assert not still_in(client)


def test_a_seat_that_ended_shows_nothing_any_more(ines):
    from agencies.models import Membership
    from tests import stage

    client = client_of(ines)
    assert client.get(reverse("beneficiaries:list")).status_code == 200

    with stage.owner_hands() as alias:
        Membership.objects.using(alias).filter(user=ines).update(valid_to="2020-12-31")

    assert client.get(reverse("beneficiaries:list")).status_code == 403


def test_five_wrong_passwords_lock_the_door():
    client = client_of()
    wrong = {"login": "ines@example.org", "password": "non è questa la password"}
    right = wrong | {"password": PASSWORD}

    for _ in range(5):
        client.post(reverse("account_login"), wrong, REMOTE_ADDR="127.0.0.1")
    client.post(reverse("account_login"), right, REMOTE_ADDR="127.0.0.1")

    assert not still_in(client)


def test_a_wrong_address_and_a_wrong_password_are_told_in_the_same_words():
    def told(address: str) -> str:
        answer = client_of().post(
            reverse("account_login"),
            {"login": address, "password": "non è questa la password"},
            REMOTE_ADDR="127.0.0.1",
        )
        return str(answer.context["form"].non_field_errors())

    assert told("ines@example.org") == told("nessuno@example.org") != ""


def test_the_second_factor_is_set_up_after_the_password_was_asked_again(ines):
    client = client_of(ines)
    wanted = reverse("mfa_activate_totp")

    asked = client.get(wanted)
    client.post(asked["Location"], {"password": PASSWORD})

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(wanted).status_code == 200
