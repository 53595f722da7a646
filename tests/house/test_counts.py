"""Every count of a home is the length of the list it opens, for each role; strangers count none."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from beneficiaries.models import PersonalPlan, RosterEntry
from placements.actions import decisions, proposals
from projects.filters import LATE
from tests.acting import as_user, client_of
from tests.cast import player
from tests.house.test_homes import UNCOUNTED
from tests.makers import (
    make_appointment,
    make_approved,
    make_deadline,
    make_exit,
    make_host,
    make_leave,
    make_participation,
    make_person,
    make_placement,
    make_referral,
    make_register,
    make_running,
    make_sent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def work(ines, marco) -> None:
    """Something of each kind: for Ines, for Marco, for nobody."""
    today = timezone.localdate()
    make_running(make_participation(make_person(answers={"education_id": None})), host=make_host())
    ill = make_running(starts_on=today - timedelta(days=9), ends_on=today + timedelta(days=5))
    make_running(starts_on=today - timedelta(days=90), ends_on=today)
    make_running(make_participation(make_person(by=marco), by=marco), by=marco)
    make_exit(make_participation(make_person(by=marco), by=marco), by=marco)
    make_exit()
    make_register(make_running(), state="CLOSED")
    make_placement(host=make_host(tax_code="HOSTX", name="Ospite X"))
    for number, verb in enumerate((None, decisions.approve_placement, decisions.ask_for_changes)):
        _proposal(number, verb, ines, marco)
    make_person(by=marco)
    make_appointment(days=-1)
    make_appointment(by=marco)
    make_leave(marco, cover=ines)
    for days in (-2, 0, 20):
        make_deadline(days=days)
    _leave_alone(ill.beneficiary_id)
    _leave_alone(make_exit().beneficiary_id)


def _proposal(number, verb, ines, marco) -> None:
    sent = make_placement(host=make_host(tax_code=f"HOST{number}", name=f"Ospite {number}"))
    with as_user(ines) as user:
        proposals.submit_placement(sent, by=user, at=timezone.now())
    if verb is not None:
        told = {"note": "Aggiungi gli orari."} if verb is decisions.ask_for_changes else {}
        with as_user(marco) as user:
            verb(sent, by=user, at=timezone.now(), **told)


def _leave_alone(person: int) -> None:
    with as_user(player("ines")):
        RosterEntry.objects.filter(pk=person).update(case_manager_id=None)


def counts(client, address: str = "/") -> list[tuple[str, int]]:
    """The figures and cells of a page that lead to a list: address and number."""
    page = html.document_fromstring(client.get(address).content.decode())
    links = page.xpath("//main//a[@class='pc-figure'] | //main//td[@class='n']/a")
    return [(link.get("href"), int((link.text or "").strip().replace(".", ""))) for link in links]


def listed(client, address: str) -> int:
    """How many rows a list says it holds; where it says nothing, those of its tables."""
    page = html.document_fromstring(client.get(address).content.decode())
    said = page.xpath("//main//*[contains(@class, 'pc-sechead')]/p[contains(@class, 'pc-muted')]")
    if said:
        return int(re.match(r"\d+", said[0].text.strip()).group())
    return len(page.xpath("//main//tbody/tr"))


@pytest.mark.parametrize(("who", "least"), [("ines", 8), ("marco", 18), ("dario", 2)])
def test_each_count_is_the_list_it_opens(work, who, least):
    client = client_of(player(who))

    found = counts(client)

    assert [(url, number) for url, number in found if listed(client, url) != number] == []
    assert len(found) >= least


def test_the_team_counts_by_worker_and_what_nobody_has(work, ines, marco):
    home = counts(client_of(marco))
    results = f"{reverse('projects:results_due')}?manca={LATE}&seguite="

    told = dict(home)
    assert told[f"{results}{ines.pk}"] == 1
    assert told[f"{results}{marco.pk}"] == 1
    assert told[f"{results}nessuno"] == 1


def test_each_number_of_the_team_page_is_the_list_it_opens(work, ines, marco):
    days = timezone.localdate() + timedelta(days=29)
    planned = make_approved(make_person(by=marco), by=marco)
    with as_user(marco):
        PersonalPlan.objects.filter(pk=planned.pk).update(review_on=days)
    client = client_of(marco)
    address = reverse("beneficiaries:team")

    found = counts(client, address)

    assert [(url, number) for url, number in found if listed(client, url) != number] == []
    told = dict(found)
    people = reverse("beneficiaries:list")
    assert told[f"{people}?di={marco.pk}&fase=aperta&progetto=verifica"] == 1
    assert told[f"{people}?di={ines.pk}&fase=aperta&contatto=30"] > 1


def test_the_team_page_asks_as_seldom_as_a_list(work, marco):
    client = client_of(marco)
    client.get(reverse("beneficiaries:team"))

    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("beneficiaries:team"))

    asked = [one["sql"] for one in caught if not one["sql"].startswith(UNCOUNTED)]
    assert len(asked) <= 12


@pytest.mark.parametrize("who", ["sara", "nora", "franco", "piero"])
def test_a_partner_and_a_stranger_count_nothing_of_it(work, who):
    assert counts(client_of(player(who))) in ([], [(reverse("projects:list"), 0)])


# Numbers that count nothing one could list, by what they look like.
NO_COUNTS = {
    "a day": r"\b\d{1,2} (gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*( \d{4})?\b",
    "an hour": r"\b\d{1,2}:\d{2}\b",
    "euros": r"[\d.]+,\d{2} €",
    "a share": r"\d+(,\d+)? %",
    "how late it is": r"\bda [\d.]+ giorn[io]\b",
    "how long a note took": r"^(\d+ h( \d+)?|\d+ min)$",
    "what a project promised": r"^di [\d.]+$",
    "how long the list itself is": r"^([\d.]+–[\d.]+ di )?[\d.]+ (riga|righe|incaric[oh]i?)$",
    "a number of protocol": r"\bprotocollo \S+",
}
KNOWN = re.compile("|".join(NO_COUNTS.values()))


def page_of(client, address: str) -> html.HtmlElement:
    return html.document_fromstring(client.get(address).content.decode())


def said(text: str) -> str:
    return " ".join(text.split())


def unlinked(page: html.HtmlElement) -> list[str]:
    """The texts of a page with a number in them that leads nowhere."""
    texts = page.xpath("//main//text()[not(ancestor::a or ancestor::time)]")
    return [said(text) for text in texts if re.search(r"\d", KNOWN.sub("", said(text)))]


def linked(page: html.HtmlElement) -> list[tuple[str, int]]:
    """The links of a page that are a number, or begin with one: address and number."""
    links = [(link.get("href"), said(link.text_content())) for link in page.xpath("//main//a")]
    found = [
        (url, re.match(r"(?:Tutte e )?([\d.]+)\b", KNOWN.sub("", text))) for url, text in links
    ]
    return [(url, int(one[1].replace(".", ""))) for url, one in found if one]


@pytest.mark.parametrize(
    ("who", "address", "least"),
    [
        ("ines", "/", 14), ("marco", "/", 28), ("dario", "/", 2), ("olga", "/", 2),
        ("rita", "/", 0), ("sara", "/", 0), ("nora", "/", 2), ("franco", "/", 0), ("piero", "/", 0),
        ("marco", "/persone/gruppo/", 14), ("marco", "/enti/utenti/", 0),
        ("dario", "/enti/utenti/", 0),
    ],
)  # fmt: skip
def test_each_number_of_a_home_and_of_the_team_is_a_link_to_as_many(
    work, nora, who, address, least
):
    make_sent()
    make_referral(to=nora)
    client = client_of(player(who))

    page = page_of(client, address)

    assert unlinked(page) == []
    found = linked(page)
    assert [(url, number) for url, number in found if listed(client, url) != number] == []
    assert len(found) >= least


@pytest.mark.parametrize(
    "bare", ["12", "12 persone", "Tutte e 12", "di 12 progetti", "3 mesi fa: 7"]
)
def test_a_number_that_is_no_link_is_found(bare):
    page = html.document_fromstring(f"<main><p>{bare}</p><a href='/'>12</a></main>")

    assert unlinked(page) == [bare]
