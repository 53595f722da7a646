"""Deadlines by hand: written, ticked and unticked, put off, corrected; among the dues."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from agencies.models import Membership
from beneficiaries import actions
from beneficiaries.models import Deadline
from tests import stage
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_appointment, make_deadline, make_person

pytestmark = pytest.mark.django_db
DUES = "/scadenze/"


def url(name: str, *arguments) -> str:
    return reverse(f"beneficiaries:{name}", args=arguments)


def rows(client, address: str = DUES) -> list[tuple[str, bool]]:
    """The words of each due of a page, and whether it is ticked."""
    page = html.document_fromstring(client.get(address).content.decode())
    found = page.xpath("//main//ul[contains(@class, 'pc-tasks')]/li")
    return [
        (" ".join(one.xpath("./div//a")[0].text.split()), one.get("class") == "is-done")
        for one in found
    ]


def read(made: Deadline) -> Deadline:
    with as_user(player("ines")):
        return Deadline.objects.get(pk=made.pk)


def today_and(days: int):
    return timezone.localdate() + timedelta(days=days)


def test_a_deadline_is_written_and_stands_among_the_dues(ines):
    person = make_person()
    client = client_of(ines)
    told = {"text": "Rinnovo ISEE", "day": today_and(7).isoformat(), "worker": ines.pk}

    answer = client.post(url("add_deadline", person.pk), told)

    assert answer["Location"] == url("show", person.pk)
    assert rows(client) == [("Rinnovo ISEE", False)]
    assert ("Rinnovo ISEE", False) in rows(client, url("show", person.pk))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "Scrivi che cosa c’è da fare"),
        ({"text": "x" * 161}, "Scrivi al massimo 160 caratteri"),
        ({"day": ""}, "Scegli il giorno"),
        ({"day": "", "other_day": "ieri"}, "Questo giorno è passato"),
        ({"worker": ""}, "Scegli l’operatore"),
    ],
)
def test_what_is_missing_is_said(ines, changed, said):
    told = {"text": "Rinnovo", "day": today_and(1).isoformat(), "worker": ines.pk} | changed

    page = client_of(ines).post(url("add_deadline", make_person().pk), told)

    assert said in page.content.decode()
    with as_user(ines):
        assert Deadline.objects.count() == 0


def test_it_is_told_to_whose_it_is(ines, marco):
    make_deadline(worker=marco, text="Di Marco")
    make_deadline(text="Di Ines")

    assert rows(client_of(ines)) == [("Di Ines", False)]
    assert rows(client_of(marco), f"{DUES}?di=me") == [("Di Marco", False)]
    assert {words for words, _done in rows(client_of(marco))} == {"Di Marco", "Di Ines"}


def test_what_belongs_to_who_left_is_nobodys(marco):
    make_deadline(text="Di chi è andata via")
    with stage.owner_hands() as alias:
        seats = Membership.objects.using(alias).filter(user__email="ines@example.org")
        seats.update(valid_to=today_and(-1))

    found = rows(client_of(marco), f"{DUES}?di=nessuno")

    with stage.owner_hands() as alias:
        Membership.objects.using(alias).filter(user__email="ines@example.org").update(valid_to=None)
    assert found == [("Di chi è andata via", False)]


@pytest.mark.parametrize("address", ["/", DUES, f"{DUES}?quando=oggi"])
def test_a_tick_and_its_undo_stay_on_the_page(ines, address):
    made = make_deadline(text="Richiamare")
    client, tick = client_of(ines), url("tick_deadline", made.pk)

    ticked = client.post(tick, {"verb": "done", "back": address})
    assert (ticked["Location"], rows(client, address)) == (address, [("Richiamare", True)])
    assert (read(made).done_by, read(made).done_at is not None) == (ines, True)
    client.post(tick, {"verb": "undo", "back": address})

    assert rows(client, address) == [("Richiamare", False)]
    assert read(made).done_by is None


def test_what_is_ticked_counts_no_more(ines):
    made = make_deadline()
    make_deadline()
    with as_user(ines) as user:
        actions.tick_deadline(made, by=user, at=timezone.now())

    page = client_of(ines).get(DUES).content.decode()

    assert '<p class="pc-small pc-muted">1 scadenza</p>' in page


def test_what_was_ticked_yesterday_is_out_of_sight(ines):
    made = make_deadline(days=-1)
    with as_user(ines) as user:
        actions.tick_deadline(made, by=user, at=timezone.now() - timedelta(days=1))

    client = client_of(ines)
    assert rows(client) == []
    assert rows(client, url("show", made.beneficiary_id)) == []


def test_ticked_twice_it_keeps_the_first_hand(ines, marco):
    made = make_deadline()
    for who in (ines, marco):
        with as_user(who) as user:
            actions.tick_deadline(made, by=user, at=timezone.now())

    assert read(made).done_by == ines


@pytest.mark.parametrize(("days", "lands"), [("1", 1), ("7", 7)])
def test_it_is_put_off_from_today(ines, days, lands):
    made = make_deadline(days=-5)

    answer = client_of(ines).post(url("put_off_deadline", made.pk), {"days": days, "back": "/"})

    assert (answer["Location"], read(made).due_on) == ("/", today_and(lands))


def test_any_other_day_is_chosen_on_its_page(ines):
    made = make_deadline(days=-5)
    client, page = client_of(ines), url("deadline", made.pk)
    shown = client.get(page).context["form"]
    told = {name: shown[name].value() for name in ("text", "worker", "seen")}

    assert client.post(url("put_off_deadline", made.pk), {"days": "x"})["Location"] == page
    client.post(page, told | {"day": "", "other_day": f"{today_and(40):%d/%m/%Y}"})

    assert read(made).due_on == today_and(40)


def test_a_late_one_is_corrected_without_another_day(ines):
    made = make_deadline(days=-5)
    client, page = client_of(ines), url("deadline", made.pk)
    shown = client.get(page).context["form"]
    told = {name: shown[name].value() for name in ("worker", "seen")}

    late = f"{made.due_on:%d/%m/%Y}"
    client.post(page, told | {"text": "Richiamare due volte", "other_day": late})

    assert (read(made).text, read(made).due_on) == ("Richiamare due volte", made.due_on)


def test_two_who_correct_the_same_words_are_told(ines, marco):
    made = make_deadline()
    page = url("deadline", made.pk)
    shown = client_of(ines).get(page).context["form"]
    told = {name: shown[name].value() for name in ("worker", "seen", "day")}

    client_of(marco).post(page, told | {"text": "Di Marco"})
    met = client_of(ines).post(page, told | {"text": "Di Ines"}).content.decode()

    assert "Di Marco" in met
    assert "Di Ines" in met
    assert read(made).text == "Di Marco"


def test_appointments_without_an_outcome_are_dues(ines):
    late, today = make_appointment(days=-2, hour=9), make_appointment(hour=11)
    make_appointment(days=1)

    assert rows(client_of(ines)) == [
        ("Dire com’è andato l’appuntamento delle 9:00 · Colloquio", False),
        ("Appuntamento alle 11:00 · Colloquio", False),
    ]
    page = client_of(ines).get(DUES).content.decode()
    assert page.index(url("appointment", late.pk)) < page.index(url("appointment", today.pk))


@pytest.mark.parametrize("name", ["nora", "sara", "olga", "rita", "dario"])
def test_nobody_else_touches_a_deadline(name):
    made = make_deadline(text="zqscadenza")
    client = client_of(player(name))

    answers = [
        client.get(url("deadline", made.pk)).status_code,
        client.post(url("tick_deadline", made.pk)).status_code,
        client.post(url("put_off_deadline", made.pk), {"days": "1"}).status_code,
    ]

    assert answers == [404, 404, 404]
    assert (read(made).done_at, read(made).due_on) == (None, today_and(0))


def test_no_message_holds_its_words(ines):
    made = make_deadline(text="zqparole")
    client = client_of(ines)

    client.post(url("tick_deadline", made.pk), {"verb": "done"})
    client.post(url("tick_deadline", made.pk), {"verb": "undo"})
    client.post(url("put_off_deadline", made.pk), {"days": "1"})

    kept = str(dict(client.session)) + client.cookies.output()
    assert "zqparole" not in kept
