"""The hours of the timesheet that come from the diary: typed once, told as days and minutes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from beneficiaries import actions as people
from beneficiaries.models import CaseNote
from core.period import Period
from projects.diary_hours import OUTSIDE, diary_days, hours_of, minutes_by_cell, my_days
from projects.models import Project
from tests.acting import as_user as acting_as
from tests.cast import COMO, player
from tests.makers import (
    make_appointment,
    make_exit,
    make_note,
    make_participation,
    make_person,
)
from tests.projects.diary import (
    QUARTER,
    WORD,
    corrected,
    day,
    enter_another_project,
    group,
    linked,
    note,
    told,
)
from tests.projects.money import MARCH, como, url

pytestmark = pytest.mark.django_db


def one_note():
    note(make_participation().beneficiary, 45, on=3)
    return [(3, 45, 0)]


def two_notes_of_a_day_and_one_without_duration():
    person = make_participation().beneficiary
    note(person, 45, on=3)
    note(person, 30, on=3)
    note(person, None, on=4)
    return [(3, 75, 0)]


def somebody_who_takes_part_in_nothing():
    note(make_person(), 45)
    return []


def before_the_entry_on_the_day_and_after_the_exit():
    participation = make_participation(entry_on=day(5))
    make_exit(participation, exit_on=day(20))
    for on in (4, 5, 20, 21):
        note(participation.beneficiary, 10 + on, on=on)
    return [(5, 15, 0), (20, 30, 0)]


def a_group_of_three_counts_once():
    group([make_participation().beneficiary for _number in range(3)], 90, on=8)
    return [(8, 90, 0)]


def a_group_where_one_alone_takes_part():
    group([make_participation().beneficiary, make_person()], 60, on=8)
    return [(8, 60, 0)]


def a_group_corrected_counts_as_it_is_now():
    first, _second = group([make_participation().beneficiary for _n in range(2)], 90, on=8)
    corrected(first, minutes=120)
    return [(8, 120, 0)]


def a_corrected_note_counts_by_its_last_version():
    corrected(note(make_participation().beneficiary, 30, on=2), minutes=50)
    return [(2, 50, 0)]


def a_reserved_note_counts_like_the_others():
    note(make_participation().beneficiary, 25, on=9, visibility="RESERVED")
    return [(9, 25, 0)]


def somebody_in_two_projects_is_for_a_person_to_decide():
    participation = make_participation()
    enter_another_project(participation.beneficiary)
    note(participation.beneficiary, 40, on=10)
    return [(10, 0, 40)]


def a_colleague_s_note_is_the_colleague_s():
    note(make_participation().beneficiary, 45, on=3, by=player("marco"))
    return []


def held(minutes):
    """An appointment of sixty minutes, and the note that says it was held."""
    person = make_participation().beneficiary
    appointment = make_appointment(person, days=-1, minutes=60)
    on = timezone.localdate(appointment.starts_at)
    told_of = CaseNote(kind="INTERVIEW", happened_on=on, minutes=minutes, text=WORD)
    with acting_as(player("ines")) as ines:
        people.write_note(told_of, person, by=ines, at=timezone.now(), about=appointment)
    return on


@pytest.mark.usefixtures("como_runs")
@pytest.mark.parametrize(("minutes", "counted"), [(50, 50), (None, 60)])
def test_an_appointment_and_its_note_count_once(minutes, counted):
    linked()
    on = held(minutes)

    assert told(Period.through(on, on)) == [(on.day, counted, 0)]


@pytest.mark.parametrize(
    "story",
    [
        one_note,
        two_notes_of_a_day_and_one_without_duration,
        somebody_who_takes_part_in_nothing,
        before_the_entry_on_the_day_and_after_the_exit,
        a_group_of_three_counts_once,
        a_group_where_one_alone_takes_part,
        a_group_corrected_counts_as_it_is_now,
        a_corrected_note_counts_by_its_last_version,
        a_reserved_note_counts_like_the_others,
        somebody_in_two_projects_is_for_a_person_to_decide,
        a_colleague_s_note_is_the_colleague_s,
    ],
)
def test_the_diary_tells_minutes_by_day(story):
    linked()

    expected = story()

    assert told() == expected


def test_a_project_that_is_over_takes_no_hours():
    person = make_participation().beneficiary
    linked()
    last = como().ends_on
    for on in (last, last + timedelta(days=1)):
        make_note(person, minutes=30, happened_on=on, text=WORD)

    assert told(Period.through(last, last + timedelta(days=1))) == [(last.day, 30, 0)]
    with acting_as(player("ines")) as user:
        after = my_days(user, Period.through(last, last + timedelta(days=1)))
        assert [one.minutes for one in after] == [{como().pk: 30}, {OUTSIDE: 30}]


def test_only_days_of_the_contract_count():
    person = make_participation().beneficiary
    linked(valid_from=day(2), valid_to=day(3))
    for on in (1, 2, 3, 4):
        note(person, on, on=on)

    assert told() == [(2, 2, 0), (3, 3, 0)]


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(1, "0.02"), (20, "0.33"), (40, "0.67"), (45, "0.75"), (750, "12.50"), (0, "0.00")],
)
def test_minutes_become_hours_by_one_rounding(minutes, hours):
    assert hours_of(minutes) == Decimal(hours)


def test_a_month_is_summed_before_it_is_rounded():
    linked()
    person = make_participation().beneficiary
    for on in (1, 2, 3):
        note(person, 20, on=on)

    with acting_as(player("olga")):
        ((cell, minutes),) = minutes_by_cell(diary_days(como(), QUARTER)).items()

    # Three times 0.33 would be 0.99.
    assert (cell[1], hours_of(minutes)) == (MARCH, Decimal("1.00"))


# --- who is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["ines", "marco", "dario", "sara", "piero", "nora", "franco", "rita"]
)
def test_nobody_but_the_agency_s_own_officer_is_told(name):
    linked()
    note(make_participation().beneficiary, 45, on=3)

    with acting_as(player(name)):
        found = diary_days(Project.objects.get(code=COMO), QUARTER)

    assert found == []


def test_an_officer_is_told_numbers_and_reads_no_word_and_no_name(client_of, olga):
    member = linked()
    person = make_person(first_name="Zqnome", last_name="Zqcognome")
    make_participation(person)
    written = note(person, 45, on=3, visibility="RESERVED")
    client = client_of(olga)

    pages = [
        client.get(url("hours", COMO, "ascl", da="2021-01")).content.decode(),
        client.get(url("diary_days", COMO, member.pk, "2021-03")).content.decode(),
    ]
    with acting_as(player("olga")), connection.cursor() as cursor:
        cursor.execute("select * from diary_minutes(%s, %s, %s)", [como().pk, day(1), day(30)])
        answered = cursor.fetchall()
        cursor.execute(
            "select * from diary_acts(%s, %s, %s, %s)",
            [player("ines").pk, member.agency_id, day(1), day(30)],
        )
        of_a_worker = cursor.fetchall()
        seen = CaseNote.objects.count()

    assert "dal diario: 0:45" in pages[0]
    assert "45" in pages[1]
    for page in pages:
        assert WORD not in page
        assert "Zqnome" not in page
        assert "Zqcognome" not in page
        assert f"/persone/{person.pk}/" not in page
        assert f"/note/{written.pk}/" not in page
    assert answered == [(member.pk, day(3), 45, 0)]
    assert (of_a_worker, seen) == ([], 0)
