"""A reminder goes once a day; until tomorrow its button says when it went and who sent it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.ui.words import say_hour
from placements.actions.refusals import NotPossible
from placements.actions.reminders import remind_signatures
from placements.models import Placement
from placements.reminding import reminders_of
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_host
from tests.placements.test_papers import make_approved

pytestmark = pytest.mark.django_db
LINK = "https://percorsi.invalid/"


def remind(placement, *, by="marco", at=None):
    """Send the reminder, as Marco and now."""
    with as_user(player(by)) as user:
        return remind_signatures(placement, link=LINK, by=user, at=at or timezone.now())


def pages_of(placement, name="ines") -> list[str]:
    """The list of who has not signed, and the page of the papers."""
    client = client_of(player(name))
    addresses = (reverse("placements:unsigned"), reverse("placements:papers", args=[placement.pk]))
    return [client.get(one).content.decode() for one in addresses]


def test_after_todays_reminder_both_buttons_are_disabled_and_say_why():
    placement = make_approved()
    address = reverse("placements:remind", args=[placement.pk])
    assert [address in page for page in pages_of(placement)] == [True, True]

    sent = remind(placement)

    hour = say_hour(sent.reminded_at)
    said = f"già partito alle {hour}, da {player('marco')}: si può di nuovo domani."
    for page in pages_of(placement):
        assert said in page
        assert 'disabled aria-describedby="' in page
    assert f'action="{address}"' not in pages_of(placement)[0]


def test_a_second_reminder_of_the_day_is_refused_by_the_verb_itself():
    placement = make_approved()
    remind(placement)

    with pytest.raises(NotPossible, match="di oggi è già partito alle"):
        remind(placement, by="ines")


def test_the_next_day_it_may_go_again_and_the_page_says_who_sent_the_last():
    placement = make_approved()
    with as_user(player("ines")):
        Placement.objects.filter(pk=placement.pk).update(
            decided_at=timezone.now() - timedelta(days=3)
        )
    remind(placement, at=timezone.now() - timedelta(days=1))

    listed, papers = pages_of(placement)

    assert re.findall(r"<button[^>]* disabled", listed) == []
    assert f"da {player('marco')}." in papers
    remind(placement, by="ines")


def test_the_sender_is_who_sent_the_last_and_not_who_changed_something_after():
    placement = make_approved()
    remind(placement)
    with as_user(player("ines")):
        Placement.objects.filter(pk=placement.pk).update(end_note="Toccato dopo")
        row = Placement.objects.get(pk=placement.pk)

        last = reminders_of([row], today=timezone.localdate())[row.pk]

    assert last.by == str(player("marco"))


def test_a_list_of_many_asks_twice_and_never_for_nobody():
    host = make_host()
    placements = [make_approved(host=host) for _number in range(3)]
    with as_user(player("ines")), CaptureQueriesContext(connection) as nobody:
        reminders_of(placements, today=timezone.localdate())
    for one in placements:
        remind(one)

    with as_user(player("ines")):
        rows = list(Placement.objects.all())
        with CaptureQueriesContext(connection) as asked:
            reminders_of(rows, today=timezone.localdate())

    assert (len(nobody), len(asked)) == (0, 2)


def test_no_message_goes_with_a_refused_reminder(django_capture_on_commit_callbacks):
    placement = make_approved()
    client = client_of(player("marco"))
    address = reverse("placements:remind", args=[placement.pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
        client.post(address)

    assert len(mail.outbox) == 1
