"""The demo's full package from the click to the file, left alone and then in trouble.

Trouble is a worker killed with -9 at ten moments of the work, three times each: alone, with the
queue emptied, with PostgreSQL crashed. Whoever started the processes (`script/bench package`)
starts them again; here one only breaks them, and looks at what is there in the end.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import redis
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections
from django.utils import timezone

from agencies.asking import acting_for
from agencies.models import Membership
from core.jobs.models import Job, JobState
from projects.models import Project
from reporting import files
from reporting.actions import ask_for_report
from reporting.bench.measuring import Measure
from reporting.demo.asking import officer_of
from reporting.forms import likely_day
from reporting.models import FundingReport

PROJECT, SECONDS = "EL-1", 20
MOMENTS, FILES = 10, 9
# A dead worker's lease runs out in 20 s, the clock looks for forgotten jobs every 10.
PATIENCE = 180.0
UNDISTURBED, WELL_AFTER = 3, 25.0


def kill_worker() -> None:
    """The worker and its child, with -9; the launcher writes down who it is."""
    number = int(Path(settings.HOME, "log", "worker.pid").read_text("utf-8"))
    os.killpg(number, signal.SIGKILL)


def empty_queue() -> None:
    """Everything the broker knows."""
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushall()


def crash_database() -> None:
    """The server stops at once, without putting its files in order; every session is cut."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (own,) = cursor.fetchone()
    # The fourth word of a process's state is its parent: of a session, the server.
    server = int(Path(f"/proc/{own}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[1])
    os.kill(server, signal.SIGQUIT)


TROUBLES: dict[str, tuple[Callable[[], None], ...]] = {
    "worker killed": (kill_worker,),
    "and the queue emptied": (kill_worker, empty_queue),
    "and PostgreSQL crashed": (kill_worker, crash_database),
}


@dataclass(frozen=True)
class Desk:
    """The officer who asks for the package of one project."""

    project: Project
    officer: Membership

    def ask(self) -> FundingReport:
        """The click."""
        day = likely_day(self.project)
        with acting_for(self.officer.user_id, self.officer.pk) as user:
            return ask_for_report(self.project, cut_off=day, by=user, at=timezone.now())

    def job(self, report: FundingReport) -> Job:
        """How far it is, asked until the database answers."""
        while True:
            try:
                with acting_for(self.officer.user_id, self.officer.pk):
                    return Job.objects.get(pk=report.job_id)
            except (OperationalError, InterfaceError):
                connections.close_all()
                time.sleep(0.2)

    def wait(self, report: FundingReport, reached: Callable[[Job], bool]) -> Job:
        """Wait until the job has come so far."""
        until = time.monotonic() + PATIENCE
        while not reached(job := self.job(report)):
            if time.monotonic() > until:
                raise RuntimeError(
                    f"The package is not ready: {job.state}, {job.error or job.phase}"
                )
            time.sleep(0.05)
        return job

    def found(self, report: FundingReport) -> frozenset[tuple[str, str]]:
        """Name and hash of each file a reader gets; empty unless all is there, and once."""
        files.sweep(at=timezone.now() + files.GRACE + timedelta(seconds=1))
        with acting_for(self.officer.user_id, self.officer.pk):
            is_ready = FundingReport.objects.get(pk=report.pk).state == "READY"
            rows = list(report.artefacts.all())
        stored = {str(path.relative_to(settings.MEDIA_ROOT)) for path in _on_disk(report)}
        sound = all(_weighs(settings.MEDIA_ROOT, one.path, one.sha256) for one in rows)
        whole = {one.path for one in rows} == stored and len(rows) == FILES
        return frozenset((one.name, one.sha256) for one in rows if is_ready and sound and whole)


def _on_disk(report: FundingReport) -> list[Path]:
    return list(Path(settings.MEDIA_ROOT, "reports", str(report.job_id)).glob("*/*"))


def _weighs(root: str, path: str, sha256: str) -> bool:
    written = files.weigh(Path(root, path), name="", content="", holds_people=False)
    return written.sha256 == sha256


def measure() -> list[Measure]:
    """Seconds of the undisturbed package; packages that were not right after trouble."""
    project = Project.objects.get(code=PROJECT)
    desk = Desk(project, officer_of(project))
    # The first one finds a worker that has loaded nothing yet: that, too, somebody waits for.
    runs = [_undisturbed(desk) for _time in range(UNDISTURBED)]
    work = min(one.work for one in runs)
    wrong, late, slowest = [], 0, 0.0
    for words, blows in TROUBLES.items():
        for number in range(MOMENTS):
            share = (number + 0.5) / MOMENTS
            blow = _struck(desk, blows, share * work)
            late, slowest = late + (not blow.was_met), max(slowest, blow.seconds)
            if desk.found(blow.report) != runs[0].files:
                wrong.append(f"{words} at {share:.0%}")
    rounds = len(TROUBLES) * MOMENTS
    note = f"{rounds - len(wrong)} of {rounds} right, slowest {slowest:.0f} s {'; '.join(wrong)}"
    return [
        Measure("full package, click to file, first", runs[0].seconds, "s", SECONDS),
        Measure("full package, click to file", runs[-1].seconds, "s", SECONDS),
        Measure("packages not right after trouble", len(wrong), f"of {rounds}", 0, note=note),
        Measure("blows that came too late", late, f"of {rounds}", 0),
    ]


@dataclass(frozen=True)
class Run:
    """A package nobody disturbed: from the click, from the worker's taking it, and its files."""

    seconds: float
    work: float
    files: frozenset[tuple[str, str]]


def _undisturbed(desk: Desk) -> Run:
    began = time.monotonic()
    report = desk.ask()
    desk.wait(report, lambda job: job.state == JobState.RUNNING)
    taken = time.monotonic()
    desk.wait(report, lambda job: not job.is_open)
    done = time.monotonic()
    found = desk.found(report)
    if not found:
        raise RuntimeError("The package is not right even when nothing disturbs it.")
    return Run(done - began, done - taken, found)


@dataclass(frozen=True)
class Blow:
    """What was asked, how long it took in the end, and whether the blow met it under way."""

    report: FundingReport
    seconds: float
    was_met: bool


def _struck(desk: Desk, blows: tuple[Callable[[], None], ...], after: float) -> Blow:
    """Strike so long after it was taken; where the work was quicker, once more and sooner."""
    blow = _strike(desk, blows, after)
    for _again in range(3):
        if blow.was_met:
            break
        # An idle worker was killed: whoever keeps it up loses patience if it dies too often.
        time.sleep(WELL_AFTER)
        after *= 0.7
        blow = _strike(desk, blows, after)
    return blow


def _strike(desk: Desk, blows: tuple[Callable[[], None], ...], after: float) -> Blow:
    report = desk.ask()
    began = time.monotonic()
    desk.wait(report, lambda job: job.state == JobState.RUNNING or not job.is_open)
    time.sleep(after)
    under_way = desk.job(report).is_open
    for blow in blows:
        blow()
    done = desk.wait(report, lambda job: not job.is_open)
    return Blow(report, time.monotonic() - began, under_way and done.attempts > 1)
