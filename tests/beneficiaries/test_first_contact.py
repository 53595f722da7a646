"""After a referral was accepted: a first contact, asked of both sides by a day."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.due_rows.referrals import FIRST_CONTACT
from tests.acting import as_user, client_of
from tests.cast import player
from tests.house.test_homes import MOST, UNCOUNTED
from tests.makers import make_note, make_person, make_referral

pytestmark = pytest.mark.django_db
CODE = {"identifier": "RSSMRA80A01F205X", "identifier_kind": "TAX_CODE"}
SENDER = "Invio accolto da Tecum: sentire com’è andato il primo contatto"
RECEIVER = "Primo contatto con la persona inviata da Ascl"


@pytest.fixture
def accepted(ines, nora):
    """A person of Ines, accepted by Nora a moment ago."""
    referral = make_referral(make_person(**CODE), to=nora)
    with as_user(nora) as user:
        actions.accept_referral(referral, user, by=user, at=timezone.now())
    return referral


def dues_of(name: str, **ahead: int) -> str:
    """The page of the dues, so far ahead."""
    with time_machine.travel(timezone.now() + timedelta(**ahead)):
        return client_of(player(name)).get(reverse("dues")).content.decode()


def test_both_workers_are_asked_for_a_first_contact(accepted):
    assert (SENDER in dues_of("ines"), RECEIVER in dues_of("nora")) == (True, True)
    assert (RECEIVER in dues_of("ines"), SENDER in dues_of("nora")) == (False, False)


def test_before_it_is_accepted_nobody_is_asked(ines, nora):
    make_referral(to=nora)

    assert (SENDER in dues_of("ines"), RECEIVER in dues_of("nora")) == (False, False)


def test_a_contact_of_the_sender_ends_what_is_asked_of_the_sender(accepted, ines):
    with as_user(ines):
        person = accepted.beneficiary
    make_note(person, by=ines)

    assert (SENDER in dues_of("ines"), RECEIVER in dues_of("nora")) == (False, True)


def test_a_contact_before_the_acceptance_counts_for_nothing(ines, nora):
    person = make_person(**CODE)
    make_note(person, by=ines, happened_on=timezone.localdate() - timedelta(days=1))
    referral = make_referral(person, to=nora)
    with as_user(nora) as user:
        actions.accept_referral(referral, user, by=user, at=timezone.now())

    assert SENDER in dues_of("ines")


def test_the_receiver_s_own_diary_ends_what_is_asked_of_the_receiver(accepted, nora):
    own = make_person(by=nora, **CODE)
    assert RECEIVER in dues_of("nora")

    make_note(own, by=nora)

    assert (SENDER in dues_of("ines"), RECEIVER in dues_of("nora")) == (True, False)


def test_after_a_while_it_is_no_first_contact_any_more(accepted):
    last = FIRST_CONTACT.days + FIRST_CONTACT.told_for

    assert (SENDER in dues_of("ines", days=last), RECEIVER in dues_of("nora", days=last)) == (
        True,
        True,
    )
    assert SENDER not in dues_of("ines", days=last + 1)
    assert RECEIVER not in dues_of("nora", days=last + 1)


def test_the_home_of_who_may_accept_counts_what_waits(ines, nora):
    for _number in range(2):
        make_referral(to=nora)
    client = client_of(nora)

    page = client.get("/").content.decode()

    address = f"{reverse('beneficiaries:referrals')}?verso=ricevuti&stato=SENT"
    assert "Invii ricevuti" in page
    assert address.replace("&", "&amp;") in page
    assert client.get(address).content.decode().count('<th scope="row"') == 2
    assert "Invii ricevuti" not in client_of(ines).get("/").content.decode()


def test_it_counts_where_the_agency_follows_somebody_too(ines, nora):
    make_person(by=nora)
    make_referral(to=nora)

    assert "Invii ricevuti" in client_of(nora).get("/").content.decode()


@pytest.mark.parametrize("page", ["home", "dues", "referrals", "refer", "referral", "received"])
def test_the_pages_of_referrals_ask_seldom(accepted, nora, page):
    waiting = make_referral(to=nora)
    addresses = {
        "home": ("nora", "/"),
        "dues": ("nora", reverse("dues")),
        "referrals": ("nora", reverse("beneficiaries:referrals")),
        "refer": ("ines", reverse("beneficiaries:refer", args=[waiting.beneficiary_id])),
        "referral": ("nora", reverse("beneficiaries:referral", args=[waiting.pk])),
        "received": ("nora", reverse("beneficiaries:received")),
    }
    who, address = addresses[page]
    client = client_of(player(who))
    client.get(address)

    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200

    asked = [one["sql"] for one in caught if not one["sql"].startswith(UNCOUNTED)]
    assert len(asked) <= MOST, "\n".join(asked)
