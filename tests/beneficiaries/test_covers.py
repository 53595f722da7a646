"""Who covers a colleague has their appointments and dues among their own, on each of the days."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries import actions, mornings
from beneficiaries.models import Appointment, CaseNote, Deadline
from tests.acting import as_user, client_of
from tests.beneficiaries.test_mornings import MONDAY
from tests.house.test_counts import counts, listed
from tests.makers import make_appointment, make_deadline, make_leave, make_person

pytestmark = pytest.mark.django_db
BEHALF, WORDS = "per conto di Marco Bianchi", "Zqtelefonare"


@pytest.fixture
def covered(ines, marco):
    """Marco is away from tomorrow for three days, Ines covers; he has something each day."""
    person = make_person(by=marco, first_name="Loredana", last_name="Cattaneo")
    make_leave(marco, cover=ines, first=1, last=3)
    make_deadline(person, by=marco, text=WORDS)
    for days in range(5):
        make_appointment(person, by=marco, days=days)
    return person


def told(client) -> tuple[bool, bool, int]:
    """Whether home and dues tell of Marco's deadline, and how many appointments the agenda has."""
    home, dues, agenda = (
        html.document_fromstring(client.get(address).content.decode()).xpath("//main")[0]
        for address in ("/", "/scadenze/", "/agenda/")
    )
    marked = [WORDS in page.text_content() and BEHALF in page.text_content()
              for page in (home, dues)]  # fmt: skip
    return *marked, len(agenda.xpath(".//ul[@class='pc-agenda']/li"))


def test_on_the_first_day_and_the_last_and_not_before_or_after(covered, ines):
    now, found = timezone.now(), {}
    for days in (0, 1, 3, 4):
        with time_machine.travel(now + timedelta(days=days)):
            found[days] = told(client_of(ines))

    assert found == {
        0: (False, False, 0),
        1: (True, True, 1),
        3: (True, True, 1),
        4: (False, False, 0),
    }
    # Of a week each day has what is covered on it.
    first, after = timezone.localdate() + timedelta(days=3), timezone.localdate() + timedelta(4)
    days = [
        client_of(ines).get(f"/agenda/?giorno={day}").content.decode().count("Colloquio")
        for day in (first, after)
    ]
    assert days == [1, 0]


def test_each_count_of_the_home_is_the_list_it_opens(covered, ines, marco):
    make_deadline(covered, by=ines)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client = client_of(ines)
        found = dict(counts(client))
        near = {when: found[f"/scadenze/?quando={when}"] for when in ("oggi", "ritardo")}

        assert near == {"oggi": 1, "ritardo": 3}
        assert {when: listed(client, f"/scadenze/?quando={when}") for when in near} == near
        # A colleague's own list stays theirs, and the cover's is the cover's for who coordinates.
        assert listed(client, f"/scadenze/?di={marco.pk}&quando=ritardo") == 2
        assert listed(client_of(marco), f"/scadenze/?di={ines.pk}&quando=ritardo") == 1


def test_whoever_covers_acts_in_their_own_name(covered, ines):
    with as_user(ines):
        deadline, meeting = Deadline.objects.get(), Appointment.objects.order_by("starts_at")[0]
    client = client_of(ines)

    client.post(reverse("beneficiaries:tick_deadline", args=[deadline.pk]), {"verb": "done"})
    client.post(
        reverse("beneficiaries:write_note", args=[covered.pk]),
        {
            "kind": "INTERVIEW", "text": "Vista al posto di Marco.", "minutes": "45",
            "happened_on": "oggi", "visibility": "AGENCY", "appointment": str(meeting.pk),
        },
    )  # fmt: skip

    with as_user(ines):
        meeting.refresh_from_db()
        assert Deadline.objects.get().done_by == ines
        assert (meeting.state, CaseNote.objects.get().author) == ("HELD", ines)


def test_person_team_and_home_say_who_is_away_and_who_covers(covered, ines, marco, nora):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        person = client_of(ines).get(f"/persone/{covered.pk}/").content.decode()
        team = [client_of(marco).get("/persone/gruppo/").content.decode()]
        home = client_of(marco).get("/").content.decode()
        make_leave(ines, by=marco, last=1)
        team.append(client_of(marco).get("/persone/gruppo/").content.decode())

    assert "copre Ines Molteni" in person
    assert "Oggi risulti assente" in home
    assert ["copre Ines Molteni" in page for page in team] == [True, False]
    assert ["pc-badge--stop" in page for page in team] == [False, True]
    assert "anche Ines Molteni oggi non c’è" in team[1]
    for address in ("/", "/agenda/", "/scadenze/", "/enti/assenze/", "/persone/gruppo/"):
        assert "Marco Bianchi" not in client_of(nora).get(address).content.decode()


def test_who_coordinates_and_covers_reads_how_much_of_it_is_how_near(ines, marco):
    make_leave(ines, cover=marco)
    for days in (-1, 0, 0):
        make_deadline(days=days)
    client = client_of(marco)

    page = html.document_fromstring(client.get("/").content.decode())
    links = page.xpath("//*[@id='assenze']//a[contains(@href, 'quando')]")
    told = {link.get("href"): link.text.split()[-1] for link in links}

    assert sorted(told.values()) == ["1", "2"]
    assert {url: str(listed(client, url)) for url in told} == told


def test_the_message_of_the_morning_counts_what_one_covers(covered, ines):
    with as_user(ines) as user:
        actions.choose_mail(True, by=user, at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        mornings.send_all(today=MONDAY)

    [letter] = mail.outbox
    assert "Di queste, per chi copri: 3 cose" in letter.body
    assert "Marco" not in letter.body


def test_the_pages_ask_no_more_for_it(covered, ines, statements_of):
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        client = client_of(ines)
        asked = {url: len(statements_of(client, url)) for url in
                 ("/scadenze/", "/agenda/", f"/persone/{covered.pk}/")}  # fmt: skip

    assert max(asked.values()) <= 12, asked
