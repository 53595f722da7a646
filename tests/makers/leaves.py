"""Absences from work."""

from datetime import timedelta

from django.utils import timezone

from agencies import actions
from agencies.models import Leave, User
from tests.acting import as_user
from tests.cast import player


def make_leave(
    worker: User | None = None,
    *,
    cover: User | None = None,
    by: User | None = None,
    first: int = 0,
    last: int = 4,
    note: str = "",
) -> Leave:
    """Ines (or `worker`) away from today for five days, covered by nobody or by `cover`.

    Days are counted from today; one that is over was written when it was not.
    """
    worker = worker or player("ines")
    today, now = timezone.localdate(), timezone.now()
    days = today + timedelta(days=first), today + timedelta(days=last)
    with as_user(by or worker) as user:
        told = actions.Told(worker, *days, cover, note)
        at = min(now, now + timedelta(days=last))
        return actions.write_leave(told, by=user, at=at)
