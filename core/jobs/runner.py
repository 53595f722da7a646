"""Run one job: claim it, keep its lease alive, call the action it names, settle the outcome."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.functional import Promise

from core.jobs import actions
from core.jobs.models import Job
from core.jobs.pulse import Pulse, pulse_of
from core.tenancy import Purpose, under_purpose

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """Tells how far the job is: a phase in words and a percentage of the whole."""

    pulse: Pulse

    def __call__(self, phase: str, percent: int) -> None:
        """Write it at once; raise LeaseLost where the job is no longer ours."""
        self.pulse.tell(phase, percent)


Run = Callable[[Job, Progress], None]


@dataclass(frozen=True)
class Kind:
    """What a kind of job is called and does, and who hears when it fails or is cancelled."""

    label: str | Promise
    run: Run
    # Told when it failed for good, and (inside the asker's transaction) when it was cancelled.
    failed: Callable[[Job], None]
    cancelled: Callable[[Job], None]
    # The page where its outcome stands.
    href: Callable[[Job], str]


_kinds: dict[str, Kind] = {}
# How a job acts as the one who asked; the floor that knows users hands it down.
_asker: list[Callable[[Job], AbstractContextManager[Any]]] = []


def kind(name: str, declared: Kind) -> None:
    """Declare a kind of job."""
    _kinds[name] = declared


def kind_of(job: Job) -> Kind | None:
    """What the job is, or None where its kind is no longer declared."""
    return _kinds.get(job.kind)


def ask_as(opener: Callable[[Job], AbstractContextManager[Any]]) -> None:
    """Hand down the way to act as the asker (rights are checked again at each use)."""
    _asker[:] = [opener]


def as_asker(job: Job) -> AbstractContextManager[Any]:
    """A transaction in the asker's context, as far as their rights still go."""
    return _asker[0](job)


@contextmanager
def reading_as_asker(job: Job) -> Iterator[Any]:
    """The same, but read only, and every question is answered from one moment's data."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Raw, and first: Django has no words for it, and it binds from the first statement on.
            cursor.execute("set transaction isolation level repeatable read, read only")
        with as_asker(job) as user:
            yield user


def run(job_id: int) -> None:
    """Run the job if it is free; whatever happens, the row says what came of it."""
    with under_purpose(Purpose.JOBS):
        job = actions.claim(job_id, at=actions.now())
    if job is None:
        return
    if job.attempts > actions.CLAIMS:
        _settle_failure(job, actions.failure_sentence(), for_good=True)
        return
    try:
        with pulse_of(job) as pulse:
            _kinds[job.kind].run(job, Progress(pulse))
    except actions.LeaseLost:
        log.info("job %s: lease lost or cancelled", job_id)
    except PermissionDenied:
        log.info("job %s: the asker may no longer ask for it", job_id)
        _settle_failure(job, actions.refusal_sentence(), for_good=True)
    except Exception:
        log.exception("job %s failed at attempt %s", job_id, job.attempts)
        _settle_failure(job, actions.failure_sentence(), for_good=False)


def _settle_failure(job: Job, sentence: str, *, for_good: bool) -> None:
    with under_purpose(Purpose.JOBS):
        over = actions.fail(job, at=actions.now(), error=sentence, for_good=for_good)
        declared = kind_of(job)
        if over and declared is not None:
            declared.failed(job)


def cancel(job: Job, *, at: datetime) -> bool:
    """Cancel an open job and tell its kind, in the asker's transaction; False where it was over."""
    done = actions.cancel(job, at=at)
    declared = kind_of(job)
    if done and declared is not None:
        declared.cancelled(job)
    return done
