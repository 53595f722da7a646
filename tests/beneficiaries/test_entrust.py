"""A person is given to a worker by who coordinates; who followed before stays in the history."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.models import CaseFile, RosterEntry
from core.tenancy import history_of
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_person

pytestmark = pytest.mark.django_db


def give(person, worker, *, by: str):
    with as_user(player(by)) as user:
        case_file = CaseFile.objects.get(beneficiary=person)
        return actions.entrust_case(case_file, worker, by=user, at=timezone.now())


def test_the_coordinator_gives_a_person_to_a_worker(ines, marco):
    person = make_person(by=ines)
    client = client_of(marco)

    page = client.get(reverse("beneficiaries:show", args=[person.pk])).content.decode()
    url = reverse("beneficiaries:entrust", args=[person.pk])
    assert f'href="{url}"' in page
    offered = client.get(url).content.decode()
    told = client.post(url, {"worker": marco.pk}, follow=True).content.decode()

    # Who follows the person already is no choice.
    assert ("Marco Bianchi</option>" in offered, "Ines Molteni</option>" in offered) == (
        True,
        False,
    )
    assert "Da ora la persona è seguita da Marco Bianchi." in told
    with as_user(marco):
        assert CaseFile.objects.get(beneficiary=person).case_manager_id == marco.pk
        assert RosterEntry.objects.get(pk=person.pk).case_manager_id == marco.pk
        events = history_of(CaseFile).objects.filter(beneficiary=person).order_by("pgh_id")
        assert [one.case_manager_id for one in events] == [ines.pk, marco.pk]


def test_a_social_worker_gives_nobody_away(ines, marco):
    person = make_person(by=ines)

    with pytest.raises(PermissionDenied, match="i coordinatori"):
        give(person, marco, by="ines")


@pytest.mark.parametrize("worker", ["nora", "olga", "dario"])
def test_only_who_works_with_people_here_takes_over(worker):
    person = make_person()

    with pytest.raises(actions.NotAWorker):
        give(person, player(worker), by="marco")


def test_who_left_is_not_offered(ines, marco):
    person = make_person(by=marco)
    with as_user(player("dario")):
        Membership.objects.filter(user=ines).update(
            valid_to=timezone.localdate() - timedelta(days=1)
        )

    url = reverse("beneficiaries:entrust", args=[person.pk])
    told = client_of(marco).post(url, {"worker": ines.pk}).content.decode()

    assert "Ines Molteni</option>" not in told
    with as_user(marco):
        assert CaseFile.objects.get(beneficiary=person).case_manager_id == marco.pk
