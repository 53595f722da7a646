"""The end of a placement and its rests do not contradict the hours of its register."""

from datetime import date

import pytest
from django.utils import timezone

from placements.actions import running
from placements.actions.refusals import NotPossible
from placements.days import Mark
from placements.enums import Absence, BreakReason
from placements.models import Placement
from tests.acting import as_user
from tests.makers import make_host, make_register, make_running

pytestmark = pytest.mark.django_db


@pytest.fixture
def attended(ines) -> Placement:
    """March was attended, but on the 30th and 31st the trainee was ill."""
    placement = make_running(host=make_host())
    ill = Mark(absence=Absence.ILLNESS)
    make_register(placement, marks={30: ill, 31: ill})
    return placement


def rest(placement, day, by):
    with as_user(by) as user:
        return running.suspend_placement(
            placement, starts_on=day, reason="malattia", by=user, at=timezone.now()
        )


def end(placement, day, by):
    with as_user(by) as user:
        return running.finish_placement(
            placement, ended_on=day, outcome="", reason=BreakReason.BY_TRAINEE,
            note="Ha scelto altro.", by=user, at=timezone.now(),
        )  # fmt: skip


def test_nobody_has_left_before_their_last_hours(attended, ines):
    with pytest.raises(NotPossible, match="ore fatte fino al 29 mar 2021") as refused:
        end(attended, date(2021, 3, 26), ines)

    assert refused.value.field == "ended_on"
    assert end(attended, date(2021, 3, 29), ines).state == "BROKEN_OFF"


def test_nobody_rests_on_a_day_with_hours(attended, ines):
    with pytest.raises(NotPossible, match="ore fatte fino al 29 mar 2021") as refused:
        rest(attended, date(2021, 3, 29), ines)

    assert refused.value.field == "starts_on"
    assert rest(attended, date(2021, 3, 30), ines).state == "SUSPENDED"
