"""Run one job: claim it, keep its lease alive, call the action it names, settle the outcome."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.jobs import actions
from core.jobs.models import Job
from core.tenancy import Purpose, under_purpose

HEARTBEAT_SECONDS = 8.0
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """Tells how far the job is: a phase in words and a percentage of the whole."""

    job: Job

    def __call__(self, phase: str, percent: int) -> None:
        """Write it in a transaction of its own, so that it is seen at once."""
        with under_purpose(Purpose.JOBS):
            actions.hold(self.job, at=actions.now(), phase=phase, percent=percent)


Run = Callable[[Job, Progress], None]


@dataclass(frozen=True)
class Kind:
    """What a kind of job does, and what is told to its object when it fails for good."""

    run: Run
    failed: Callable[[Job], None]


_kinds: dict[str, Kind] = {}
# How a job acts as the one who asked; the floor that knows users hands it down.
_asker: list[Callable[[Job], AbstractContextManager[Any]]] = []


def kind(name: str, run: Run, failed: Callable[[Job], None]) -> None:
    """Declare a kind of job."""
    _kinds[name] = Kind(run, failed)


def ask_as(opener: Callable[[Job], AbstractContextManager[Any]]) -> None:
    """Hand down the way to act as the asker (rights are checked again at each use)."""
    _asker[:] = [opener]


def as_asker(job: Job) -> AbstractContextManager[Any]:
    """A transaction in the asker's context, as far as their rights still go."""
    return _asker[0](job)


def run(job_id: int) -> None:
    """Run the job if it is free; whatever happens, the row says what came of it."""
    with under_purpose(Purpose.JOBS):
        job = actions.claim(job_id, at=actions.now())
    if job is None:
        return
    try:
        with _heartbeat(job):
            _kinds[job.kind].run(job, Progress(job))
    except actions.LeaseLost:
        log.info("job %s: lease lost or cancelled", job_id)
    except Exception:
        log.exception("job %s failed at attempt %s", job_id, job.attempts)
        _settle_failure(job)


def _settle_failure(job: Job) -> None:
    with under_purpose(Purpose.JOBS):
        over = actions.fail(job, at=actions.now(), error=actions.failure_sentence())
    if over:
        _kinds[job.kind].failed(job)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    stop = threading.Event()
    beat = threading.Thread(target=_beat, args=(job, stop), daemon=True)
    beat.start()
    try:
        yield
    finally:
        stop.set()
        beat.join()


def _beat(job: Job, stop: threading.Event) -> None:
    # A thread has a connection of its own; closing it leaves nothing behind.
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            with under_purpose(Purpose.JOBS):
                actions.hold(job, at=actions.now())
    except actions.LeaseLost:
        pass
    finally:
        connection.close()
