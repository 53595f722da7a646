"""A proposal that is approved, written again and approved again: what its papers are worth."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from placements.actions import decisions, papers, proposals, reminders
from placements.actions.refusals import NotPossible
from placements.enums import NoticeKind, Paper, Party, PlacementState
from placements.models import MandatoryNotice, Placement
from placements.signing import hinders_start, papers_of, required
from tests.acting import as_user, client_of
from tests.cast import player
from tests.makers import make_placement


def sent(placement, **fields):
    """The proposal with these terms, on the coordinator's desk."""
    with as_user(player("ines")) as user:
        Placement.objects.filter(pk=placement.pk).update(**fields or {"aims": placement.aims})
        return proposals.submit_placement(placement, by=user, at=timezone.now())


def approved(placement, *, at=None):
    with as_user(player("marco")) as user:
        return decisions.approve_placement(placement, by=user, at=at or timezone.now())


def reopened(placement):
    with as_user(player("ines")) as user:
        return proposals.reopen_placement(placement, by=user, at=timezone.now())


def notified(placement, protocol="COB-1"):
    with as_user(player("ines")) as user:
        return papers.record_notice(
            placement, kind=NoticeKind.START, protocol=protocol, sent_on=timezone.localdate(),
            by=user, at=timezone.now(),
        )  # fmt: skip


def signed(placement, on, lines):
    told = [papers.Signed(paper, party, "Chi firma", on) for paper, party in lines]
    with as_user(player("ines")) as user:
        return papers.record_signatures(placement, told, by=user, at=timezone.now())


def hindrances(placement):
    """What keeps it from starting today."""
    with as_user(player("ines")):
        row = Placement.objects.get(pk=placement.pk)
        notice = MandatoryNotice.objects.filter(placement=row).first()
        return hinders_start(row, papers_of(row), notice, timezone.localdate())


@pytest.mark.django_db
def test_a_new_approval_has_had_no_reminder():
    placement = approved(sent(make_placement()))
    with as_user(player("marco")) as user:
        reminders.remind_signatures(placement, link="/firme/", by=user, at=timezone.now())

    again = approved(sent(reopened(placement)))

    assert again.reminded_at is None
    with as_user(player("marco")) as user:
        reminders.remind_signatures(again, link="/firme/", by=user, at=timezone.now())


@pytest.mark.django_db
def test_a_draft_s_paper_is_not_signed():
    now = timezone.now()
    with as_user(player("ines")) as user:
        placement = proposals.submit_placement(
            make_placement(), by=user, at=now - timedelta(days=9)
        )
    placement = approved(placement, at=now - timedelta(days=3))
    today = timezone.localdate()
    line = (Paper.AGREEMENT, Party.HOST)

    with pytest.raises(NotPossible, match="una firma non può essere di prima"):
        signed(placement, today - timedelta(days=4), [line])
    signed(placement, today - timedelta(days=3), [line])


# The moment of a row of history is that of its transaction: these commit each step.


@pytest.mark.django_db(transaction=True)
def test_a_notice_of_another_beginning_does_not_start_it():
    placement = approved(sent(make_placement()))
    notified(placement)
    placement = approved(sent(reopened(placement), starts_on=date(2021, 3, 15)))
    signed(placement, timezone.localdate(), required(placement.kind))
    address = reverse("placements:papers", args=[placement.pk])
    before = hindrances(placement)

    page = client_of(player("ines")).get(address).content.decode()
    notified(placement, "COB-2")

    said = "La comunicazione diceva l’inizio il 1 mar 2021, ora è il 15 mar 2021: va rettificata."
    assert before == [said]
    assert said in page
    assert "Da rettificare" in page
    assert hindrances(placement) == []
    with as_user(player("ines")):
        assert MandatoryNotice.objects.get().protocol == "COB-2"


@pytest.mark.django_db(transaction=True)
def test_a_notice_stays_good_where_the_beginning_stayed():
    placement = approved(sent(make_placement()))
    notified(placement)
    placement = approved(sent(reopened(placement), aims="Altri obiettivi"))

    assert placement.state == PlacementState.APPROVED
    assert not any("comunicazione" in one for one in hindrances(placement))
    with pytest.raises(NotPossible, match="già registrata"):
        notified(placement)
