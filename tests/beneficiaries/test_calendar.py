"""The calendar elsewhere: a secret address, and hours without a person."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.actions.days import hash_of
from beneficiaries.models import Appointment, CalendarFeed
from core.tenancy import Context, Purpose, acting, under_purpose
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment, make_deadline, make_leave, make_person, moment

pytestmark = pytest.mark.django_db
MY_DAY = "/persone/la-mia-giornata/"
CANARY = "Zqcanarino"


def address(user=None) -> str:
    """A new address of this user."""
    with as_user(user or player("ines")) as owner:
        token = actions.make_feed(by=owner, at=timezone.now())
    return reverse("beneficiaries:calendar", args=[token])


def read(url: str) -> Calendar:
    """What a calendar elsewhere reads, with no session."""
    answer = client_of().get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def events(url: str) -> list:
    """The appointments in it."""
    return list(read(url).walk("VEVENT"))


def test_it_tells_hour_and_kind_of_place(ines):
    make_appointment(days=1, hour=15, minutes=45, place_kind="HOME", place="Via Milano 3")

    [event] = events(address())

    assert str(event["SUMMARY"]) == "Appuntamento"
    assert str(event["LOCATION"]) == "A domicilio"
    assert event["DTSTART"].dt == moment(1, 15)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert event["DTSTART"].params["TZID"] == "Europe/Rome"
    assert str(event["STATUS"]) == "CONFIRMED"


def test_it_holds_what_one_covers_on_the_days_one_does(ines, marco):
    for days in (0, 1, 2, 3):
        make_appointment(by=marco, days=days, hour=15)
    make_leave(marco, cover=ines, first=1, last=2)

    told = {event["DTSTART"].dt: str(event["SUMMARY"]) for event in events(address())}

    behalf = "Appuntamento, per conto di un collega"
    assert told == {moment(1, 15): behalf, moment(2, 15): behalf}


def test_no_word_about_a_person_stands_in_it(ines):
    person = make_person(
        first_name=CANARY, last_name=CANARY, alias=CANARY, residence_address=CANARY,
        identifier="RSSMRA80A01F205X", identifier_kind="TAX_CODE",
    )  # fmt: skip
    make_appointment(person, purpose=CANARY, place=CANARY, place_kind="ELSEWHERE")

    said = client_of().get(address()).content.decode()

    assert said.count("BEGIN:VEVENT") == 1
    assert CANARY.lower() not in said.lower().replace("\r\n ", "")
    assert "RSSMRA80A01F205X" not in said
    assert {name for event in Calendar.from_ical(said).walk("VEVENT") for name in event} == {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS", "TRANSP",
        "SEQUENCE", "CLASS",
    }  # fmt: skip


def test_an_open_deadline_is_a_day_without_a_word(ines):
    person = make_person(first_name=CANARY, last_name=CANARY)
    deadline = make_deadline(person, days=3, text=CANARY)
    done = make_deadline(person, days=4, text=CANARY)
    with as_user(ines) as user:
        actions.tick_deadline(done, by=user, at=timezone.now())
    make_deadline(make_person(by=player("marco")), by=player("marco"), days=3)
    url = address()

    [event] = events(url)

    assert str(event["SUMMARY"]) == "Scadenza"
    assert event["DTSTART"].dt == deadline.due_on
    assert event["DTEND"].dt == deadline.due_on + timedelta(days=1)
    assert str(event["UID"]) == str(events(url)[0]["UID"])
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP", "CLASS"}
    assert CANARY not in client_of().get(url).content.decode()


def test_it_is_well_formed(ines):
    make_appointment()

    said = client_of().get(address()).content
    calendar = Calendar.from_ical(said)

    assert said.startswith(b"BEGIN:VCALENDAR\r\n")
    assert said.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in said.split(b"\r\n")) <= 75
    assert (str(calendar["VERSION"]), "PRODID" in calendar) == ("2.0", True)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Rome"]
    assert [error for part in calendar.walk() for error in part.errors] == []


def test_summer_and_winter_keep_the_hour_of_the_wall(ines):
    today = timezone.localdate()
    days = [(date(today.year + (today.month > 6), 7, 1) - today).days,
            (date(today.year + 1, 1, 15) - today).days]  # fmt: skip
    for ahead in days:
        make_appointment(days=ahead, hour=9)

    assert {event["DTSTART"].dt.hour for event in events(address())} == {9}


def test_what_is_cancelled_or_moved_says_so(ines):
    called_off, moved = make_appointment(hour=9), make_appointment(hour=10)
    told = {name: getattr(moved, name) for name in ("minutes", "place_kind", "place", "purpose")}
    with as_user(ines) as user:
        actions.close_appointment(called_off, "cancel", by=user, at=timezone.now())
        meeting = actions.Meeting(starts_at=moment(2, 12), worker=user, **told)
        actions.move_appointment(moved, meeting, by=user, at=timezone.now())

    said = [(str(one["SUMMARY"]), str(one["STATUS"])) for one in events(address())]

    assert said == [
        ("Appuntamento annullato", "CANCELLED"),
        ("Appuntamento spostato", "CANCELLED"),
        ("Appuntamento", "CONFIRMED"),
    ]


def test_an_appointment_keeps_its_name_from_one_reading_to_the_next(ines):
    made = make_appointment()
    url = address()

    first, second = ([str(one["UID"]) for one in events(url)] for _time in range(2))

    assert first == second
    assert str(made.pk) not in first


def test_it_holds_one_s_own_and_no_colleague_s(ines, marco):
    make_appointment(by=marco, hour=9)
    make_appointment(make_person(by=player("nora")), by=player("nora"), hour=10)
    make_appointment(hour=11)

    assert [one["DTSTART"].dt.hour for one in events(address())] == [11]


def test_a_wrong_a_revoked_and_a_renewed_address_are_not_found(ines):
    first = address()
    second = address()
    visitor = client_of()

    assert visitor.get(first).status_code == 404
    assert visitor.get(second).status_code == 200
    client_of(ines).post(MY_DAY, {"verb": "revoke"})
    assert visitor.get(second).status_code == 404
    assert visitor.get(reverse("beneficiaries:calendar", args=["x" * 43])).status_code == 404


def test_who_lost_the_seat_is_read_no_more(ines):
    url = address()
    yesterday = timezone.localdate() - timedelta(days=1)
    with stage.owner_hands() as alias:
        Membership.objects.using(alias).filter(pk=ines.acting.pk).update(valid_to=yesterday)

    assert client_of().get(url).status_code == 404


def test_readings_are_counted(ines):
    url = address()
    for _time in range(2):
        client_of().get(url)

    with as_user(ines):
        assert CalendarFeed.objects.get().read_count == 2
    assert "Letto 2 volte" in client_of(ines).get(MY_DAY).content.decode()


def test_the_address_is_told_once_and_kept_as_a_hash(ines):
    client = client_of(ines)

    page = client.post(MY_DAY, {"verb": "make"}).content.decode()
    again = client.get(MY_DAY).content.decode()

    token = page.split("/persone/calendario/")[1].split(".ics")[0]
    assert len(token) == 43
    assert token not in again
    with as_user(ines):
        assert CalendarFeed.objects.get().token_hash == hash_of(token)
    with connection.cursor() as cursor, as_user(ines):
        cursor.execute("select to_jsonb(t)::text from beneficiaries_calendarfeed t")
        assert token not in cursor.fetchone()[0]


def test_a_colleague_sees_no_address(ines, marco):
    address()

    with as_user(marco):
        assert not CalendarFeed.objects.exists()


def test_the_purpose_shows_addresses_and_nothing_else(ines):
    make_appointment()
    address()

    with under_purpose(Purpose.CALENDAR):
        seen = CalendarFeed.objects.count()
        appointments = Appointment.objects.count()
        changed = CalendarFeed.objects.update(read_count=9)
    with acting(Context()):
        unknown = CalendarFeed.objects.count()

    assert (seen, appointments, changed, unknown) == (1, 0, 0, 0)


def test_after_reading_nothing_of_the_owner_s_context_is_left(ines, nora):
    url = address()
    make_appointment()
    client = client_of(nora)

    client.get(url)

    assert client.get("/agenda/").status_code == 200
    assert "Colloquio" not in client.get("/agenda/").content.decode()
