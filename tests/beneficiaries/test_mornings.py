"""The message of the morning: counts and a link, once a working day, to who asked for it."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from agencies.models import Membership
from beneficiaries import actions, mornings
from beneficiaries.models import MorningMail
from config.celery import app
from core.period import is_working_day
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_deadline, make_note, make_person

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)
CANARY = "Zqcanarino"


def wanted(name: str = "ines") -> None:
    """Somebody has switched it on."""
    with as_user(player(name)) as user:
        actions.choose_mail(True, by=user, at=timezone.now())


def test_it_is_off_until_somebody_wants_it(ines):
    assert mornings.send_all(today=MONDAY) == 0
    assert "Ora è spento" in client_of(ines).get("/persone/la-mia-giornata/").content.decode()
    assert mail.outbox == []


def test_it_counts_and_links(ines, settings):
    settings.SITE_ADDRESS = "https://percorsi.example.org/"
    for days in (-2, -1, 0):
        make_deadline(days=days)
    wanted()

    assert mornings.send_all(today=MONDAY) == 1

    [letter] = mail.outbox
    assert letter.to == ["ines@example.org"]
    assert "In ritardo: 2 cose" in letter.body
    assert "Per oggi: 1 cosa" in letter.body
    assert "https://percorsi.example.org/\n" in letter.body


def test_no_word_about_a_person_stands_in_it(ines):
    person = make_person(first_name=CANARY, last_name=CANARY, alias=CANARY)
    make_deadline(person, text=CANARY)
    make_note(person, kind="TO_SAY", text=CANARY)
    wanted()

    mornings.send_all(today=MONDAY)

    assert CANARY.lower() not in mail.outbox[0].message().as_string().lower()


def test_each_is_counted_in_their_own_agency(ines, nora):
    make_deadline()
    wanted("ines")
    wanted("nora")

    assert mornings.send_all(today=MONDAY) == 2

    said = {letter.to[0]: letter.body.split("\n")[1] for letter in mail.outbox}
    assert said == {"ines@example.org": "Per oggi: 1 cosa", "nora@example.org": "Per oggi: 0 cose"}


def test_once_a_day_however_often_it_is_run(ines):
    wanted()

    sent = [mornings.send_all(today=day) for day in (MONDAY, MONDAY, MONDAY + timedelta(1))]

    assert sent == [1, 0, 1]
    assert len(mail.outbox) == 2


def test_killed_before_the_post_it_is_not_sent_twice(ines, monkeypatch):
    wanted()

    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", killed)
        with pytest.raises(SystemExit):
            mornings.send_all(today=MONDAY)

    assert mornings.send_all(today=MONDAY) == 0


def test_what_the_post_refused_goes_out_with_the_next_ring(ines, monkeypatch, caplog):
    wanted()

    def refused(*args, **kwargs):
        raise SMTPServerDisconnected("ines@example.org")

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refused)
        assert mornings.send_all(today=MONDAY) == 0

    assert mornings.send_all(today=MONDAY) == 1
    assert "example.org" not in caplog.text


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        (MONDAY, True),
        (date(2026, 11, 28), False),
        (date(2026, 12, 8), False),
        (date(2026, 12, 25), False),
    ],
)
def test_sundays_and_feasts_are_no_working_days(day, is_one):
    assert is_working_day(day) == is_one


def test_who_lost_the_seat_gets_none(ines):
    wanted()
    with stage.owner_hands() as alias:
        Membership.objects.using(alias).filter(pk=ines.acting.pk).update(
            valid_to=timezone.localdate() - timedelta(days=1)
        )

    assert mornings.send_all(today=MONDAY) == 0


def test_it_is_switched_on_and_off_on_the_page(ines):
    client = client_of(ines)
    for verb, is_on in (("on", True), ("off", False)):
        client.post("/persone/la-mia-giornata/", {"verb": verb})
        with as_user(ines):
            assert MorningMail.objects.get().is_on == is_on


def test_it_stands_in_the_one_schedule():
    [entry] = [one for one in app.conf.beat_schedule.values()
               if one["task"] == "beneficiaries.send_mornings"]  # fmt: skip

    assert (entry["schedule"].hour, entry["schedule"].day_of_week) == ({7}, {1, 2, 3, 4, 5})
