"""The hours of a plan: what was done for an action, counted where it happened, typed nowhere."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions
from beneficiaries.models import Appointment, CaseNote
from beneficiaries.plan_hours import hour_words
from placements.actions.serving import serve_action
from placements.models import Placement
from tests.acting import as_user, client_of
from tests.beneficiaries.hours_of_plans import (
    TODAY,
    first_line,
    hours,
    make_note_about,
    next_version,
    page,
    plan_url,
    rows,
    told,
)
from tests.cast import player
from tests.makers import (
    make_appointment,
    make_approved,
    make_note,
    make_participation,
    make_person,
    make_register,
    make_running,
    typed_goals,
)

pytestmark = pytest.mark.django_db


def test_hours_are_said_to_the_minute_beside_those_planned():
    assert hour_words(0, 0) == ""
    assert hour_words(0, 6) == "ore fatte: 0\u00a0min su 6\u00a0h previste"
    assert hour_words(565, 0) == "ore fatte: 9\u00a0h 25"
    assert hour_words(60_030, 80) == "ore fatte: 1000\u00a0h 30 su 80\u00a0h previste"


def test_an_action_counts_notes_closed_registers_and_what_was_declared(ines, marco):
    """Curriculum: 45 + 30 reserved to Marco + 45 of an appointment. Traineeship: a closed month."""
    plan = make_approved()
    person, (curriculum, traineeship, course) = plan.beneficiary, rows(plan)
    make_note(person, minutes=45, action_id=curriculum.pk)
    make_note(person, minutes=30, action_id=curriculum.pk, by=marco, visibility="RESERVED")
    make_note(person, minutes=60)
    meeting = make_appointment(person, minutes=45, action_id=curriculum.pk, days=-1)
    make_note_about(meeting, action_id=curriculum.pk)
    placement = make_running(make_participation(person))
    march = make_register(placement, state="CLOSED")
    make_register(placement, month=march.month.replace(month=4))
    with as_user(ines) as user:
        serve_action(placement, traineeship.pk, by=user, at=timezone.now())
        actions.declare_hours(course, 12, source="CPIA di Como", by=user, at=timezone.now())

    # 23 working days of March 2021, of four hours; April is open and counts nothing.
    expected = 23 * 240
    assert hours(plan) == {
        "Scrivere": (120, 0, 120, 2),
        "Cercare": (0, expected, expected, 0),
        "Corso": (0, 0, 720, 0),
    }
    # The sum is the same for who may read the reserved note; the list is not.
    assert hours(plan, "marco")["Scrivere"] == (120, 0, 120, 3)
    body = page("ines", plan_url(plan))
    assert "Ore fatte: 2 h (incontri 2 h)" in told(body)
    assert "Ore fatte: 92 h su 6 h previste · 86 h più del previsto (tirocini 92 h)" in told(body)
    assert "Ore fatte: 12 h su 80 h previste (dichiarate 12 h)" in told(body)
    assert "ore fatte: 106 h su 86 h previste" in told(body)
    assert reverse("placements:show", args=[placement.pk]) in body
    reserved = re.findall(r"#nota-(\d+)", page("marco", plan_url(plan)))
    assert len(reserved) == len(set(reserved)) == 3
    assert len(re.findall(r"#nota-(\d+)", body)) == 2


def test_a_link_goes_on_in_the_next_version_and_an_action_taken_out_is_not_shown(ines):
    plan = make_approved()
    curriculum, traineeship, _course = rows(plan)
    make_note(plan.beneficiary, minutes=45, action_id=curriculum.pk)
    make_note(plan.beneficiary, minutes=30, action_id=traineeship.pk)
    first, _second = typed_goals()
    first = actions.TypedGoal(
        title=first.title,
        line=str(first_line(plan)),
        actions=[
            actions.TypedAction("Riscrivere il curriculum", "PERSON", str(curriculum.line)),
            actions.TypedAction(traineeship.what, "WORKER", str(traineeship.line), is_dropped=True),
        ],
    )

    held = next_version(plan, [first])
    make_note(plan.beneficiary, minutes=20, action_id=rows(held)[0].pk)

    assert hours(held) == {"Riscrivere": (65, 0, 65, 2), "Corso": (0, 0, 0, 0)}
    assert hours(plan)["Cercare"] == (30, 0, 30, 1)


@pytest.mark.parametrize("who", ["nora", "olga", "rita", "dario"])
def test_who_does_not_follow_the_person_is_told_no_hours(who, ines):
    plan = make_approved()
    make_note(plan.beneficiary, minutes=45, action_id=rows(plan)[0].pk)

    line = rows(plan)[0].line
    with as_user(player(who)), connection.cursor() as cursor:
        cursor.execute("select plan_minutes(%s, %s)", [plan.beneficiary_id, line])
        assert cursor.fetchone() == (0,)
    assert client_of(player(who)).get(plan_url(plan)).status_code == 404


def test_nothing_of_one_person_serves_the_plan_of_another(ines):
    """The verbs refuse it in words; what goes past them is refused by the database."""
    action, other = rows(make_approved())[0], make_person()
    meeting, running = make_appointment(other), make_running(make_participation(other))
    note = make_note(other)

    with as_user(ines) as user:
        told = {"by": user, "at": timezone.now()}
        for verb in (
            lambda: actions.write_note(
                CaseNote(kind="PHONE", happened_on=TODAY, text="…", action_id=action.pk),
                other, **told,
            ),
            lambda: actions.correct_note(
                note, {"text": note.text, "action_id": action.pk}, seen={}, **told
            ),
            lambda: serve_action(running, action.pk, **told),
        ):  # fmt: skip
            with pytest.raises(actions.NotTheirAction):
                verb()
        for model, row in ((CaseNote, note), (Appointment, meeting), (Placement, running)):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.filter(pk=row.pk).update(action=action)
