"""Verbs of a job: ask, claim, keep, progress, finish, fail, cancel.

The row is the truth and the queue only a bell: losing the queue is a delay, a killed worker
is a retry, a message delivered twice finds nothing to do.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.jobs.models import Job, JobState

# Lease and sweep together bound how long a dead worker's job waits: 20 + 30 seconds.
LEASE = timedelta(seconds=20)
# Tries that end with an error, and tries of any end: a job that kills its workers must stop, too.
ATTEMPTS, CLAIMS = 3, 10
log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has the job now, or the asker cancelled it: stop and leave nothing."""


def ask(kind: str, *, key: str, arguments: dict[str, int], by: Any) -> Job:
    """Write the job in the caller's transaction and ring for it on commit.

    The same key while one is open returns that one: two clicks, one job.
    """
    seat = by.acting
    job, is_new = Job.objects.open().get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "arguments": arguments,
            "user_id": by.pk,
            "seat_id": seat.pk,
            "agency_id": seat.agency_id,
        },
    )
    if is_new:
        transaction.on_commit(lambda: ring(job.pk))
    return job


def ring(job_id: int) -> None:
    """Put the id on the queue; if the queue is away, the sweeper rings again later."""
    from core.jobs.tasks import run

    try:
        run.apply_async([job_id], retry=False)
    except Exception as error:
        log.warning("job %s waits for the sweeper: %s", job_id, type(error).__name__)


@transaction.atomic
def claim(job_id: int, *, at: datetime) -> Job | None:
    """Take the job for one lease, or None where somebody has it or it is over."""
    # skip_locked: a second worker with the same message must not wait, only go away.
    forgotten = Job.objects.forgotten(at).filter(pk=job_id).select_for_update(skip_locked=True)
    job = forgotten.first()
    if job is None:
        return None
    job.attempts += 1
    job.state, job.phase, job.percent = JobState.RUNNING, "", 0
    job.lease_until, job.lease_token = at + LEASE, secrets.token_hex(16)
    job.save(update_fields=["attempts", "state", "phase", "percent", "lease_until", "lease_token"])
    return job


def hold(job: Job, *, at: datetime, **progress: Any) -> None:
    """Extend the lease (and write progress); raise LeaseLost where it is no longer ours."""
    held = Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token
    ).update(lease_until=at + LEASE, **progress)
    if not held:
        raise LeaseLost


def finish(job: Job, *, at: datetime) -> None:
    """Mark the job done in the transaction that commits its effect; raise LeaseLost if stolen."""
    done = Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token
    ).update(state=JobState.DONE, percent=100, phase="", error="", lease_until=None, finished_at=at)
    if not done:
        raise LeaseLost


def fail(job: Job, *, at: datetime, error: str, for_good: bool = False) -> bool:
    """Give the job back for another try, or mark it failed for good; True where for good.

    A worker that lost its lease changes nothing: the job is another's now.
    """
    over = for_good or job.attempts >= ATTEMPTS
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
    if over:
        return bool(
            mine.update(state=JobState.FAILED, error=error[:500], lease_until=None, finished_at=at)
        )
    # Wait one lease before the next try.
    mine.update(state=JobState.QUEUED, error=error[:500], lease_until=at + LEASE)
    return False


def cancel(job: Job, *, at: datetime) -> bool:
    """Cancel an open job; the worker notices at its next step. False where it was over."""
    return bool(
        Job.objects.open()
        .filter(pk=job.pk)
        .update(state=JobState.CANCELLED, lease_until=None, finished_at=at)
    )


def forgotten_ids(*, at: datetime) -> list[int]:
    """Jobs to ring for again, oldest first."""
    # A job just asked has its own bell on the way.
    asked_before = at - timedelta(seconds=10)
    return list(
        Job.objects.forgotten(at)
        .filter(asked_at__lt=asked_before)
        .order_by("pk")
        .values_list("pk", flat=True)[:100]
    )


def failure_sentence() -> str:
    """What people read about a job that failed: nothing of its inside."""
    return _("Il lavoro non è riuscito. Puoi chiederlo di nuovo; se si ripete, avvisaci.")


def refusal_sentence() -> str:
    """What people read about a job whose asker may no longer ask for it."""
    return _("Il lavoro non è stato fatto: chi lo ha chiesto non ne ha più il diritto.")


def now() -> datetime:
    """The clock, read at the edge."""
    return timezone.now()
