"""The cast and the makers do what they say: an example of each."""

import pytest
from django.db import connection
from django.urls import reverse

from beneficiaries.models import Beneficiary, CaseNote
from core.tenancy import Context, current_context
from projects.models import Participation, Project
from tests.cast import PLAYERS, player
from tests.makers import (
    entry_of,
    make_exit,
    make_note,
    make_participation,
    make_person,
    make_project,
    make_share,
)

pytestmark = pytest.mark.django_db


def test_tests_run_as_the_role_of_production():
    with connection.cursor() as cursor:
        cursor.execute("select session_user, current_user")

        assert cursor.fetchone() == ("percorsi_app", "percorsi_app")


@pytest.mark.parametrize("name", PLAYERS)
def test_each_player_sits_in_their_seat(name):
    user = player(name)

    assert (user.acting.agency.code, user.acting.role) == PLAYERS[name][2:]


def test_nobody_is_asking_until_someone_acts(ines, as_user):
    with as_user(ines):
        assert current_context().user == ines.pk

    assert current_context() == Context()


def test_a_person_is_seen_by_those_in_charge_only(ines, nora, as_user):
    person = make_person(by=ines, first_name="Ada")

    with as_user(ines):
        assert Beneficiary.objects.get().first_name == person.first_name
    with as_user(nora):
        assert Beneficiary.objects.count() == 0


def test_a_note_is_written_in_the_diary(ines, as_user):
    make_note(text="Ha trovato casa.")

    with as_user(ines):
        assert CaseNote.objects.get().text == "Ha trovato casa."


def test_a_participation_begins_and_ends(ines, as_user):
    participation = make_exit(make_participation())

    assert entry_of(participation).esf_status == "UNEMPLOYED"
    with as_user(ines):
        assert Participation.objects.get().exit_reason == "JOB_FOUND"


def test_a_shared_person_is_seen_by_the_other_agency(nora, as_user):
    person = make_person()

    make_share(person, to=nora)

    with as_user(nora):
        assert Beneficiary.objects.get() == person


def test_a_project_is_made_by_the_owner(ines):
    project = make_project(code="EL-2", people_target=7)

    assert Project.objects.get(code="EL-2").people_target == 7
    assert make_participation(project=project).code == "EL-2-0001"


def test_the_stage_is_set_again_after_it():
    assert not Project.objects.filter(code="EL-2").exists()


def test_a_client_acts_in_the_seat_of_its_user(ines, client_of):
    page = client_of(ines).get(reverse("usersessions_list"))

    assert page.status_code == 200
    assert current_context() == Context()


@pytest.mark.django_db(transaction=True)
def test_a_test_may_commit(ines, as_user):
    make_person()

    with as_user(ines):
        assert Beneficiary.objects.count() == 1
