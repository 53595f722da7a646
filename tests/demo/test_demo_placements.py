"""The sixty placements of the demo as planned: every state, no term broken, the hard cases."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.period import months_after
from core.reference.identifiers import read_identifier
from placements.enums import BEGUN, PLACED, PlacementKind, PlacementState
from placements.terms import terms_for
from projects.enums import ExitReason
from reporting.demo.attending import marks_of
from reporting.demo.bodies import ENDS_ON, STARTS_ON, holders_of
from reporting.demo.following import outcomes
from reporting.demo.hosts import HOSTS
from reporting.demo.loading import places
from reporting.demo.placing import Placing
from reporting.demo.plan import Record
from reporting.demo.scenario import scenario
from reporting.demo.sixty import placings

TODAY = date(2026, 1, 1)
FEBRUARY = date(2021, 2, 1)


@pytest.fixture
def records(db) -> list[Record]:
    """Every record of the demo."""
    return scenario(places())


@pytest.fixture
def plans(records) -> list[Placing]:
    """Every placement of the demo."""
    return placings(records)


def test_there_are_sixty_in_every_state(plans):
    assert Counter(one.kind for one in plans) == {
        PlacementKind.INCLUSION: 41,
        PlacementKind.EXTRACURRICULAR: 15,
        PlacementKind.WORK_GRANT: 4,
    }
    assert Counter(one.state for one in plans) == {
        PlacementState.DRAFT: 1,
        PlacementState.SUBMITTED: 4,
        PlacementState.CHANGES: 2,
        PlacementState.APPROVED: 3,
        PlacementState.SIGNED: 2,
        PlacementState.RUNNING: 8,
        PlacementState.SUSPENDED: 2,
        PlacementState.ENDED: 31,
        PlacementState.BROKEN_OFF: 4,
        PlacementState.REFUSED: 2,
        PlacementState.WITHDRAWN: 1,
    }


def test_days_lie_in_the_project_and_in_the_participation(plans):
    for one in plans:
        first = one.stay.back_on or one.stay.entry_on
        assert STARTS_ON <= first < one.starts_on < one.ends_on <= ENDS_ON
        assert one.starts_on.weekday() == 0
        if one.stay.exit_on and not one.stay.back_on:
            assert one.last_day <= one.stay.exit_on or one.state == PlacementState.REFUSED


def test_nobody_is_placed_twice_and_no_tutor_follows_more_than_three(plans):
    assert len({id(one.record) for one in plans}) == len(plans)
    for one in plans:
        there = [
            other
            for other in plans
            if other.tutor == one.tutor and other.starts_on <= one.starts_on <= other.ends_on
        ]
        assert len(there) <= 3


def test_hosts_have_no_more_extracurricular_trainees_than_their_employees_allow(plans):
    extra = [one for one in plans if one.kind == PlacementKind.EXTRACURRICULAR]
    for one in extra:
        terms = terms_for(one.kind, one.starts_on)
        there = [
            other
            for other in extra
            if other.host == one.host and other.starts_on <= one.starts_on <= other.ends_on
        ]
        assert len(there) <= terms.host_limit(one.host.employees)
        assert months_after(one.starts_on, 2) <= one.ends_on + timedelta(days=1)
        assert one.ends_on < months_after(one.starts_on, 6)


def test_hosts_are_of_every_size_and_their_codes_are_formally_right():
    assert {host.employees for host in HOSTS} == {0, 5, 6, 14, 20, 21, 40}
    assert sum(host.is_public for host in HOSTS) == 2
    assert len({host.tax_code for host in HOSTS}) == len(HOSTS) == 20
    for host in HOSTS:
        assert read_identifier(host.tax_code, today=TODAY).code == host.tax_code
        assert holders_of(host.agency, "COORDINATOR")


def test_work_grants_stand_in_four_states_and_one_of_them_is_attended(plans):
    grants = [one for one in plans if one.kind == PlacementKind.WORK_GRANT]

    assert Counter(one.state for one in grants) == {
        PlacementState.SUBMITTED: 1,
        PlacementState.APPROVED: 1,
        PlacementState.SIGNED: 1,
        PlacementState.RUNNING: 1,
    }


def test_hosts_that_offer_places_never_have_more_people_than_that(plans):
    limited = {host.name: host.places for host in HOSTS if host.places is not None}
    most = {
        name: max(
            sum(other.host == one.host and other.starts_on <= one.starts_on <= other.ends_on
                for other in placed)
            for one in placed
            if one.host.name == name
        )
        for name in limited
        if (placed := [one for one in plans if one.state in (*PLACED, *BEGUN)])
    }  # fmt: skip

    assert len(limited) == 5
    assert all(most[name] <= places for name, places in limited.items())
    # At two of them the last place is taken.
    assert sum(most[name] == places for name, places in limited.items()) == 2


def test_february_has_a_month_of_79_9_one_of_80_and_one_of_40_per_cent(plans):
    # Twenty days of five hours: 100 hours.
    planned = {
        FEBRUARY + timedelta(days=number): 300
        for number in range(28)
        if (FEBRUARY + timedelta(days=number)).weekday() < 5
    }
    cases = {minutes: one for one in plans for month, minutes in one.attends if month == FEBRUARY}

    assert set(cases) == {4794, 4800, 2400}
    for minutes, one in cases.items():
        assert one.schedule == [300, 300, 300, 300, 300, 0, 0]
        assert one.allowance == Decimal("500.00")
        marks = marks_of(one, FEBRUARY, planned)
        assert sum(mark.minutes for mark in marks.values()) == minutes
    assert cases[4794].kind == cases[4800].kind == PlacementKind.INCLUSION
    assert cases[2400].kind == PlacementKind.EXTRACURRICULAR


def test_one_goes_beyond_twenty_four_months_attested_and_one_may_not(plans):
    long = [one for one in plans if one.months_elsewhere]

    assert [(one.state, one.attestation_on is not None) for one in long] == [
        (PlacementState.ENDED, True),
        (PlacementState.CHANGES, False),
    ]
    for one in long:
        # Months elsewhere and those from the first day to the last.
        last = months_after(one.starts_on, 24 - one.months_elsewhere)
        assert one.ends_on >= last


def test_one_of_those_under_way_was_extended_by_a_month(plans):
    extended = [(one.state, one.extended_from, one.ends_on) for one in plans if one.extended_from]

    assert extended == [("RUNNING", date(2022, 2, 28), date(2022, 3, 31))]


def test_most_exits_have_a_result_and_a_follow_up_and_some_lack_one(records):
    found = outcomes(records).values()
    left = [stay for record in records for stay in record.stays if stay.exit_on]
    results = [one.result for one in found if one.result]

    assert len(found) == len([stay for stay in left if not stay.back_on])
    assert 0.75 < len(results) / len(found) < 0.97
    assert 0.6 < sum(one.follow_up is not None for one in found) / len(found) < 0.9
    # Each of the common immediate results occurs.
    assert any(one.in_training for one in results)
    assert any(one.gained_qualification for one in results)
    assert {one.work for one in results} == {"NOT_WORKING", "EMPLOYED", "SELF_EMPLOYED"}
    assert any(one.searches_job for one in results)


def test_one_was_found_on_the_28th_day_and_one_only_on_the_29th(records):
    exits = {(id(record), stay.project): stay for record in records for stay in record.stays}
    found = outcomes(records)
    late = [(key, one) for key, one in found.items() if one.too_late]
    last = [
        key
        for key, one in found.items()
        if one.result and one.result.on == exits[key].exit_on + timedelta(days=28)
    ]

    assert len(last) == 1
    assert exits[last[0]].reason == ExitReason.JOB_FOUND
    [(key, one)] = late
    assert one.result is None
    assert one.too_late.on == exits[key].exit_on + timedelta(days=29)
