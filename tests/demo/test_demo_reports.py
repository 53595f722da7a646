"""The reports of the demo: each as far as it may come, and none in the way of the next one."""

from reporting.demo.bodies import PLANS, holders_of
from reporting.demo.reports import PLANNED
from reporting.enums import FROZEN, ReportState
from reporting.forms import likely_day
from tests.projects.test_deadlines import project


def test_they_stand_in_every_state_that_a_home_tells_apart():
    assert {one.reached for one in PLANNED} == {
        ReportState.READY,
        ReportState.CONFIRMED,
        ReportState.SENT,
    }


def test_each_is_the_lead_s_and_a_second_person_can_confirm_it():
    leads = {plan.code: plan.lead for plan in PLANS}

    for one in PLANNED:
        assert one.lead == leads[one.project]
        assert len(holders_of(one.lead, "REPORTING_OFFICER")) == 2


def test_the_day_that_the_form_proposes_is_still_to_be_asked_for():
    proposed = likely_day(project(6))

    assert not [one for one in PLANNED if one.cut_off == proposed and one.reached in FROZEN]


def test_what_was_sent_before_is_written_before():
    first, *_others = [one for one in PLANNED if one.project == "EL-1"]

    assert first.reached == ReportState.SENT
    assert [one.cut_off for one in PLANNED if one.project == "EL-1"] == sorted(
        one.cut_off for one in PLANNED if one.project == "EL-1"
    )
