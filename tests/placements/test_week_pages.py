"""The page of the week: proposed hours, exceptions, what others wrote, how often it asks."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit.models import Reading
from placements.actions.registers import Mark, save_entries
from placements.models import AttendanceEntry, AttendanceRegister
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_register, make_running

pytestmark = pytest.mark.django_db
# The week of the day it is (conftest.py): 14–18 June 2021.
MONDAY = date(2021, 6, 14)
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def name_of(placement, day: date) -> str:
    return f"ore-{placement.pk}-{day:%Y%m%d}"


def get(client, **asked):
    return client.get(reverse("placements:registers"), asked)


def form_of(page) -> dict[str, str]:
    """What the form of the page sends, untouched."""
    text = page.content.decode()
    fields = dict(re.findall(r'<input[^>]*? name="(ore-[^"]+)" value="([^"]*)"', text))
    (seen,) = re.findall(r'name="visto" value="([^"]*)"', text)
    return fields | {"visto": seen.replace("&quot;", '"')}


def post(client, page, typed: dict[str, str], **asked):
    return client.post(reverse("placements:registers"), form_of(page) | typed | asked)


def marks_of(placement) -> dict[int, tuple[int, str]]:
    """The days written, by number."""
    with as_user(player("ines")):
        rows = AttendanceEntry.objects.filter(register__placement=placement, is_confirmed=True)
        return {row.day.day: (row.minutes, row.absence) for row in rows}


# --- the week -----------------------------------------------------------------------------------


def test_the_week_proposes_the_planned_hours_and_asks_nothing_of_the_future(june, ines):
    placement = make_running()

    page = get(client_of(ines))

    assert name_of(placement, MONDAY) in page.content.decode()
    assert name_of(placement, MONDAY + timedelta(days=3)) not in page.content.decode()
    assert "1 con giorni da confermare" in page.content.decode()
    assert marks_of(placement) == {}


def test_confirming_the_week_writes_the_planned_hours_but_for_the_exceptions(june, ines):
    placement = make_running()
    client = client_of(ines)

    answer = post(
        client,
        get(client),
        {name_of(placement, MONDAY): "M"},
        conferma="settimana",
    )

    assert answer.status_code == 302
    assert marks_of(placement) == {14: (0, "ILLNESS"), 15: (240, ""), 16: (240, "")}


def test_a_phone_confirms_one_day(june, ines):
    placement = make_running()
    client = client_of(ines)

    answer = post(client, get(client), {}, conferma="2021-06-15", giorno="2021-06-15")

    assert "giorno=2021-06-15" in answer["Location"]
    assert marks_of(placement) == {15: (240, "")}


def test_saving_writes_what_was_typed_and_nothing_else(june, ines):
    placement = make_running()
    client = client_of(ines)

    post(client, get(client), {name_of(placement, MONDAY): "3:30"})

    assert marks_of(placement) == {14: (210, "")}


def test_the_choice_of_absences_does_what_the_letter_does(june, ines):
    placement = make_running()
    client = client_of(ines)

    post(client, get(client), {name_of(placement, MONDAY).replace("ore", "assenza"): "INJURY"})

    assert marks_of(placement) == {14: (0, "INJURY")}


def test_a_cell_that_cannot_be_read_keeps_what_was_typed_and_the_rest_is_saved(june, ines):
    placement = make_running()
    client = client_of(ines)
    typed = {name_of(placement, MONDAY): "quattro", name_of(placement, date(2021, 6, 15)): "5"}

    page = post(client, get(client), typed).content.decode()

    assert 'value="quattro"' in page
    assert "lun 14 giu (“quattro”): scrivi le ore" in page
    assert "<title>Errore:" in page
    assert marks_of(placement) == {15: (300, "")}


def test_what_somebody_else_wrote_meanwhile_is_told_and_sent_again_it_gives_way(june, ines):
    placement = make_running()
    client = client_of(ines)
    old = get(client)
    with as_user(player("marco")) as marco:
        from django.utils import timezone

        save_entries(
            {(placement.pk, MONDAY): Mark(absence="ILLNESS")},
            seen={}, by=marco, at=timezone.now(),
        )  # fmt: skip

    told = post(client, old, {name_of(placement, MONDAY): "3"})
    page = told.content.decode()

    assert "intanto un’altra persona ha scritto “Malattia”" in page
    assert form_of(told)[name_of(placement, MONDAY)] == "3"
    assert marks_of(placement) == {14: (0, "ILLNESS")}
    post(client, told, {})
    assert marks_of(placement) == {14: (180, "")}


def test_a_closed_month_is_only_read(ines):
    register = make_register(state="CLOSED")

    page = get(client_of(ines), settimana="2021-03-01").content.decode()

    assert "Chiuso" in page
    assert f"ore-{register.placement_id}-20210301" not in page


def test_the_week_shows_mine_or_all(june, ines):
    make_running(by=player("marco"))

    client = client_of(ines)

    assert "Nessun tirocinio in questa settimana" in get(client).content.decode()
    assert "1 persona" in get(client, chi="ente").content.decode()


def test_who_accounts_reads_the_week_and_writes_nothing(june, olga):
    placement = make_running()
    client = client_of(olga)

    page = get(client)

    assert name_of(placement, MONDAY) not in page.content.decode()
    assert client.post(reverse("placements:registers"), {}).status_code == 403


def test_each_person_of_the_week_is_written_down_as_read(june, ines):
    placements = [make_running() for _number in range(3)]

    get(client_of(ines))

    with as_user(ines):
        read = set(Reading.objects.values_list("person_id", flat=True))
    assert {one.beneficiary_id for one in placements} <= read


@pytest.mark.parametrize("asked", ["2021-99-99", "0001-01-01", "9999-12-31", "domani", "\x00"])
def test_a_week_that_is_none_is_this_week(june, ines, asked):
    assert get(client_of(ines), settimana=asked, page=asked, giorno=asked).status_code == 200


def test_the_week_asks_as_often_for_twenty_people_as_for_one(june, ines):
    client = client_of(ines)
    make_running()
    counted = []
    for _round in range(2):
        get(client)
        with CaptureQueriesContext(connection) as asked:
            get(client)
        counted.append(len([one for one in asked if not one["sql"].startswith(UNCOUNTED)]))
        for _number in range(19 if not counted[1:] else 0):
            make_running()

    assert counted[0] == counted[1]
    assert counted[1] <= 12


def save_week(client, **asked) -> list[str]:
    """Confirm a week as a browser does; the statements of it that are counted."""
    page = get(client, settimana="2021-03-01")
    (once,) = re.findall(r'name="once" value="([^"]+)"', page.content.decode())
    with CaptureQueriesContext(connection) as sent:
        post(client, page, {}, settimana="2021-03-01", once=once, **asked)
    # Who is asking is told to the database before and after each request, and not counted.
    return [
        one["sql"]
        for one in sent
        if not one["sql"].startswith(UNCOUNTED) and "app.user" not in one["sql"]
    ]


def test_the_first_save_of_a_month_opens_twenty_registers_in_few_statements(ines):
    placements = [make_running() for _number in range(20)]

    counted = save_week(client_of(ines), conferma="settimana")

    assert [len(marks_of(one)) for one in placements] == [5] * 20
    assert len(counted) <= 12, "\n".join(one[:90] for one in counted)


def test_a_later_save_asks_no_more_than_the_first(ines):
    placements = [make_running() for _number in range(20)]
    with as_user(ines):
        AttendanceRegister.objects.bulk_create(
            AttendanceRegister(
                placement=one, month=date(2021, 3, 1), agency_id=one.agency_id,
                project_id=one.project_id,
            )
            for one in placements[:10]
        )  # fmt: skip
    client = client_of(ines)

    some_open = save_week(client, conferma="2021-03-01")
    all_open = save_week(client, conferma="settimana")

    assert [len(some_open), len(all_open)] == [12, 11]
    assert [len(marks_of(one)) for one in placements] == [5] * 20
