"""A worker killed with -9, anywhere: the next one leaves exactly one right package, no orphan."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.utils import timezone

from core.jobs.models import Job
from core.tenancy import Purpose, under_purpose
from reporting import files
from reporting.models import Artefact, FundingReport, ReportMember
from tests.acting import as_user
from tests.makers import make_exit, make_participation
from tests.reporting.conftest import job_of
from tests.reporting.test_report_bytes import hashes, worker_environment

pytestmark = [pytest.mark.slow, pytest.mark.long]
# One process loads everything, and each worker to be is a fork of it: none shares a connection.
LOADED = """
import importlib, json, os, signal, sys, django
django.setup()
from django.conf import settings
from core.jobs.runner import run
import reporting.preparing, reporting.renderers.package
for line in sys.stdin:
    home, code = json.loads(line)
    child = os.fork()
    if child == 0:
        settings.MEDIA_ROOT = home + "/files"
        exec(code, globals())
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
# Dies at the n-th call of a function, before or after it.
DEADLY = """
def deadly(module, name, when, nth):
    owner = importlib.import_module(module)
    *outer, last = name.split(".")
    for one in outer: owner = getattr(owner, one)
    real, calls = getattr(owner, last), []
    def dying(*args, **kwargs):
        calls.append(1)
        if when == "before" and len(calls) == nth: os.kill(os.getpid(), signal.SIGKILL)
        done = real(*args, **kwargs)
        if when == "after" and len(calls) == nth: os.kill(os.getpid(), signal.SIGKILL)
        return done
    setattr(owner, last, dying)
deadly({module!r}, {name!r}, {when!r}, {nth})
run({job})
"""
POINTS = [
    ("reporting.preparing", "gather", "before", 1),
    ("reporting.preparing", "gather", "after", 1),
    ("reporting.renderers.members", "MemberSpool.keep", "after", 3),
    ("reporting.renderers.package", "weigh", "before", 2),
    ("reporting.renderers.package", "write_pdf", "before", 1),
    ("reporting.renderers.package", "write_pdf", "after", 1),
    ("reporting.renderers.package", "weigh", "after", 7),
    ("reporting.renderers.members", "MemberSpool.save", "after", 1),
    ("reporting.files", "Place.publish", "before", 1),
    ("reporting.files", "Place.publish", "after", 1),
    ("core.jobs.actions", "finish", "after", 1),
    ("reporting.preparing", "discard", "before", 1),
]


@pytest.fixture
def fork(tmp_path, transactional_db):
    """`fork(code, home)`: how a worker ended that ran this code on files of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOADED],
        env=worker_environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def run(code: str, home: Path) -> int:
        process.stdin.write(json.dumps([str(home), code]) + "\n")
        process.stdin.flush()
        return int(process.stdout.readline())

    with process:
        yield run
        process.stdin.close()


def _lease_runs_out(report: FundingReport) -> None:
    with under_purpose(Purpose.JOBS):
        past = timezone.now() - timedelta(seconds=1)
        Job.objects.open().filter(pk=report.job_id).update(lease_until=past)


def _everything_is_there_once(report: FundingReport, olga, home: Path) -> None:
    with as_user(olga):
        assert FundingReport.objects.get(pk=report.pk).state == "READY"
        rows = list(Artefact.objects.filter(report=report))
        figures = ReportMember.objects.filter(report=report, figure="totale").count()
    stored = {str(path.relative_to(home / "files")) for path in home.glob("files/reports/*/*/*")}
    assert job_of(report).state == "done"
    assert figures == 2
    assert {one.path for one in rows} == stored
    assert {one.sha256 for one in rows} == hashes(home)
    assert len(rows) == 9


def test_worker_killed_anywhere_leaves_one_right_package(ask, olga, fork, tmp_path, settings):
    make_exit()
    make_participation()
    right = set()
    for point, (module, name, when, nth) in enumerate(POINTS):
        home = tmp_path / str(point)
        settings.MEDIA_ROOT = home / "files"
        report = ask(olga)

        died = fork(
            DEADLY.format(module=module, name=name, when=when, nth=nth, job=report.job_id), home
        )
        assert died == -signal.SIGKILL
        _lease_runs_out(report)
        assert fork(f"run({report.job_id})", home) == 0
        files.sweep(at=timezone.now() + files.GRACE + timedelta(seconds=1))

        _everything_is_there_once(report, olga, home)
        right.add(frozenset(hashes(home)))
    assert len(right) == 1


QUEUE = 11


@pytest.fixture
def queue_url() -> str:
    """A queue of this test's own: what the test process rings for goes elsewhere, and is lost."""
    url = os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{QUEUE}"
    redis.Redis.from_url(url).flushdb()
    return url


@pytest.fixture
def worker(tmp_path, queue_url):
    """`worker()` starts a real Celery worker with its scheduler; all are ended with the test."""
    started = []

    def start() -> subprocess.Popen:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-B", "-c", "1"]
        command += ["-l", "WARNING", "-s", str(home / f"beat{len(started)}")]
        process = subprocess.Popen(
            command,
            env=worker_environment(home, REDIS_URL=queue_url),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        _kill(process)


def _kill(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _until(report: FundingReport, reached, *, seconds: float) -> float:
    start = time.monotonic()
    while not reached(job_of(report)):
        assert time.monotonic() - start < seconds, job_of(report).__dict__
        time.sleep(0.02)
    return time.monotonic() - start


def test_lost_queue_and_killed_worker_are_a_delay_of_a_minute(
    ask, olga, worker, tmp_path, settings
):
    home = tmp_path / "home"
    settings.MEDIA_ROOT = home / "files"
    make_exit()
    make_participation()
    report = ask(olga)
    first = worker()
    _until(report, lambda job: job.percent >= 25, seconds=75)

    _kill(first)
    worker()
    took = _until(report, lambda job: not job.is_open, seconds=75)

    _everything_is_there_once(report, olga, home)
    assert job_of(report).attempts == 2
    assert took <= 60
