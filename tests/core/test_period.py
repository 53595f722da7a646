"""Periods are half-open; months end where months end; ages are completed years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.period import Period, age_on, months_after, window_of_immediate_results

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2022, 3, 31), -1, date(2022, 2, 28)),
        (date(2022, 12, 15), 1, date(2023, 1, 15)),
        (date(2022, 1, 15), -1, date(2021, 12, 15)),
        (date(2022, 1, 15), 0, date(2022, 1, 15)),
    ],
)
def test_months_after_stops_at_the_end_of_the_month(day, months, expected):
    assert months_after(day, months) == expected


@pytest.mark.parametrize("months", [-24, 120_000])
def test_months_after_refuses_a_day_outside_the_calendar(months):
    with pytest.raises(ValueError, match="calendar"):
        months_after(date(2, 1, 1), months)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(1965, 10, 1), date(2020, 9, 30), 54),
        (date(1965, 10, 1), date(2020, 10, 1), 55),
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2020, 5, 5), date(2020, 5, 5), 0),
        (date(2020, 5, 5), date(2020, 5, 4), -1),
    ],
)
def test_age_is_in_completed_years(birth, day, age):
    assert age_on(birth, day) == age


def test_a_period_holds_its_first_day_and_not_its_end():
    period = Period(date(2022, 1, 1), date(2022, 2, 1))

    assert date(2022, 1, 1) in period
    assert date(2022, 1, 31) in period
    assert date(2022, 2, 1) not in period
    assert (period.last, period.days) == (date(2022, 1, 31), 31)


def test_an_open_period_holds_every_later_day():
    period = Period(date(2022, 1, 1))

    assert date.max in period
    assert (period.last, period.days) == (None, None)


def test_a_period_through_a_day_holds_that_day():
    assert Period.through(date(2022, 1, 1), date(2022, 1, 31)) == Period.of_month(2022, 1)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="end before"):
        Period(date(2022, 1, 2), date(2022, 1, 1))


def test_periods_that_touch_do_not_overlap():
    january, february = Period.of_month(2022, 1), Period.of_month(2022, 2)

    assert not january.overlaps(february)
    assert Period(date(2022, 1, 15)).intersection(january) == Period(
        date(2022, 1, 15), date(2022, 2, 1)
    )


@given(DAYS, st.integers(0, 400), DAYS, st.integers(0, 400))
def test_overlap_is_the_same_from_both_sides(first, length, second, other_length):
    one = Period(first, first + timedelta(length))
    two = Period(second, second + timedelta(other_length))

    assert one.overlaps(two) == two.overlaps(one)
    assert one.intersection(two) == two.intersection(one)


def test_the_window_of_immediate_results_holds_day_28_and_not_day_29():
    window = window_of_immediate_results(date(2022, 3, 1))

    assert date(2022, 3, 29) in window
    assert date(2022, 3, 30) not in window
