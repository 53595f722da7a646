"""The hours of the timesheet that come from the diary: typed once, told as days and minutes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beneficiaries import actions as people
from beneficiaries.forms.notes import COLUMNS
from beneficiaries.models import CaseNote
from core.period import Period
from projects.actions import NotPossible, take_from_diary
from projects.diary_hours import diary_days, hours_of, minutes_by_cell, my_days
from projects.models import Participation, Project, StaffHours
from tests.acting import as_user as acting_as
from tests.cast import COMO, ELSEWHERE, player
from tests.makers import (
    make_appointment,
    make_exit,
    make_hours,
    make_member,
    make_note,
    make_participation,
    make_person,
)
from tests.projects.money import MARCH, como, partner_of, url

pytestmark = pytest.mark.django_db
QUARTER = Period(date(2021, 1, 1), date(2021, 4, 1))
WORD = "zqparola"


def enter_another_project(person):
    """A second participation at the same time, straight into the table."""
    with acting_as(player("ines")) as ines:
        Participation.objects.create(
            beneficiary=person,
            project=Project.objects.get(code=ELSEWHERE),
            agency_id=ines.acting.agency_id,
            code="ZQ-2",
            entry_on=date(2021, 1, 1),
        )


def day(number):
    return date(2021, 3, number)


def note(person, minutes, on=1, **fields):
    return make_note(person, minutes=minutes, happened_on=day(on), text=WORD, **fields)


def linked(**fields):
    """Ines as a member of Olga's staff."""
    return make_member(user_id=player("ines").pk, last_name="Molteni", **fields)


def told(period=QUARTER):
    """What the diary tells Olga: day of the month, minutes, minutes between projects."""
    with acting_as(player("olga")):
        return [(one.day.day, one.minutes, one.between) for one in diary_days(como(), period)]


def group(people_of, minutes, on):
    columns = {"kind": "GROUP", "happened_on": day(on), "minutes": minutes, "text": WORD}
    with acting_as(player("ines")) as ines:
        return people.write_group(columns, people_of, by=ines, at=timezone.now())


def corrected(one, **changes):
    seen = {name: getattr(one, name) for name in COLUMNS}
    with acting_as(player("ines")) as ines:
        return people.correct_group(one, {**seen, **changes}, seen=seen, by=ines, at=timezone.now())


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


# --- into the timesheet --------------------------------------------------------------------------


def take():
    with acting_as(player("olga")) as olga:
        return take_from_diary(partner_of(olga), QUARTER, by=olga, at=timezone.now())


def kept():
    with acting_as(player("olga")):
        return {row.month.month: (row.hours, row.diary_minutes) for row in StaffHours.objects.all()}


def test_taking_fills_the_empty_cells_and_leaves_what_was_typed():
    member = linked()
    person = make_participation().beneficiary
    make_note(person, minutes=90, happened_on=date(2021, 2, 10), text=WORD)
    for on in (3, 4):
        note(person, 375, on=on)
    make_hours(member, hours="7", month=date(2021, 2, 1))

    taken = take()

    assert (taken.count, taken.refused) == (1, [])
    assert kept() == {2: (Decimal("7.00"), None), 3: (Decimal("12.50"), 750)}
    assert take().count == 0


def test_more_than_the_contract_is_refused_and_the_rest_is_taken():
    linked(weekly_hours=Decimal(1))
    person = make_participation().beneficiary
    make_note(person, minutes=60, happened_on=date(2021, 2, 10), text=WORD)
    note(person, 700, on=3)

    taken = take()

    assert taken.count == 1
    assert len(taken.refused) == 1
    assert kept() == {2: (Decimal("1.00"), 60)}


