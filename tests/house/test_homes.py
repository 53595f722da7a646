"""The home of each role asks the database at most twelve times, whatever waits there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beneficiaries.actions import tick_deadline
from placements.actions import proposals
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import (
    make_appointment,
    make_deadline,
    make_exit,
    make_host,
    make_leave,
    make_participation,
    make_person,
    make_placement,
    make_running,
    make_sent,
)

pytestmark = pytest.mark.django_db
MOST = 12
# Begin and end of the transaction, its context, and what the test's own client asks.
UNCOUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "select set_config",
             "select coalesce(current_setting")  # fmt: skip


@pytest.fixture
def much(ines) -> None:
    """Something in every panel: incomplete records, an exit, placements, a sent report."""
    running = make_participation(make_person(answers={"education_id": None}))
    make_running(running, host=make_host())
    make_exit(make_participation())
    waiting = make_placement(host=make_host(tax_code="00743110157"))
    with as_user(ines) as user:
        proposals.submit_placement(waiting, by=user, at=timezone.now())
    make_sent()
    make_appointment(running.beneficiary, days=-1)
    make_deadline(running.beneficiary)
    ticked = make_deadline(running.beneficiary, text="Portare il curriculum")
    with as_user(ines) as user:
        tick_deadline(ticked, by=user, at=timezone.now())
    make_leave(player("marco"), cover=ines)
    for who in ("ines", "marco"):
        # Whom they have looked at stands on their home.
        client = client_of(player(who))
        client.get(reverse("beneficiaries:show", args=[running.beneficiary_id]))


@pytest.mark.parametrize("who", ["ines", "marco", "olga", "dario", "rita"])
def test_a_home_asks_seldom(who, much):
    client = client_of(player(who))
    client.get("/")

    with CaptureQueriesContext(connection) as captured:
        page = client.get("/").content.decode()

    asked = [one["sql"] for one in captured if not one["sql"].startswith(UNCOUNTED)]
    assert len(asked) <= MOST, "\n".join(asked)
    assert f"Buongiorno, {player(who).first_name}" in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (
            "ines",
            (
                "In ritardo",
                "Oggi",
                "Questa settimana",
                "Bozze",
                "Risposte",
                "Rilevare l’esito",
                "Portare il curriculum",
            ),
        ),
        (
            "marco",
            (
                "Da esaminare",
                "Da firmare",
                "Registri mancanti",
                "Schede incomplete",
                "Scadenze dell’ente",
                "Senza operatore",
            ),
        ),
        ("dario", ("Bozze", "Persone senza operatore", "Utenti attivi", "Ultimi accessi")),
        ("olga", ("Bozze", "Progetti", "Ultimi rendiconti")),
        ("rita", ("Rendiconti inviati", "T1.2022.0012345")),
    ],
)
def test_a_home_shows_what_waits_for_the_role(who, words, much):
    page = client_of(player(who)).get("/").content.decode()

    assert [word for word in words if word not in page] == []
