"""Answers: what the coordinator said to one's proposals and registers, until one acts on it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from placements.actions import decisions, papers, proposals, registers
from placements.enums import NoticeKind
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_host, make_placement, make_register, make_running

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(ines):
    """A proposal of Ines on the coordinator's desk."""
    placement = make_placement(host=make_host())
    with as_user(ines) as user:
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def decided(placement, verb, **told) -> None:
    with as_user(player("marco")) as user:
        verb(placement, by=user, at=timezone.now(), **told)


def answers(who: str = "ines") -> str:
    return client_of(player(who)).get(reverse("placements:answers")).content.decode()


def test_a_proposal_that_nobody_decided_is_no_answer(sent):
    assert "Nessuna risposta in attesa" in answers()


def test_a_proposal_sent_back_waits_until_it_is_sent_again(sent, ines):
    decided(sent, decisions.ask_for_changes, note="Aggiungi gli orari.")

    assert "Aggiungi gli orari." in answers()
    with as_user(ines) as user:
        proposals.submit_placement(sent, by=user, at=timezone.now())
    assert "Nessuna risposta in attesa" in answers()


def test_an_approved_one_waits_until_papers_are_recorded(sent, ines):
    decided(sent, decisions.approve_placement)

    assert "1 risposta" in answers()
    with as_user(ines) as user:
        papers.record_notice(
            sent,
            kind=NoticeKind.START,
            protocol="UL-1",
            sent_on=timezone.localdate(),
            by=user,
            at=timezone.now(),
        )
    assert "Nessuna risposta in attesa" in answers()


def test_a_refused_one_waits_until_its_page_is_opened(sent, ines):
    client = client_of(ines)
    client.get(reverse("placements:show", args=[sent.pk]))
    decided(sent, decisions.refuse_placement, reason="OTHER", note="Non ora.")

    assert "Non ora." in answers()
    client.get(reverse("placements:show", args=[sent.pk]))
    assert "Nessuna risposta in attesa" in answers()


def test_what_one_reopened_oneself_is_no_answer(sent, ines):
    decided(sent, decisions.approve_placement)
    with as_user(ines) as user:
        proposals.reopen_placement(sent, by=user, at=timezone.now())

    assert "Nessuna risposta in attesa" in answers()


def test_a_register_sent_back_waits_until_it_is_closed_again(ines):
    register = make_register(make_running(host=make_host()), state="CLOSED")
    assert "Nessuna risposta in attesa" in answers()

    decided(register, registers.send_back_register, reason="Manca venerdì 5.")

    assert "Manca venerdì 5." in answers()
    with as_user(ines) as user:
        registers.close_register(register, by=user, at=timezone.now())
    assert "Nessuna risposta in attesa" in answers()


@pytest.mark.parametrize("who", ["marco", "sara", "nora"])
def test_an_answer_is_for_who_wrote_or_follows_it(sent, who):
    decided(sent, decisions.ask_for_changes, note="Aggiungi gli orari.")

    assert "Nessuna risposta in attesa" in answers(who)


def test_the_drafts_of_proposals_stand_with_the_others(ines):
    draft = make_placement(host=make_host())

    page = client_of(ines).get(reverse("beneficiaries:drafts")).content.decode()

    assert reverse("placements:edit", args=[draft.pk]) in page
