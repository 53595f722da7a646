"""Dues: what is to be done by a day, whose it is, where it is done; and who may look at whose."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries.due_rows.notices import DAYS_TO_GIVE_NOTICE
from core.audit.models import Reading
from core.dues import When, when_of
from placements.actions import running
from placements.models import AttendanceRegister, MandatoryNotice
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import (
    make_deadline,
    make_exit,
    make_host,
    make_participation,
    make_person,
    make_placement,
    make_register,
    make_running,
)

pytestmark = pytest.mark.django_db
DUES = "/scadenze/"
TUESDAY = date(2021, 6, 15)


def rows(client, address: str = DUES) -> list[tuple[str, str]]:
    """What the page holds: where each due is done, and its words."""
    page = html.document_fromstring(client.get(address).content.decode())
    links = page.xpath("//ul[contains(@class, 'pc-tasks')]/li//a[contains(@class, 'pc-strong')]")
    return [(link.get("href"), " ".join(link.text_content().split())) for link in links]


def today_and(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def brought(state: str, **fields):
    """A proposal of Ines brought to a state, without the coordinator's rules."""
    placement = make_placement(host=make_host(), **fields)
    way = ("SUBMITTED", "APPROVED", "SIGNED")
    with as_user(player("ines")):
        for step in way[: way.index(state) + 1]:
            placement.state = step
            placement.save(update_fields=["state"])
    return placement


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2021, 6, 14), When.LATE),
        (date(2021, 6, 15), When.TODAY),
        (date(2021, 6, 16), When.WEEK),
        (date(2021, 6, 20), When.WEEK),
        (date(2021, 6, 21), When.LATER),
    ],
)
def test_a_week_ends_on_sunday(day, when):
    assert when_of(day, TUESDAY) == when


# --- the sources --------------------------------------------------------------------------------


def test_a_result_is_due_until_the_28th_day_after_the_exit(ines):
    left = make_exit(exit_on=today_and(-28))

    url = reverse("projects:result", args=[left.pk])
    assert [row for row, _words in rows(client_of(ines), f"{DUES}?quando=oggi")] == [url]


def test_a_follow_up_is_due_four_weeks_from_the_day_it_speaks_of(ines):
    left = make_exit(exit_on=today_and(-190))

    found = dict(rows(client_of(ines)))

    assert reverse("projects:follow_up", args=[left.pk]) in found


def test_answers_that_lack_are_due_four_weeks_after_the_entry(ines):
    entered = make_participation(
        make_person(answers={"education_id": None}), entry_on=date(2021, 1, 11)
    )

    found = dict(rows(client_of(ines), f"{DUES}?quando=ritardo"))

    assert reverse("projects:complete", args=[entered.pk]) in found


def test_the_oldest_month_that_is_not_closed_is_due_by_the_tenth_of_the_next(ines):
    placement = make_running(host=make_host())
    make_register(placement, state="CLOSED")

    found = dict(rows(client_of(ines)))

    april = reverse("placements:open_month", args=[placement.pk, "2021-04"])
    assert "Chiudere il registro di aprile 2021" in found[april]


@pytest.mark.parametrize(
    ("closed", "oldest"),
    [((), 3), ((3,), 4), ((3, 4), 5), ((4,), 3), ((3, 5), 4), ((3, 4, 5, 6, 7, 8), None)],
)
def test_a_gap_between_closed_months_is_the_oldest_one(ines, closed, oldest):
    placement = make_running(host=make_host())
    with as_user(ines):
        for month in closed:
            same = {"agency_id": placement.agency_id, "project_id": placement.project_id}
            register = AttendanceRegister.objects.create(
                placement=placement, month=date(2021, month, 1), **same
            )
            register.state = "CLOSED"
            register.save()

    months = [url for url, words in rows(client_of(ines)) if words.startswith("Chiudere")]

    expected = [reverse("placements:open_month", args=[placement.pk, f"2021-0{oldest}"])]
    assert months == (expected if oldest else [])


def test_papers_and_notice_are_due_on_the_eve_of_the_beginning(ines):
    placement = brought("APPROVED", starts_on=today_and(1), ends_on=today_and(90))
    url = reverse("placements:papers", args=[placement.pk])

    assert [row for row, _words in rows(client_of(ines), f"{DUES}?quando=oggi")] == [url, url]


def test_a_signed_placement_with_its_notice_only_begins(ines):
    placement = brought("SIGNED", starts_on=today_and(0), ends_on=today_and(90))
    with as_user(ines):
        MandatoryNotice.objects.create(
            placement=placement,
            agency_id=placement.agency_id,
            project_id=placement.project_id,
            kind="START",
            protocol="UL-1",
            sent_on=today_and(-3),
        )

    found = rows(client_of(ines))

    assert [row for row, _words in found] == [reverse("placements:start", args=[placement.pk])]


