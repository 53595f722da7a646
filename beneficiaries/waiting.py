"""Which dues are one's own: less those put out of sight, with those of whom one covers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from agencies.leaves import covered_now
from agencies.models import User
from beneficiaries.models import WaitingDue
from core.dues import Asked, Due, Which, dues, read_dues

MOST = 100


def waiting_of(user: User) -> QuerySet[WaitingDue]:
    """What still waits today, of this user in the seat they act in."""
    mine = WaitingDue.objects.filter(user_id=user.pk, until__gt=timezone.localdate())
    return mine.filter(agency_id=user.acting.agency_id) if user.acting else mine.none()


def mine(user: User, *, when: str = "", which: Which = Which.IN_SIGHT) -> Asked:
    """One's own dues, and today those of whom one covers; not what one put out of sight."""
    hands = (user.pk, *(one.pk for one in covered_now(user)))
    return Asked(of=hands, when=when, waiting=waiting_of(user), which=which)


def out_of_sight(request: Any) -> list[Due]:
    """My dues that wait, the first to come back first."""
    rows = dues(request, mine(request.user, which=Which.WAITING))
    return read_dues(rows.order_by("due_until", "due_on")[:MOST])


def tell_behalf(user: User, found: Iterable[Due]) -> None:
    """Beside each due that is not one's own: for which colleague one does it."""
    covers = covered_now(user)
    for one in found:
        if user.pk not in one.worker_ids:
            one.behalf = ", ".join(other.name for other in covers if other.pk in one.worker_ids)
