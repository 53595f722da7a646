"""An approved extension stands with those who have not signed, until it is in force."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.acting import client_of
from tests.cast import player
from tests.placements.test_extensions import ask, make_approved, notify, sign
from tests.placements.test_reminders import LINK, remind

pytestmark = pytest.mark.django_db


def listed(name="marco") -> str:
    return client_of(player(name)).get(reverse("placements:unsigned")).content.decode()


def papers_of(extension) -> str:
    """The page its row leads to."""
    return reverse("placements:papers", args=[extension.placement_id])


def at_home() -> int:
    """The figure “Da firmare” on the coordinator's home."""
    page = client_of(player("marco")).get("/").content.decode()
    address = re.escape(reverse("placements:unsigned"))
    found = re.search(rf'href="{address}"[^>]*>\s*(\d+)', page)
    return int(found[1]) if found else 0


def test_the_list_says_whose_signature_lacks_then_that_the_notice_does():
    extension = make_approved()
    assert "Atto di proroga: soggetto promotore" in listed()

    sign(extension)

    assert "Comunicazione di proroga" in listed()
    notify(extension)
    assert papers_of(extension) not in listed()


def test_one_that_is_only_asked_for_is_not_to_be_signed():
    assert papers_of(ask()) not in listed()
    assert at_home() == 0


def test_the_home_counts_what_the_list_holds():
    make_approved()

    assert at_home() == 1


def test_who_asked_for_it_is_reminded(django_capture_on_commit_callbacks):
    extension = make_approved()

    with django_capture_on_commit_callbacks(execute=True):
        remind(extension.placement)

    [sent] = mail.outbox
    assert sent.to == ["ines@example.org"]
    assert "firme" in sent.body
    assert LINK in sent.body


def test_it_is_due_by_the_day_that_is_the_last_now():
    extension = make_approved()

    page = client_of(player("ines")).get(reverse("dues")).content.decode()

    assert "Far firmare e comunicare la proroga" in page
    assert papers_of(extension) in page
