"""Approve, ask for changes, refuse; and fifty approvals at once on a host's last place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Thread
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from core.workflow import WrongStep
from placements.actions import decisions, proposals
from placements.actions.refusals import NotPossible
from placements.enums import PlacementKind, RefusalReason
from placements.models import HostOrganisation, HostTutor, Placement
from tests.acting import as_user
from tests.cast import player
from tests.makers import make_host, make_participation, make_person, make_placement

pytestmark = pytest.mark.django_db
EXTRACURRICULAR = {"kind": PlacementKind.EXTRACURRICULAR, "eqf_level": 3}


def make_submitted(host=None, **fields):
    """A proposal Ines has sent, of a person of its own."""
    placement = make_placement(make_participation(make_person()), host=host, **fields)
    with as_user(player("ines")) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def approve(placement, by, **more):
    with as_user(by) as user:
        return decisions.approve_placement(placement, by=user, at=timezone.now(), **more)


def state_of(placement):
    with as_user(player("marco")):
        return Placement.objects.get(pk=placement.pk)


def change_host(host, **fields):
    with as_user(player("ines")):
        HostOrganisation.objects.filter(pk=host.pk).update(**fields)


# --- the three decisions ------------------------------------------------------------------------


def test_an_approval_says_who_and_when(marco):
    placement = make_submitted()

    approve(placement, marco)

    row = state_of(placement)
    assert (row.state, row.decided_by_id, row.decision_note) == ("APPROVED", marco.pk, "")
    assert row.decided_at is not None


def test_changes_are_asked_with_what_to_change(marco):
    placement = make_submitted()

    with as_user(marco) as user:
        decisions.ask_for_changes(placement, note=" Sposta l’inizio. ", by=user, at=timezone.now())

    row = state_of(placement)
    assert (row.state, row.decision_note, row.decided_by_id) == (
        "CHANGES", "Sposta l’inizio.", marco.pk,
    )  # fmt: skip


def test_a_refusal_has_a_reason_of_the_list_and_words(marco):
    placement = make_submitted()

    with as_user(marco) as user:
        decisions.refuse_placement(
            placement, reason=RefusalReason.NO_BUDGET, note="Spesa esaurita.", by=user,
            at=timezone.now(),
        )  # fmt: skip

    row = state_of(placement)
    assert (row.state, row.refusal_reason, row.decision_note) == (
        "REFUSED", "NO_BUDGET", "Spesa esaurita.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "note", "field"), [("OTHER", "  ", "note"), ("", "Perché no.", "reason")]
)
def test_a_refusal_without_reason_or_words_changes_nothing(marco, reason, note, field):
    placement = make_submitted()

    with as_user(marco) as user, pytest.raises(NotPossible) as refused:
        decisions.refuse_placement(placement, reason=reason, note=note, by=user, at=timezone.now())

    assert refused.value.field == field
    assert state_of(placement).state == "SUBMITTED"


def test_changes_without_words_are_not_asked(marco):
    placement = make_submitted()

    with as_user(marco) as user, pytest.raises(NotPossible, match="deve sapere perché"):
        decisions.ask_for_changes(placement, note="", by=user, at=timezone.now())

    assert state_of(placement).state == "SUBMITTED"


@pytest.mark.parametrize("name", ["ines", "olga", "nora", "rita"])
def test_only_a_coordinator_of_the_agency_decides(name):
    placement = make_submitted()

    with pytest.raises(PermissionDenied):
        approve(placement, player(name))


def test_a_decision_is_taken_once(marco):
    placement = make_submitted()
    approve(placement, marco)

    with pytest.raises(WrongStep):
        approve(placement, marco)


def test_another_version_than_the_one_looked_at_is_not_decided(marco):
    placement = make_submitted()

    with pytest.raises(NotPossible, match="versione 1"):
        approve(placement, marco, version=7)

    assert state_of(placement).state == "SUBMITTED"


# --- what forbids an approval -------------------------------------------------------------------


def test_a_rule_that_blocks_since_it_was_sent_forbids_the_approval(marco):
    host = make_host()
    placement = make_submitted(host)
    change_host(host, liability_until=date(2020, 1, 1))

    with pytest.raises(NotPossible, match="polizza"):
        approve(placement, marco)

    assert state_of(placement).state == "SUBMITTED"


def test_the_limit_by_employees_counts_what_was_approved_meanwhile(marco):
    host = make_host(employees=3)
    first, second = (make_submitted(host, **EXTRACURRICULAR) for _ in range(2))
    approve(first, marco)

    with pytest.raises(NotPossible, match="con 3 dipendenti il limite è 1"):
        approve(second, marco)


def test_the_places_a_host_offers_hold_for_every_kind(marco):
    host = make_host(places_offered=1)
    first, second = (make_submitted(host) for _ in range(2))
    approve(first, marco)

    with pytest.raises(NotPossible, match="offre 1 posto"):
        approve(second, marco)


def test_a_place_is_free_again_on_other_days(marco):
    host = make_host(places_offered=1)
    first = make_submitted(host)
    later = make_submitted(host, starts_on=date(2021, 9, 1), ends_on=date(2021, 12, 31))

    approve(first, marco)
    approve(later, marco)

    assert state_of(later).state == "APPROVED"


def two_of_one_person():
    """Two proposals of one person for the same days, at two hosts, with two tutors; both sent."""
    participation = make_participation()
    sent = []
    for number, name in enumerate(("ines", "marco")):
        host = make_host(tax_code=f"0000000000{number}", name=f"Ospite {number}")
        placement = make_placement(participation, host=host, promoter_tutor=player(name))
        with as_user(player("ines")) as user:
            sent.append(proposals.submit_placement(placement, by=user, at=timezone.now()))
    return sent


def test_a_person_has_one_placement_at_a_time(marco):
    first, second = two_of_one_person()
    approve(first, marco)

    with pytest.raises(NotPossible, match="già in un altro percorso dal 1 mar 2021"):
        approve(second, marco)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_for_one_person_are_told_by_the_database_in_a_sentence():
    marco = player("marco")
    first, second = two_of_one_person()
    told = []

    def other() -> None:
        try:
            approve(second, marco)
        except NotPossible as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    with as_user(marco) as user:
        decisions.approve_placement(first, by=user, at=timezone.now())
        thread = Thread(target=other)
        thread.start()
        # It has counted nothing yet of what is not committed, and waits at its own save.
        wait_for_a_lock()
    thread.join(30)

    assert told == ["La persona ha già un tirocinio in questi giorni."]
    assert state_of(second).state == "SUBMITTED"


def wait_for_a_lock():
    """Wait until somebody waits for what this transaction holds."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_locks where not granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.1)
    raise AssertionError("nobody waits")


