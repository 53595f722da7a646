"""By when a project accounts for what, as a table."""

from datetime import date

import pytest

from projects.deadlines import next_report, periods_of
from projects.models import Call, Programme, Project

D = date


BEGIN, END = D(2020, 10, 1), D(2022, 3, 31)


def project(every, within=60, starts_on=BEGIN, ends_on=END):
    call = Call(report_every=every, report_within=within)
    return Project(programme=Programme(call=call), starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("every", "starts_on", "ends_on", "periods"),
    [
        (6, D(2020, 10, 1), D(2022, 3, 31), [D(2021, 3, 31), D(2021, 9, 30), D(2022, 3, 31)]),
        (12, D(2020, 10, 1), D(2022, 3, 31), [D(2021, 9, 30), D(2022, 3, 31)]),
        (None, D(2020, 10, 1), D(2022, 3, 31), [D(2022, 3, 31)]),
        # Begun in mid-month, and on a last day that other months have not.
        (6, D(2021, 1, 15), D(2021, 10, 1), [D(2021, 7, 14), D(2021, 10, 1)]),
        (1, D(2021, 1, 31), D(2021, 3, 31), [D(2021, 2, 27), D(2021, 3, 30), D(2021, 3, 31)]),
    ],
)
def test_periods_follow_from_the_call_and_end_with_the_project(every, starts_on, ends_on, periods):
    assert list(periods_of(project(every, starts_on=starts_on, ends_on=ends_on))) == periods


@pytest.mark.parametrize(
    ("sent_until", "period_end", "due_on", "is_final"),
    [
        (None, D(2021, 3, 31), D(2021, 5, 30), False),
        # A day short of the period's end leaves it open; its last day closes it.
        (D(2021, 3, 30), D(2021, 3, 31), D(2021, 5, 30), False),
        (D(2021, 3, 31), D(2021, 9, 30), D(2021, 11, 29), False),
        (D(2021, 9, 30), D(2022, 3, 31), D(2022, 5, 30), True),
    ],
)
def test_the_next_report_is_of_the_first_period_not_sent(sent_until, period_end, due_on, is_final):
    found = next_report(project(6), sent_until)

    assert found is not None
    assert (found.period_end, found.due_on, found.is_final) == (period_end, due_on, is_final)


def test_after_the_last_one_nothing_is_due():
    assert next_report(project(6), D(2022, 3, 31)) is None


def test_it_is_late_from_the_day_after():
    found = next_report(project(None, within=0), None)

    assert found is not None
    assert not found.is_late(D(2022, 3, 31))
    assert found.is_late(D(2022, 4, 1))
