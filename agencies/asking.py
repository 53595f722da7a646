"""How the clock and the jobs act as the one who asked: with their seat, if they still hold it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone

from agencies.context import enter, seats_of
from agencies.models import User
from core.jobs.models import Job
from core.policy import may


@contextmanager
def acting_for(user_id: int, seat_id: int) -> Iterator[User]:
    """A transaction as this user in this seat; PermissionDenied where they hold it no longer."""
    with transaction.atomic():
        user = User.objects.get(pk=user_id)
        held = [seat for seat in seats_of(user, timezone.localdate()) if seat.pk == seat_id]
        if not held:
            raise PermissionDenied("The asker no longer holds the seat.")
        user.acting = held[0]
        enter(user)
        yield user


@contextmanager
def acting_at(user_id: int, agency_id: int, permission: TextChoices) -> Iterator[User]:
    """The same in whichever seat of the agency has the permission today.

    For what was decided long ago: the seat may have been given anew since.
    """
    with transaction.atomic():
        user = User.objects.get(pk=user_id)
        for seat in seats_of(user, timezone.localdate()):
            user.acting = seat
            if seat.agency_id == agency_id and may(user, permission):
                break
        else:
            raise PermissionDenied("The one who decided may not do it any more.")
        enter(user)
        yield user


@contextmanager
def as_asker(job: Job) -> Iterator[User]:
    """A transaction as the one who asked for the job."""
    with acting_for(job.user_id, job.seat_id) as user:
        yield user
