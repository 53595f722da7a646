"""Reports, from prepared to sent."""

from datetime import date
from typing import Any

from django.utils import timezone

from agencies.models import User
from projects.models import (
    Project,
)
from reporting import actions as reports
from reporting.models import FundingReport
from tests.acting import as_user
from tests.cast import COMO, player


def make_report(
    *, by: User | None = None, cut_off: date = date(2021, 12, 31), **fields: Any
) -> FundingReport:
    """A prepared report of Como, as if its job had just ended, with nobody in it."""
    by = by or player("olga")
    with as_user(by) as user:
        report = FundingReport.objects.create(
            project=Project.objects.get(code=COMO),
            agency_id=user.acting.agency_id,
            kind="PARTICIPANTS",
            cut_off=cut_off,
            prepared_by=user,
            **fields,
        )
        return ready(report)


def ready(report: FundingReport) -> FundingReport:
    """Move a draft along the steps of its preparation."""
    for state in ("PREPARING", "READY"):
        report.state = state
        report.save(update_fields=["state"])
    return report


def make_sent(
    report: FundingReport | None = None, *, by: User | None = None, second: User | None = None
) -> FundingReport:
    """A report confirmed by Elena and sent by Olga in February 2022."""
    by, second = by or player("olga"), second or player("elena")
    report = report or make_report(by=by)
    with as_user(second) as user:
        reports.confirm_report(report, by=user, at=timezone.now())
    with as_user(by) as user:
        return reports.send_report(
            report, protocol="T1.2022.0012345", sent_on=date(2022, 2, 10), by=user,
            at=timezone.now(),
        )  # fmt: skip
