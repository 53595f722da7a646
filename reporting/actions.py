"""Verbs on reports: ask for one, leave its preparation, note who fetched a file."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.models import Beneficiary
from core.audit.actions import log_reading
from core.jobs import actions as jobs
from core.jobs.models import Job
from core.policy import authorize, refusal
from projects.models import Project
from projects.policy import visible_projects
from reporting.enums import ReportKind, ReportState
from reporting.indicators import TOTAL
from reporting.models import Artefact, FundingReport
from reporting.policy import Can
from reporting.workflow import report_workflow

JOB = "reporting.prepare"


class NotPossible(Exception):
    """The report asked for does not fit the project; the message is for people."""


@transaction.atomic
def ask_for_report(project: Project, *, cut_off: date, by: User, at: datetime) -> FundingReport:
    """Ask for the account of a project at a day: one row and one job; asked again, the same."""
    authorize(by, Can.ASK)
    seat = by.acting
    if seat is None or not visible_projects(by).filter(pk=project.pk).exists():
        raise PermissionDenied(refusal(Can.ASK))
    refuse_bad_day(project, cut_off, today=timezone.localdate(at))
    key: dict[str, Any] = {
        "project": project,
        "agency_id": seat.agency_id,
        "kind": ReportKind.PARTICIPANTS,
        "cut_off": cut_off,
    }
    # No version can be sent yet: a draft asked for again keeps its number.
    FundingReport.objects.get_or_create(**key, version=1)
    report = FundingReport.objects.select_for_update().get(**key, version=1)
    if _is_being_prepared(report):
        return report
    if report.state == ReportState.PREPARING:
        # Its job ended without telling: start from the draft.
        report_workflow.take(report, "stop", by=by)
        report.save(update_fields=["state"])
    report_workflow.take(report, "ask", by=by)
    report.job = jobs.ask(JOB, key=f"{JOB}:{report.pk}", arguments={"report": report.pk}, by=by)
    report.save(update_fields=["state", "job"])
    return report


def refuse_bad_day(project: Project, cut_off: date, *, today: date) -> None:
    """A cut-off day lies inside what can be known of the project."""
    if cut_off > today:
        raise NotPossible(_("La data di riferimento è nel futuro."))
    if cut_off < project.starts_on:
        raise NotPossible(
            _("La data di riferimento viene prima dell’inizio del progetto, %(day)s.")
            % {"day": f"{project.starts_on:%d/%m/%Y}"}
        )


def _is_being_prepared(report: FundingReport) -> bool:
    return report.state == ReportState.PREPARING and report.job is not None and report.job.is_open


def preparation_cancelled(job: Job) -> None:
    """The asker cancelled: the report is a draft again (in the same transaction)."""
    _leave_preparation(job, "stop")


def preparation_failed(job: Job) -> None:
    """The job failed for good: the report says so, even where its asker is gone."""
    _leave_preparation(job, "fail")


def _leave_preparation(job: Job, step: str) -> None:
    report = FundingReport.objects.select_for_update().filter(pk=job.arguments["report"]).first()
    # Another job may prepare it by now.
    if report is not None and report.job_id == job.pk and report.state == ReportState.PREPARING:
        report.state = report_workflow.steps[step].target
        report.save(update_fields=["state"])


def log_fetch(artefact: Artefact, *, by: User) -> None:
    """Write down that each person in the file was read, in one statement."""
    if not artefact.holds_people:
        return
    people = (
        artefact.report.members.filter(figure=TOTAL.code)
        .order_by()
        .values_list("participation__beneficiary_id", F("participation__agency_id"))
    )
    log_reading(
        (Beneficiary(pk=person, agency_id=agency) for person, agency in people.iterator()),
        by=by,
        what="rendiconto",
    )