# --- fifty at once ------------------------------------------------------------------------------

MANY = 50


def approve_at_once(waiting, coordinator) -> list[str]:
    """Approve each from a thread of its own, all at the same moment; “APPROVED” or why not."""
    together = Barrier(len(waiting), timeout=60)

    def decide(placement) -> str:
        try:
            # Each with a transaction of its own, open before anybody goes.
            with as_user(coordinator) as user:
                together.wait()
                decisions.approve_placement(placement, by=user, at=timezone.now())
            return "APPROVED"
        except NotPossible as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(waiting)) as threads:
        return list(threads.map(decide, waiting))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_approvals_at_once_on_the_last_place_let_one_pass():
    marco = player("marco")
    host = make_host(places_offered=1)
    waiting = [make_submitted(host) for _ in range(MANY)]
    with as_user(marco):
        assert HostTutor.objects.count() == MANY

    answers = approve_at_once(waiting, marco)

    with as_user(marco):
        states = sorted(Placement.objects.values_list("state", flat=True))
    assert states == ["APPROVED", *["SUBMITTED"] * (MANY - 1)]
    assert answers.count("APPROVED") == 1
    assert {one for one in answers if one != "APPROVED"} == {
        "L’ospitante offre 1 posto, e in questi giorni è già occupato."
    }


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_a_host_is_told_so():
    marco, host = player("marco"), make_host()
    placement = make_submitted(host)
    told = []

    def other() -> None:
        try:
            with as_user(marco) as user, connection.cursor() as cursor:
                cursor.execute("set local lock_timeout = '100ms'")
                decisions.approve_placement(placement, by=user, at=timezone.now())
        except NotPossible as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    with as_user(marco):
        HostOrganisation.objects.select_for_update().get(pk=host.pk)
        thread = Thread(target=other)
        thread.start()
        thread.join(30)

    assert told == ["Altri stanno decidendo sullo stesso ospitante: riprova fra poco."]
