"""A reminder of months to close goes to who follows, once a day, and never to oneself."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.ui.words import say_hour
from placements.actions.refusals import NotPossible
from placements.actions.reminders import remind_registers
from placements.models import Placement
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_participation, make_person, make_running

pytestmark = pytest.mark.django_db
LINK = "https://percorsi.invalid/"


def remind(placement, *, by="marco", at=None):
    """Send the reminder, as Marco and now."""
    with as_user(player(by)) as user:
        return remind_registers(placement, link=LINK, by=user, at=at or timezone.now())


def page_of(name="marco", **asked) -> str:
    """The list of missing registers."""
    return client_of(player(name)).get(reverse("placements:missing"), asked).content.decode()


def door(placement) -> str:
    return reverse("placements:remind_registers", args=[placement.pk])


def changed(placement, **fields):
    with as_user(player("ines")):
        Placement.objects.filter(pk=placement.pk).update(**fields)
    return placement


def test_a_count_and_a_link_go_to_the_tutor_and_no_name(django_capture_on_commit_callbacks):
    placement = make_running(make_participation(make_person(last_name="Arrighi")))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(player("marco")).post(f"{door(placement)}?seguiti=miei&page=2")

    (message,) = mail.outbox
    assert message.to == ["ines@example.org"]
    assert "sono da chiudere i registri di 6 mesi" in message.body
    assert f"{reverse('placements:missing')}?seguiti=miei" in message.body
    for word in ("Arrighi", placement.host.name):
        assert word not in message.subject + message.body
    # One goes back to the list as it was.
    assert answer["Location"] == f"{reverse('placements:missing')}?seguiti=miei&page=2"


def test_after_todays_reminder_the_button_is_disabled_and_says_why(
    django_capture_on_commit_callbacks,
):
    placement = make_running()
    assert f'action="{door(placement)}' in page_of()

    sent = remind(placement)
    page = page_of()
    with django_capture_on_commit_callbacks(execute=True):
        client_of(player("marco")).post(door(placement))

    hour = say_hour(sent.registers_reminded_at)
    assert f"già partito alle {hour}, da {player('marco')}: si può di nuovo domani." in page
    assert f'action="{door(placement)}' not in page
    assert mail.outbox == []


def test_a_second_reminder_of_the_day_is_refused_by_the_verb_itself():
    placement = make_running()
    remind(placement)

    with pytest.raises(NotPossible, match="di oggi è già partito alle"):
        remind(placement)


def test_the_next_day_it_may_go_again():
    placement = make_running()
    remind(placement, at=timezone.now() - timedelta(days=1))

    assert f'action="{door(placement)}' in page_of()
    remind(placement)


def test_nobody_is_reminded_by_themselves():
    placement = make_running()

    page = page_of("ines")

    assert "Lo segui tu" in page
    assert door(placement) not in page
    with pytest.raises(NotPossible, match="Lo segui tu"):
        remind(placement, by="ines")


def test_where_nobody_follows_any_more_the_sentence_says_so():
    placement = changed(make_running(), promoter_tutor=player("nora"), submitted_by=None)

    assert "Nessuno lo segue oggi: non c’è a chi scrivere." in page_of()
    with pytest.raises(NotPossible, match="Nessuno lo segue"):
        remind(placement)


def test_without_a_tutor_who_works_here_it_goes_to_who_proposed(
    django_capture_on_commit_callbacks,
):
    placement = changed(make_running(), promoter_tutor=player("nora"), submitted_by=player("ines"))

    with django_capture_on_commit_callbacks(execute=True):
        remind(placement)

    assert [message.to for message in mail.outbox] == [["ines@example.org"]]


def test_nobody_is_reminded_of_months_that_are_not_over():
    today = timezone.localdate()
    placement = make_running(starts_on=today, ends_on=today + timedelta(days=90))

    with pytest.raises(NotPossible, match="Nessun mese di questo tirocinio è da chiudere"):
        remind(placement)


def test_both_reminders_of_a_placement_are_apart():
    placement = make_running()

    sent = remind(placement)

    assert (sent.reminded_at, sent.registers_reminded_at is None) == (None, False)


def test_a_list_of_many_names_who_follows_each():
    for name in ("Pozzi", "Sala"):
        make_running(make_participation(make_person(last_name=name)))

    assert len(re.findall(rf"<td[^>]*>{player('ines')}<", page_of())) == 2
