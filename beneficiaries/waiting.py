"""Which dues whoever asks has put out of their own sight, and what is left in it."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import User
from beneficiaries.models import WaitingDue
from core.dues import Asked, Due, Which, dues, read_dues

MOST = 100


def waiting_of(user: User) -> QuerySet[WaitingDue]:
    """What still waits today, of this user in the seat they act in."""
    mine = WaitingDue.objects.filter(user_id=user.pk, until__gt=timezone.localdate())
    return mine.filter(agency_id=user.acting.agency_id) if user.acting else mine.none()


def mine(user: User, *, when: str = "", which: Which = Which.IN_SIGHT) -> Asked:
    """One's own dues; those put out of sight are not among them, unless asked for."""
    return Asked(of=user.pk, when=when, waiting=waiting_of(user), which=which)


def out_of_sight(request: Any) -> list[Due]:
    """My dues that wait, the first to come back first."""
    rows = dues(request, mine(request.user, which=Which.WAITING))
    return read_dues(rows.order_by("due_until", "due_on")[:MOST])
