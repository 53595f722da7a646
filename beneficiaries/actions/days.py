"""Verbs on one's own day: put a due out of sight, open a calendar elsewhere, choose the mail."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.models import CalendarFeed, MorningMail, WaitingDue
from beneficiaries.policy import Can
from core.dues import Due
from core.policy import authorize

# For so many days a due may be put out of sight.
WAITS = (1, 3, 7)
TOKEN_BYTES = 32


class NeverWaits(Exception):
    """What a law or a call says the day of stays in sight; the message is for people."""


# --- dues out of sight ----------------------------------------------------------------------------


@transaction.atomic
def put_out_of_sight(due: Due, days: int, *, by: User, at: datetime) -> WaitingDue:
    """Put a due out of one's own sight for some days; its day and everybody else's list stay."""
    if not due.may_wait or days not in WAITS:
        raise NeverWaits(_("Questa scadenza non si rimanda: il suo giorno lo dice una regola."))
    row, _is_new = WaitingDue.objects.update_or_create(
        **_of_one(due, by),
        defaults={"until": timezone.localdate(at) + timedelta(days=days)},
    )
    return row


@transaction.atomic
def bring_back(due: Due, *, by: User, at: datetime) -> None:
    """Put a due back among one's own before its day."""
    WaitingDue.objects.filter(**_of_one(due, by)).update(until=timezone.localdate(at))


def _of_one(due: Due, by: User) -> dict[str, Any]:
    seat = by.acting
    assert seat is not None  # noqa: S101  why: dues are shown to a seat
    return {
        "user_id": by.pk, "agency_id": seat.agency_id, "source": due.source, "row": due.row,
    }  # fmt: skip


# --- the calendar elsewhere -----------------------------------------------------------------------


def hash_of(token: str) -> str:
    """What is kept of a secret address; random as it is, it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: User, at: datetime) -> str:
    """Make a new secret address for one's appointments, the former one ends; told this once."""
    authorize(by, Can.SEE_AGENDA)
    revoke_feed(by=by, at=at)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: SEE_AGENDA is granted to a seat
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(
        user_id=by.pk,
        seat_id=seat.pk,
        agency_id=seat.agency_id,
        token_hash=hash_of(token),
        made_at=at,
    )
    return token


@transaction.atomic
def revoke_feed(*, by: User, at: datetime) -> bool:
    """End the address of the present seat; False where there was none."""
    seat = by.acting
    assert seat is not None  # noqa: S101  why: SEE_AGENDA is granted to a seat
    open_ones = CalendarFeed.objects.filter(seat_id=seat.pk, revoked_at=None)
    return bool(open_ones.update(revoked_at=at))


def count_reading(feed: CalendarFeed, *, at: datetime) -> None:
    """Count that a calendar elsewhere has read the address; as its owner."""
    CalendarFeed.objects.filter(pk=feed.pk).update(read_count=F("read_count") + 1, last_read_at=at)


# --- the message of the morning -------------------------------------------------------------------


@transaction.atomic
def choose_mail(is_on: bool, *, by: User, at: datetime) -> MorningMail:
    """Switch the message of the morning on or off, for the present seat."""
    authorize(by, Can.SEE_AGENDA)
    seat = by.acting
    assert seat is not None  # noqa: S101  why: SEE_AGENDA is granted to a seat
    row, _is_new = MorningMail.objects.update_or_create(
        user_id=by.pk,
        seat_id=seat.pk,
        agency_id=seat.agency_id,
        defaults={"is_on": is_on, "chosen_at": at},
    )
    return row


def claim_mail(seat_id: int, day: date) -> bool:
    """Write down that the message of this day goes out; False where it has, or is switched off.

    Of two that claim it at once the second waits for the row, and then finds the day in it.
    """
    free = MorningMail.objects.filter(Q(sent_on=None) | Q(sent_on__lt=day), is_on=True)
    return bool(free.filter(seat_id=seat_id).update(sent_on=day))


def give_mail_back(seat_id: int, day: date) -> None:
    """The post refused it: another try may send it."""
    MorningMail.objects.filter(seat_id=seat_id, sent_on=day).update(sent_on=None)