def test_an_end_is_told_a_month_before(ines):
    near = make_running(host=make_host(), starts_on=today_and(-5), ends_on=today_and(30))
    make_running(starts_on=today_and(-5), ends_on=today_and(31))

    found = rows(client_of(ines), f"{DUES}?quando=dopo")

    # In the first days of a month, that of the month before is to be closed, too.
    ends = [row for row, _words in found if "/presenze/" not in row]
    assert ends == [reverse("placements:finish", args=[near.pk])]


def test_about_one_person_the_dues_of_everybody_are_one_click_from_the_file(ines, marco, nora):
    person = make_person()
    make_running(make_participation(person), host=make_host())
    make_deadline(person, by=marco, worker=marco, days=2, text="Chiamare il medico")
    make_deadline(make_person(), days=1, text="Di un’altra persona")
    client, address = client_of(ines), f"{DUES}?persona={person.pk}"

    file = client.get(reverse("beneficiaries:show", args=[person.pk])).content.decode()
    told = " · ".join(words for _link, words in rows(client, address))

    assert f'href="{address}"' in file
    assert "Chiamare il medico" in told
    assert "Chiudere il registro di marzo 2021" in told
    assert "Di un’altra persona" not in told
    assert marco.get_full_name() in client.get(address).content.decode()
    assert client_of(nora).get(address).status_code == 404


def test_a_rest_is_looked_at_after_thirty_days(ines):
    placement = make_running(host=make_host(), starts_on=today_and(-50), ends_on=today_and(100))
    with as_user(ines) as user:
        running.suspend_placement(
            placement, starts_on=today_and(-40), reason="Malattia", by=user, at=timezone.now()
        )

    found = dict(rows(client_of(ines), f"{DUES}?quando=ritardo"))

    assert reverse("placements:resume", args=[placement.pk]) in found


# --- whose --------------------------------------------------------------------------------------


@pytest.fixture
def two(ines, marco):
    """A result to find of Ines' and one of Marco's."""
    hers = make_exit()
    his = make_exit(make_participation(make_person(by=marco), by=marco), by=marco)
    return [reverse("projects:result", args=[one.pk]) for one in (hers, his)]


def found(client, query: str = "") -> list[str]:
    """Results among the dues."""
    return [url for url, _words in rows(client, DUES + query) if url.endswith("/esito/")]


def test_a_worker_sees_their_own_or_a_colleague_s_and_never_the_agency_s(two, ines, marco, nora):
    client = client_of(ines)

    assert found(client) == two[:1]
    assert found(client, f"?di={marco.pk}") == two[1:]
    for asked in ("", "nessuno", "tutti", ines.pk, nora.pk, "9" * 30):
        assert found(client, f"?di={asked}") == two[:1]


def test_who_coordinates_sees_the_agency_s_one_worker_s_and_nobody_s(two, ines, marco, dario):
    client = client_of(marco)

    assert sorted(found(client)) == sorted(two)
    assert found(client, f"?di={ines.pk}") == two[:1]
    assert found(client, "?di=me") == two[1:]
    assert found(client, "?di=nessuno") == []
    assert found(client, f"?di={dario.pk}") == []
    assert found(client, "?di=tutti") == []


@pytest.mark.parametrize("who", ["sara", "nora"])
def test_a_partner_and_a_stranger_see_none(two, who):
    assert found(client_of(player(who))) == []


def test_who_was_shown_is_written_down(two, ines):
    client_of(ines).get(DUES)

    with as_user(ines):
        assert Reading.objects.filter(user_id=ines.pk, what="scadenze").count() == 1


def test_what_the_home_shows_of_people_is_written_down(two, ines):
    client_of(ines).get("/")

    with as_user(ines):
        assert Reading.objects.filter(user_id=ines.pk, what="pagina iniziale").count() == 1


def test_a_person_without_the_privacy_notice_is_due_until_it_is_handed_over(ines):
    person = make_person(noticed=False)
    make_person()
    address = reverse("beneficiaries:record_notice", args=[person.pk])
    due = (address, "Informativa non consegnata")
    client, later = client_of(ines), timezone.now() + timedelta(days=DAYS_TO_GIVE_NOTICE + 1)

    before = [one for one in rows(client) if due[1] in one[1]]
    with time_machine.travel(later):
        late = rows(client_of(ines), f"{DUES}?quando={When.LATE}")
    told = {"notice_given_on": f"{timezone.localdate():%d/%m/%Y}", "notice_signed": "on"}
    given = client.post(address, told)

    assert [one[0] for one in before] == [address]
    assert address in [one[0] for one in late]
    assert given.status_code == 302
    assert address not in [one[0] for one in rows(client)]
