"""Two records that no rule finds alike, chosen by hand: they are compared like others."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions
from beneficiaries.models import DuplicatePair
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person

pytestmark = pytest.mark.django_db
PAGE = "/persone/doppioni/confronta/"


@pytest.fixture
def strangers():
    """Two people of Ascl with nothing in common."""
    return (
        make_person(first_name="Ada", last_name="Zanetti", birth_date=date(1980, 1, 1)),
        make_person(first_name="Bruna", last_name="Colli", birth_date=date(1990, 2, 2)),
    )


def send(who, *people):
    """Choose these people on the page."""
    return client_of(who).post(PAGE, {"people": [one.pk for one in people]})


def test_the_pair_is_compared_like_one_that_was_found(ines, strangers):
    answer = send(ines, *reversed(strangers))

    with as_user(ines):
        pair = DuplicatePair.objects.get()
        assert (pair.first, pair.second) == strangers
    assert answer["Location"] == reverse("beneficiaries:compare", args=[pair.pk])
    assert pair.alike == "scelte da chi le conosce"
    assert client_of(ines).get(answer["Location"]).status_code == 200


def test_it_stays_whatever_the_rules_say(ines, strangers):
    send(ines, *strangers)

    with as_user(ines) as user:
        actions.find_duplicates(by=user, at=timezone.now())
        actions.pair_person(strangers[0])
        assert DuplicatePair.objects.open().count() == 1


def test_chosen_again_after_it_was_set_aside_it_comes_back(ines, strangers):
    send(ines, *strangers)
    with as_user(ines) as user:
        pair = DuplicatePair.objects.get()
        actions.judge_duplicates(pair, "dismiss", by=user, at=timezone.now())

    send(ines, *strangers)

    with as_user(ines):
        again = DuplicatePair.objects.get()
        assert (again.pk, again.state, again.decided_by) == (pair.pk, "OPEN", None)


def test_two_are_wanted_and_what_was_ticked_stays(ines, strangers):
    page = send(ines, strangers[0]).content.decode()

    assert "Scegli due schede, non una di più né una di meno" in page
    [box] = html.document_fromstring(page).xpath("//input[@name='people' and @checked]")
    assert box.get("value") == str(strangers[0].pk)
    with as_user(ines):
        assert not DuplicatePair.objects.exists()


def test_somebody_elses_person_is_no_choice(ines, nora, strangers):
    foreign = make_person(by=nora)

    page = send(ines, strangers[0], foreign).content.decode()

    assert "Scegli due persone seguite dal tuo ente" in page
    assert foreign.last_name not in page


@pytest.mark.parametrize("name", ["olga", "dario", "rita"])
def test_who_follows_nobody_chooses_nobody(name):
    assert client_of(player(name)).get(PAGE).status_code == 403
