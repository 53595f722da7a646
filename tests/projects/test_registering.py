"""A person can enter a project while being registered; a refusal undoes both."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from beneficiaries.registering import additions_for
from projects.models import Participation
from tests.cast import COMO
from tests.makers import make_participation, make_person


def form_for(user, **typed):
    (addition,) = [one for one in additions_for(user) if one.name == "projects.enter"]
    data = QueryDict(mutable=True)
    data.update({f"progetto-{name}": value for name, value in typed.items()})
    return addition, addition.form(user, data, {})


def test_a_new_person_enters_at_once(ines, as_user):
    person = make_person(by=ines)

    with as_user(ines) as user:
        addition, form = form_for(user, project=COMO, entry_on="11/01/2021")
        assert form.is_valid()
        addition.act(form, person, user, timezone.now())

        assert Participation.objects.get(beneficiary=person).entry_on == date(2021, 1, 11)


def test_no_project_for_now(ines, as_user):
    with as_user(ines) as user:
        _addition, form = form_for(user, project="", entry_on="")

        assert form.is_valid()


@pytest.mark.parametrize("day", ["", "30/09/2020", "01/04/2022"])
def test_the_day_must_lie_in_the_project(ines, as_user, day):
    with as_user(ines) as user:
        _addition, form = form_for(user, project=COMO, entry_on=day)

        assert "entry_on" in form.errors


def test_a_refusal_is_told(ines, as_user):
    participation = make_participation(by=ines)

    with as_user(ines) as user:
        addition, form = form_for(user, project=COMO, entry_on="11/01/2021")
        assert form.is_valid()
        with pytest.raises(ValidationError, match="partecipa già"):
            addition.act(form, participation.beneficiary, user, timezone.now())
