"""The same data give the same bytes, on another machine, in another time zone, another day."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from tests.makers import make_exit, make_participation, make_person
from tests.reporting.conftest import CUT_OFF, job_of

pytestmark = pytest.mark.slow
RUN = "import django; django.setup(); from core.jobs.runner import run; run({job})"


def worker_environment(home: Path, **more: str) -> dict[str, str]:
    """What a worker of its own needs to work on this test's database."""
    settings = connection.settings_dict
    url = "postgres://{user}:{password}@{host}:{port}/{name}"
    own = os.environ["DATABASE_URL_WORKER"].split("//")[1].split("@")[0].split(":")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PERCORSI_ROLE": "worker",
        "PERCORSI_HOME": str(home),
        "DATABASE_URL_WORKER": url.format(
            user=own[0],
            password=own[1],
            host=settings["HOST"],
            port=settings["PORT"] or 5432,
            name=settings["NAME"],
        ),
        "PYTHONWARNINGS": "ignore",
        **more,
    }


def hashes(home: Path) -> set[str]:
    """The hashes of all files of reports below a data folder."""
    return {sha256(path.read_bytes()).hexdigest() for path in home.glob("files/reports/*/*/*")}


def test_two_jobs_in_two_places_give_the_same_bytes(ask, olga, tmp_path):
    make_exit()
    for name in ("D’Amico", "Ñandú", "李小龙"):
        make_participation(make_person(last_name=name))
    found = []
    for place, zone, seed in (("here", "Europe/Rome", "0"), ("there", "Pacific/Auckland", "4242")):
        report = ask(olga, cut_off=CUT_OFF)
        home = tmp_path / place
        environment = worker_environment(home, TZ=zone, PYTHONHASHSEED=seed)
        subprocess.run(
            [sys.executable, "-c", RUN.format(job=report.job_id)], env=environment, check=True
        )
        assert job_of(report).state == "done"
        found.append(hashes(home))

    assert len(found[0]) == 9
    assert found[0] == found[1]
