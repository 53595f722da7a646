"""Writes the reports of the demo, each as far as it came: prepared, confirmed, sent.

By the real jobs, so that their packages are whole; each in transactions of its own. What is
already there is left as it is: loading may be broken off and taken up again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from agencies.enums import Role
from agencies.models import User
from core.jobs.runner import run
from core.tenancy import Purpose, under_purpose
from projects.models import Project
from reporting.actions import ask_for_report, confirm_report, send_report
from reporting.demo.bodies import PLANS, holders_of
from reporting.demo.seats import Seats, moment
from reporting.enums import ReportState
from reporting.models import FundingReport


@dataclass(frozen=True)
class Planned:
    """One report: of which project, at which day, how far it came."""

    project: str
    lead: str
    cut_off: date
    protocol: str = ""
    confirmed: bool = False

    @property
    def sent_on(self) -> date:
        """Six weeks after its day."""
        return self.cut_off + timedelta(days=42)

    @property
    def reached(self) -> ReportState:
        """The state it is left in."""
        if self.protocol:
            return ReportState.SENT
        return ReportState.CONFIRMED if self.confirmed else ReportState.READY


HALF_WAY, END = date(2021, 9, 30), date(2022, 3, 31)
# In the order of time: what a report tells as “before” is what an earlier one sent.
PLANNED = (
    Planned("EL-1", "ascl", HALF_WAY, "T1.2021.0112093"),
    Planned("EL-3", "tecum", HALF_WAY, "T1.2021.0112240"),
    Planned("EL-2", "asci", HALF_WAY, confirmed=True),
    Planned("EL-1", "ascl", END),
)


def is_accounted(using: str = "default") -> bool:
    """Whether all of them came as far as planned; asked as the owner of the tables."""
    codes = [plan.code for plan in PLANS]
    with under_purpose(Purpose.MIGRATION, using):
        made = FundingReport.objects.using(using).filter(project__code__in=codes)
        there = set(made.values_list("project__code", "cut_off", "state"))
    return {(one.project, one.cut_off, one.reached) for one in PLANNED} <= there


def write_reports() -> int:
    """Take each report as far as it came; how many there are."""
    for one in PLANNED:
        _prepare(one)
        _confirm(one)
        _send(one)
    return len(PLANNED)


@contextmanager
def _officer(one: Planned, number: int) -> Iterator[User]:
    """As the lead's first or second officer, in a transaction."""
    email = holders_of(one.lead, Role.REPORTING_OFFICER)[number]
    with transaction.atomic(), Seats().acting(email, one.lead, Role.REPORTING_OFFICER) as user:
        yield user


def _found(one: Planned) -> FundingReport | None:
    made = FundingReport.objects.filter(project__code=one.project, cut_off=one.cut_off)
    return made.order_by("version").first()


def _prepare(one: Planned) -> None:
    with _officer(one, 0) as user:
        found = _found(one)
        if found is not None and found.state not in (ReportState.DRAFT, ReportState.PREPARING):
            return
        project = Project.objects.get(code=one.project)
        at = moment(one.cut_off + timedelta(days=20))
        found = ask_for_report(project, cut_off=one.cut_off, by=user, at=at)
    if found.job_id is not None:
        run(found.job_id)


def _confirm(one: Planned) -> None:
    with _officer(one, 1) as user:
        found = _found(one)
        if (one.confirmed or one.protocol) and found and found.state == ReportState.READY:
            confirm_report(found, by=user, at=moment(one.cut_off + timedelta(days=30)))


def _send(one: Planned) -> None:
    with _officer(one, 0) as user:
        found = _found(one)
        if one.protocol and found and found.state == ReportState.CONFIRMED:
            send_report(
                found,
                protocol=one.protocol,
                sent_on=one.sent_on,
                by=user,
                at=moment(one.sent_on, 11),
            )
