"""Reports in tests: asked by Olga, made in this process, their files under a folder of the test."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from agencies.models import User
from core.jobs.models import Job
from core.jobs.runner import run
from core.tenancy import Purpose, under_purpose
from projects.models import Project
from reporting.actions import ask_for_report
from reporting.models import Artefact, FundingReport
from tests.acting import as_user
from tests.cast import COMO

CUT_OFF = date(2021, 12, 31)


@pytest.fixture
def shelf(settings, tmp_path: Path) -> Path:
    """The folder the files of reports lie in."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files" / "reports"


@pytest.fixture
def ask(transactional_db, shelf) -> Callable[..., FundingReport]:
    """`ask(olga)`: the report of Como at the end of 2021, asked for and waiting."""

    def asked(by: User, *, cut_off: date = CUT_OFF, code: str = COMO) -> FundingReport:
        project = Project.objects.get(code=code)
        with as_user(by) as user:
            return ask_for_report(project, cut_off=cut_off, by=user, at=timezone.now())

    return asked


@pytest.fixture
def prepared(ask) -> Callable[..., dict[str, Path]]:
    """`prepared(olga)`: the files of the report by the end of their names."""

    def made(by: User, **asked: object) -> dict[str, Path]:
        report = ask(by, **asked)
        run(report.job_id)
        return files_of(report, by)

    return made


def files_of(report: FundingReport, by: User) -> dict[str, Path]:
    """The files by what follows the common part of their names: “.pdf”, “_destinatari.csv”…"""
    from django.conf import settings

    with as_user(by):
        rows = Artefact.objects.filter(report=report).values_list("name", "path")
        return {
            name.split(f"v{report.version:02d}")[-1]: Path(settings.MEDIA_ROOT, path)
            for name, path in rows
        }


def job_of(report: FundingReport) -> Job:
    """The job's row as the runner sees it."""
    with under_purpose(Purpose.JOBS):
        return Job.objects.get(pk=report.job_id)


def state_of(report: FundingReport, by: User) -> str:
    """The report's state now."""
    with as_user(by):
        return FundingReport.objects.get(pk=report.pk).state
