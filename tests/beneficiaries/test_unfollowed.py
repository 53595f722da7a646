"""People without a worker: who administers sees their names and since when, and no case."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from beneficiaries.models import CaseFile, RosterEntry
from core.audit.models import Reading
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_note, make_person

pytestmark = pytest.mark.django_db
PAGE = "/persone/senza-operatore/"


def end_the_seat(name: str) -> None:
    """The seat of this player ended yesterday, as their administrator writes it."""
    with as_user(player("dario")):
        Membership.objects.filter(user=player(name)).update(
            valid_to=timezone.localdate() - timedelta(days=1)
        )


def text(who: str) -> str:
    return client_of(player(who)).get(PAGE).content.decode()


def test_who_is_followed_is_not_named(ines):
    make_person(last_name="Zqseguita")

    assert "Ogni persona ha un operatore" in text("dario")
    with as_user(player("dario")):
        assert RosterEntry.objects.count() == 0


def test_whose_worker_left_is_named_with_the_worker_and_the_day(ines, marco):
    person = make_person(by=marco, last_name="Zqsola")
    make_note(person, by=marco, text="Zqdiario")
    make_person(last_name="Zqseguita")
    end_the_seat("marco")

    page = text("dario")

    assert "Zqsola" in page
    assert "Marco Bianchi" in page
    assert "Zqseguita" not in page
    assert "Zqdiario" not in page
    assert reverse("beneficiaries:show", args=[person.pk]) not in page


def test_the_database_shows_no_more_of_it_than_that(marco):
    make_person(by=marco)
    end_the_seat("marco")

    with as_user(player("dario")):
        assert RosterEntry.objects.count() == 1
        assert CaseFile.objects.count() == 0


def test_the_home_counts_them_and_who_was_named_is_written_down(marco, dario):
    make_person(by=marco)
    end_the_seat("marco")

    home = client_of(dario).get("/").content.decode()
    text("dario")

    assert f'href="{PAGE}">1<' in home
    with as_user(dario):
        assert Reading.objects.filter(user_id=dario.pk, what="senza operatore").count() == 1


def test_who_may_entrust_them_is_said(dario):
    assert "Chi può: i coordinatori dell’ente che segue la persona." in text("dario")


@pytest.mark.parametrize("who", ["ines", "marco", "olga", "nora"])
def test_nobody_else_has_the_page(who):
    assert client_of(player(who)).get(PAGE).status_code == 403
