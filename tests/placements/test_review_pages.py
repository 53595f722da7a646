"""The coordinator's desk: the queue, the page one decides on, and what leads there."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from placements.actions import decisions, proposals
from placements.models import HostOrganisation, Placement
from placements.reviewing import changes_between
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_participation, make_person, make_placement

pytestmark = pytest.mark.django_db
MOST = 12
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def url(name, *args):
    return reverse(f"placements:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


def make_waiting(number=0, *, host=None, **fields):
    """A proposal that has waited for so many days."""
    host = host or make_host(tax_code=f"9000000000{number}", name=f"Ospite {number}")
    placement = make_placement(make_participation(make_person()), host=host, **fields)
    with as_user(player("ines")) as user:
        return proposals.submit_placement(
            placement, by=user, at=timezone.now() - timedelta(days=number)
        )


def fresh(placement):
    with as_user(player("marco")):
        return Placement.objects.get(pk=placement.pk)


def block(placement):
    with as_user(player("ines")):
        HostOrganisation.objects.filter(pk=placement.host_id).update(places_offered=0)


# --- the queue ----------------------------------------------------------------------------------


def test_who_has_waited_longest_stands_first(client_of, marco):
    young, old = make_waiting(1), make_waiting(5)

    page = text_of(client_of(marco).get(url("queue")))

    assert page.index(url("review", old.pk)) < page.index(url("review", young.pk))
    assert "Ines Molteni" in page
    assert "2 richieste" in page


def test_drafts_and_decided_ones_do_not_wait(client_of, marco):
    make_placement()
    decided = make_waiting(1)
    with as_user(marco) as user:
        decisions.approve_placement(decided, by=user, at=timezone.now())

    page = text_of(client_of(marco).get(url("queue")))

    assert "Nulla da esaminare" in page


def test_another_agency_s_coordinator_sees_an_empty_desk(client_of, nora):
    placement = make_waiting()
    client = client_of(nora)

    assert "Nulla da esaminare" in text_of(client.get(url("queue")))
    assert client.get(url("review", placement.pk)).status_code == 404


# --- the page -----------------------------------------------------------------------------------


def test_the_page_knows_its_place_and_its_neighbours(client_of, marco):
    third, second, first = (make_waiting(number) for number in (1, 2, 3))

    page = text_of(client_of(marco).get(url("review", second.pk)))

    assert "Da esaminare (3)" in page
    assert "2 di 3" in page
    assert url("review", first.pk) in page
    assert url("review", third.pk) in page


def test_the_decision_comes_before_the_long_list_of_checks(client_of, marco):
    page = text_of(client_of(marco).get(url("review", make_waiting().pk)))

    assert page.index("La tua decisione") < page.index('class="pc-checks"')


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (14, "Inizia prima di oggi, il 14 giu 2021: sono già passati 2 giorni previsti."),
        (15, "Inizia prima di oggi, il 15 giu 2021: è già passato 1 giorno previsto."),
        (16, ""),
    ],
)
def test_days_that_went_by_before_the_approval_are_told(june, client_of, marco, day, words):
    waiting = make_waiting(starts_on=date(2021, 6, day))

    page = text_of(client_of(marco).get(url("review", waiting.pk)))

    assert words in page
    assert ("Inizia prima di oggi" in page) == bool(words)


def test_it_says_what_changed_since_the_version_before(client_of, ines, marco):
    placement = make_waiting(monthly_allowance="450.00")
    with as_user(marco) as user:
        decisions.ask_for_changes(placement, note="Di più.", by=user, at=timezone.now())
    with as_user(ines) as user:
        row = Placement.objects.get(pk=placement.pk)
        row.monthly_allowance = "500.00"
        row.save()
        proposals.submit_placement(row, by=user, at=timezone.now())

    page = text_of(client_of(marco).get(url("review", placement.pk))).replace("\u00a0", " ")

    assert "Che cosa è cambiato dalla versione 1" in page
    changes = page[page.index("Che cosa è cambiato") : page.index("La proposta</h2>")]
    assert "Indennità mensile" in changes
    assert changes.index("450,00 €") < changes.index("500,00 €")
    assert "Obiettivi" not in changes


def test_terms_that_came_or_went_are_changes():
    found = changes_between({"aims": "x", "service": "SerT"}, {"aims": "x", "host": "Bar"})

    assert [(one.label, one.before, one.now) for one in found] == [
        ("Ospitante", "", "Bar"),
        ("Servizio che ha in carico", "SerT", ""),
    ]


def test_a_check_that_blocks_disables_the_approval_and_says_why(client_of, marco):
    placement = make_waiting()
    block(placement)
    client = client_of(marco)

    page = text_of(client.get(url("review", placement.pk)))
    forced = text_of(client.post(url("review", placement.pk), {"verb": "approve", "version": "1"}))

    assert 'disabled aria-describedby="act-approve-why"' in page
    assert "Non si può approvare finché un controllo blocca" in page
    assert "offre 0 posti" in forced
    assert fresh(placement).state == "SUBMITTED"


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"verb": "approve"}, "APPROVED"),
        ({"verb": "ask", "note": "Sposta l’inizio."}, "CHANGES"),
        ({"verb": "refuse", "note": "Non coperta.", "reason": "NO_BUDGET"}, "REFUSED"),
    ],
)
def test_a_decision_leads_to_the_next_that_waits(client_of, marco, told, state):
    following, decided = make_waiting(1), make_waiting(2)

    answer = client_of(marco).post(url("review", decided.pk), told | {"version": "1"})

    assert answer.url == url("review", following.pk)
    assert fresh(decided).state == state


def test_after_the_last_decision_the_desk_is_empty(client_of, marco):
    placement = make_waiting()

    page = client_of(marco).post(url("review", placement.pk), {"verb": "approve"}, follow=True)

    assert "Nulla da esaminare" in text_of(page)
    # The next page shows somebody else: whose it was is said.
    assert f"{placement.beneficiary.full_name} – Tirocinio approvato" in text_of(page)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"verb": "ask", "note": "", "reason": "OTHER"}, "note"),
        ({"verb": "refuse", "note": "Perché no.", "reason": ""}, "reason"),
        ({"verb": "refuse", "note": "", "reason": "OTHER"}, "note"),
    ],
)
def test_what_lacks_is_said_at_its_field_and_nothing_typed_is_lost(client_of, marco, told, field):
    placement = make_waiting()

    page = text_of(client_of(marco).post(url("review", placement.pk), told))

    assert f'href="#id_{field}' in page
    assert told["note"] in page
    assert fresh(placement).state == "SUBMITTED"


def test_a_version_that_came_meanwhile_is_not_decided_unseen(client_of, marco):
    placement = make_waiting()

    page = text_of(
        client_of(marco).post(url("review", placement.pk), {"verb": "approve", "version": "7"})
    )

    assert "Nel frattempo è arrivata la versione 1" in page
    assert fresh(placement).state == "SUBMITTED"


def test_what_a_colleague_decided_leads_to_its_page(client_of, marco):
    placement = make_waiting()
    with as_user(marco) as user:
        decisions.approve_placement(placement, by=user, at=timezone.now())

    for method in ("get", "post"):
        page = getattr(client_of(marco), method)(url("review", placement.pk), follow=True)
        assert "Non è più da esaminare" in text_of(page)


def test_the_page_asks_the_database_seldom(client_of, marco):
    placements = [make_waiting(number, host=None) for number in range(4)]
    with as_user(player("ines")):
        HostOrganisation.objects.update(places_offered=3)
    client, address = client_of(marco), url("review", placements[1].pk)
    client.get(address)

    with CaptureQueriesContext(connection) as caught:
        client.get(address)

    asked = [query["sql"] for query in caught]
    counted = [sql for sql in asked if not sql.startswith(UNCOUNTED) and "_config(" not in sql
               and "current_setting" not in sql]  # fmt: skip
    assert len(counted) <= MOST, "\n".join(sql[:200] for sql in counted)


# --- what leads there ---------------------------------------------------------------------------


def test_the_coordinator_s_home_counts_what_each_list_holds(client_of, marco):
    make_waiting(1)
    approved = make_waiting(2)
    with as_user(marco) as user:
        decisions.approve_placement(approved, by=user, at=timezone.now())

    page = text_of(client_of(marco).get("/"))

    assert f'href="{url("queue")}"' in page
    assert f'href="{url("unsigned")}"' in page
    assert "Scadenze dell’ente" in page


def test_a_social_worker_sees_the_review_as_somebody_else_s(client_of, ines, marco):
    placement = make_waiting()

    hers, his = (text_of(client_of(one).get(url("show", placement.pk))) for one in (ines, marco))

    assert f'href="{url("review", placement.pk)}"' in his
    assert f'href="{url("review", placement.pk)}"' not in hers
    assert "Chi può: i coordinatori dell’ente che segue la persona" in hers
