"""Whose worker can work no more carries a badge until somebody else follows them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership, User
from beneficiaries import actions
from tests import stage
from tests.acting import as_user, client_of
from tests.makers import make_closed, make_person

pytestmark = pytest.mark.django_db
BADGE, NAME = "Senza operatore", "Ines Molteni"


def disabled(user) -> None:
    with stage.owner_hands() as alias:
        User.objects.using(alias).filter(pk=user.pk).update(is_active=False)


def seat_ended(user) -> None:
    with stage.owner_hands() as alias:
        yesterday = timezone.localdate() - timezone.timedelta(days=1)
        Membership.objects.using(alias).filter(user_id=user.pk).update(valid_to=yesterday)


def badges(page: str) -> int:
    main = page.partition("<main")[2]
    return main.count(f"</svg>{BADGE}</span>") or main.count(BADGE)


@pytest.mark.parametrize("leave", [disabled, seat_ended])
def test_list_and_head_tell_it_beside_the_old_name(ines, marco, leave):
    person = make_person(by=ines)
    make_closed(by=ines)
    client, show = client_of(marco), reverse("beneficiaries:show", args=[person.pk])
    for address in (reverse("beneficiaries:list"), show):
        assert "pc-badge--stop" not in client.get(address).content.decode()

    leave(ines)

    for address in (reverse("beneficiaries:list"), show):
        page = client.get(address).content.decode()
        assert page.count("pc-badge--stop") == 1, address
        assert BADGE in page
        assert NAME in page


def test_once_passed_on_it_is_gone(ines, marco):
    person = make_person(by=ines)
    disabled(ines)
    with as_user(marco) as user:
        actions.entrust_case(person.case_files.get(), marco, by=user, at=timezone.now())

    page = client_of(marco).get(reverse("beneficiaries:show", args=[person.pk])).content.decode()

    assert "pc-badge--stop" not in page