def test_the_grid_proposes_takes_and_tells_what_changed(client_of, olga):
    linked()
    written = note(make_participation().beneficiary, 720, on=3)
    client, address = client_of(olga), url("hours", COMO, "ascl", da="2021-01")

    before = client.get(address).content.decode()
    answer = client.post(reverse("projects:take_hours", args=[COMO, "ascl"]) + "?da=2021-01")
    after = client.get(address).content.decode()
    corrected(written, minutes=600)
    changed = client.get(address).content.decode()

    assert answer.url == address
    assert "dal diario: 12:00" in before
    assert "Prendi le ore dal diario" in before
    assert 'value="12"' in after
    assert "Prendi le ore dal diario" not in after
    assert "il diario dice ora 10:00" in changed
    assert 'value="12"' in changed


def test_hours_typed_over_are_typed():
    member = linked()
    note(make_participation().beneficiary, 60, on=3)
    take()

    make_hours(member, hours="3")

    assert kept() == {3: (Decimal("3.00"), None)}


def test_a_lead_s_officer_reads_a_partner_s_hours_without_its_diary(client_of, olga, piero):
    member = make_member(by=piero, user_id=player("sara").pk)
    make_hours(member, by=piero, hours="5")
    person = make_participation(by=player("sara")).beneficiary
    note(person, 45, on=3, by=player("sara"))

    page = client_of(olga).get(url("hours", COMO, "quadrifoglio", da="2021-01"))
    days = client_of(olga).get(url("diary_days", COMO, member.pk, "2021-03"))

    assert page.status_code == 200
    assert "dal diario" not in page.content.decode()
    assert days.status_code == 404


# --- whose hours ---------------------------------------------------------------------------------


def test_a_user_stands_for_one_member_at_a_time():
    linked(valid_to=day(10))

    with pytest.raises(NotPossible):
        linked(valid_from=day(10))
    linked(valid_from=day(11))


def test_the_database_holds_it_too(olga):
    second = linked()
    second.pk = None

    with acting_as(olga), pytest.raises(DatabaseError), transaction.atomic():
        second.save(force_insert=True)


def test_only_who_works_here_is_linked(olga):
    with pytest.raises(NotPossible):
        make_member(user_id=player("sara").pk)

    member = make_member()
    with acting_as(olga), pytest.raises(DatabaseError), transaction.atomic():
        type(member).objects.filter(pk=member.pk).update(user_id=player("sara").pk)


def test_the_form_links_a_worker_of_the_agency(client_of, olga):
    member, client = make_member(), client_of(olga)
    address = url("member", COMO, member.pk)
    form = client.get(address).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}

    names = {label for _value, label in form.fields["user"].choices}
    client.post(address, sent | {"user": str(player("ines").pk), "annual_cost": "34.400,00"})

    with acting_as(olga):
        member.refresh_from_db()
    assert names == {"Nessuno", "Ines Molteni", "Marco Bianchi"}
    assert member.user_id == player("ines").pk


# --- the worker's own month ----------------------------------------------------------------------


def test_my_month_shows_my_minutes_by_day_and_project(client_of, ines):
    person = make_participation().beneficiary
    note(person, 45, on=3)
    note(make_person(), 30, on=3)
    note(person, 90, on=4, by=player("marco"))
    group([person, make_participation().beneficiary], 60, on=5)

    page = client_of(ines).get(reverse("projects:my_month") + "?mese=2021-03")
    paper = client_of(ines).get(reverse("projects:my_month") + "?mese=2021-03&formato=stampa")

    assert page.context["days"] == [(day(3), [45, 30], 75), (day(5), [60, 0], 60)]
    assert (page.context["totals"], page.context["total"]) == ([105, 30], 135)
    assert "Fuori dai progetti" in page.content.decode()
    assert WORD not in page.content.decode()
    assert "Ines Molteni, marzo 2021" in paper.content.decode()


def test_an_act_between_two_projects_is_counted_once_in_my_month(ines, as_user):
    participation = make_participation()
    enter_another_project(participation.beneficiary)
    note(participation.beneficiary, 40, on=10)

    with as_user(ines) as user:
        (one,) = my_days(user, QUARTER)

    assert (one.day, one.minutes, one.total) == (day(10), {None: 40}, 40)
