"""Which days are planned: the schedule, less suspensions, holidays and what lies outside."""

from datetime import date

import pytest

from placements.days import is_holiday, planned_days, suspended_days
from placements.models import Placement

MON_TO_FRI = [240, 240, 240, 240, 240, 0, 0]


def placement(**fields) -> Placement:
    """Four hours from Monday to Friday, March to August 2021."""
    told = {"starts_on": date(2021, 3, 1), "ends_on": date(2021, 8, 31), "schedule": MON_TO_FRI}
    return Placement(**told | fields)


def march(one: Placement, **given) -> dict[date, int]:
    """The planned days of March 2021."""
    return planned_days(one, date(2021, 3, 1), date(2021, 3, 31), **given)


def test_a_whole_month_has_its_working_days():
    planned = march(placement())

    assert (len(planned), sum(planned.values())) == (23, 23 * 240)


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"starts_on": date(2021, 3, 15)}, 13),
        ({"ended_on": date(2021, 3, 5)}, 5),
        ({"starts_on": date(2021, 2, 1), "ends_on": date(2021, 3, 2)}, 2),
        ({"schedule": [0, 0, 0, 0, 0, 300, 0]}, 4),
        ({"starts_on": date(2021, 4, 1)}, 0),
        ({"schedule": None}, 0),
    ],
)
def test_days_outside_the_placement_or_the_schedule_are_not_planned(fields, days):
    assert len(march(placement(**fields))) == days


def test_a_suspension_takes_its_days_away_both_ends_included():
    rests = [(date(2021, 3, 10), date(2021, 3, 12))]

    planned = march(placement(), rests=rests)

    assert len(planned) == 20
    assert date(2021, 3, 9) in planned
    assert date(2021, 3, 13) not in planned


def test_a_suspension_without_an_end_lasts():
    assert max(march(placement(), rests=[(date(2021, 3, 10), None)])) == date(2021, 3, 9)


def test_suspended_days_are_calendar_days_inside_the_placement():
    one = placement(starts_on=date(2021, 3, 11))
    rests = [(date(2021, 3, 10), date(2021, 3, 14))]

    days = suspended_days(one, date(2021, 3, 1), date(2021, 3, 31), rests=rests)

    assert [day.day for day in days] == [11, 12, 13, 14]


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2021, 4, 5), True),  # Easter Monday
        (date(2021, 6, 2), True),
        (date(2021, 4, 25), True),
        (date(2021, 12, 8), True),
        (date(2021, 8, 31), False),  # Sant’Abbondio, patron of Como
        (date(2021, 12, 7), False),  # Sant’Ambrogio, patron of Milan
        (date(2021, 3, 19), False),
    ],
)
def test_holidays_of_the_state_rest_and_patron_feasts_do_not(day, rests):
    assert is_holiday(day) is rests
