"""Hours of the diary in the timesheet: proposed, taken, typed over; whose they are; one’s month."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from projects.actions import NotPossible, take_from_diary
from projects.diary_hours import my_days
from projects.models import StaffHours
from tests.acting import as_user as acting_as
from tests.cast import COMO, player
from tests.makers import (
    make_hours,
    make_member,
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
)
from tests.projects.money import partner_of, url

pytestmark = pytest.mark.django_db


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
