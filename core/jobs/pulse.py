"""The pulse of a running job: keeps its lease alive and tells how far it is.

It has a thread and a database connection of its own, because the job itself may stand in one
long transaction, and what it tells must be seen at once.
"""

import logging
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from django.db import Error, connection

from core.jobs import actions
from core.jobs.models import Job
from core.tenancy import Purpose, under_purpose

BEAT_SECONDS = 5.0
# How long a job waits for its own progress to be written before it goes on without.
PATIENCE_SECONDS = 10.0
log = logging.getLogger(__name__)


class Pulse(threading.Thread):
    """Writes to the job's row while the job works."""

    def __init__(self, job: Job) -> None:
        super().__init__(daemon=True)
        self.job = job
        self.lost = False
        self._box: queue.Queue[tuple[dict[str, Any], Future[None]] | None] = queue.Queue()

    def tell(self, phase: str, percent: int) -> None:
        """Write how far the job is; raise LeaseLost where it was cancelled or taken over."""
        self.check()
        written: Future[None] = Future()
        self._box.put(({"phase": phase, "percent": percent}, written))
        try:
            written.result(PATIENCE_SECONDS)
        except TimeoutError:
            log.warning("job %s: progress not written in time", self.job.pk)
        self.check()

    def check(self) -> None:
        """Raise LeaseLost where the job is no longer ours."""
        if self.lost:
            raise actions.LeaseLost

    def run(self) -> None:
        """Beat until told to stop."""
        try:
            while (news := self._next()) is not None:
                progress, written = news
                self._hold(progress)
                written.set_result(None)
        finally:
            connection.close()

    def _next(self) -> tuple[dict[str, Any], Future[None]] | None:
        try:
            return self._box.get(timeout=BEAT_SECONDS)
        except queue.Empty:
            return {}, Future()

    def _hold(self, progress: dict[str, Any]) -> None:
        try:
            with under_purpose(Purpose.JOBS):
                actions.hold(self.job, at=actions.now(), **progress)
        except actions.LeaseLost:
            self.lost = True
        except Error as error:
            # The database may be back at the next beat; if not, the lease runs out by itself.
            log.warning("job %s: no beat: %s", self.job.pk, type(error).__name__)
            connection.close()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._box.put(None)
        self.join()


@contextmanager
def pulse_of(job: Job) -> Iterator[Pulse]:
    """Keep the job's lease alive inside the block."""
    pulse = Pulse(job)
    pulse.start()
    try:
        yield pulse
    finally:
        pulse.stop()
