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
from reporting.enums import FROZEN, ReopenReason, ReportKind, ReportState
from reporting.indicators import TOTAL
from reporting.models import Artefact, FundingReport
from reporting.policy import Can
from reporting.seals import Finding, verify
from reporting.workflow import report_workflow

JOB = "reporting.prepare"


class NotPossible(Exception):
    """The act does not fit the report or its project; the message is for people."""

    def __init__(self, message: str, field: str | None = None) -> None:
        # The answer of the form that it speaks of, if it is one.
        self.field = field
        super().__init__(message)


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
    report = _latest(key)
    if report.state in FROZEN:
        raise NotPossible(
            _("Il rendiconto a questa data è già %(state)s: per rifarlo va riaperto.")
            % {"state": report.state_now.label.lower()}
        )
    if _is_being_prepared(report):
        return report
    if report.state == ReportState.PREPARING:
        # Its job ended without telling: start from the draft.
        report_workflow.take(report, "stop", by=by)
        report.save(update_fields=["state"])
    report_workflow.take(report, "ask", by=by)
    report.job = jobs.ask(JOB, key=f"{JOB}:{report.pk}", arguments={"report": report.pk}, by=by)
    report.prepared_by = by
    report.save(update_fields=["state", "job", "prepared_by"])
    return report


def _latest(key: dict[str, Any]) -> FundingReport:
    """The newest version of this account, locked; the first one where there is none."""
    versions = FundingReport.objects.filter(**key).order_by("-version")
    if not versions.exists():
        FundingReport.objects.get_or_create(**key, version=1)
    # Locked: two who ask at once ask for the same version.
    return versions.select_for_update()[0]


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


@transaction.atomic
def confirm_report(report: FundingReport, *, by: User, at: datetime) -> FundingReport:
    """Answer for a prepared package as the second person; from now on it does not change."""
    fresh = FundingReport.objects.select_for_update().get(pk=report.pk)
    report_workflow.take(fresh, "confirm", by=by)
    _refuse_other_files(fresh)
    fresh.confirmed_by, fresh.confirmed_at = by, at
    fresh.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    return fresh


@transaction.atomic
def send_report(
    report: FundingReport, *, protocol: str, sent_on: date, by: User, at: datetime
) -> FundingReport:
    """Record that a confirmed package was sent: protocol and day; it is sealed for good."""
    fresh = FundingReport.objects.select_for_update().get(pk=report.pk)
    report_workflow.take(fresh, "send", by=by)
    if sent_on > timezone.localdate(at):
        raise NotPossible(_("La data di invio è nel futuro."), "sent_on")
    if sent_on < fresh.cut_off:
        raise NotPossible(
            _("La data di invio viene prima della data dei dati, %(day)s.")
            % {"day": f"{fresh.cut_off:%d/%m/%Y}"},
            "sent_on",
        )
    if not protocol:
        raise NotPossible(_("Scrivi il numero di protocollo."), "protocol")
    _refuse_other_files(fresh)
    fresh.protocol, fresh.sent_on, fresh.sent_by = protocol, sent_on, by
    # The job's own row goes after a year; a sealed one could not let go of it then.
    fresh.job = None
    fresh.save(update_fields=["state", "protocol", "sent_on", "sent_by", "job"])
    return fresh


def _refuse_other_files(report: FundingReport) -> None:
    """Nobody answers for files that are not, byte for byte, those that were made."""
    rows = verify(report.artefacts.order_by("name"))
    wrong = [file.name for file, finding in rows if finding != Finding.EQUAL]
    if wrong:
        raise NotPossible(
            _(
                "I file non sono più quelli preparati (%(files)s). Prepara di nuovo il rendiconto;"
                " se è confermato, prima riaprilo."
            )
            % {"files": ", ".join(wrong)}
        )


@transaction.atomic
def reopen_report(
    report: FundingReport, *, reason: ReopenReason, note: str, by: User, at: datetime
) -> FundingReport:
    """Open a confirmed report again, or begin the next version of a sent one; tell which."""
    authorize(by, Can.REOPEN, report)
    if not note:
        raise NotPossible(_("Scrivi che cosa va corretto."), "note")
    fresh = FundingReport.objects.select_for_update().get(pk=report.pk)
    if fresh.state == ReportState.SENT:
        return _next_version(fresh, reason=reason, note=note)
    report_workflow.take(fresh, "unconfirm", by=by)
    fresh.confirmed_by = fresh.confirmed_at = None
    fresh.reopen_reason, fresh.reopen_note = reason, note
    fresh.save(
        update_fields=["state", "confirmed_by", "confirmed_at", "reopen_reason", "reopen_note"]
    )
    return fresh


def _next_version(sent: FundingReport, *, reason: ReopenReason, note: str) -> FundingReport:
    following = sent.replaced_by.order_by("version").first()
    if following is not None:
        raise NotPossible(_("È già aperta la versione %(number)s.") % {"number": following.version})
    return FundingReport.objects.create(
        project_id=sent.project_id,
        agency_id=sent.agency_id,
        kind=sent.kind,
        cut_off=sent.cut_off,
        version=sent.version + 1,
        replaces=sent,
        reopen_reason=reason,
        reopen_note=note,
    )


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
