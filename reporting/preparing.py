"""The preparation of a report, as its job does it; only the worker loads the engines behind it."""

from django.utils import translation
from django.utils.translation import gettext as _

from core.jobs import actions as jobs
from core.jobs.models import Job
from core.jobs.runner import Progress, as_asker, reading_as_asker
from core.policy import authorize
from reporting.files import Place, Written, discard, place_of
from reporting.models import Artefact, FundingReport
from reporting.policy import Can
from reporting.renderers.members import Behind, MemberSpool
from reporting.renderers.package import phase, write_package
from reporting.reports.euros import money_members, placement_members
from reporting.reports.participants import gather
from reporting.workflow import report_workflow


def prepare(job: Job, progress: Progress) -> None:
    """The job: read everything in one moment, write the files aside, then commit it all at once."""
    # The report goes to the Region: it is Italian, whoever asked for it.
    with translation.override("it"), place_of(job) as place:
        progress(phase(1, _("lettura dei dati")), 2)
        with (
            MemberSpool(place.draft / "members") as spool,
            reading_as_asker(job) as user,
        ):
            report = FundingReport.objects.get(pk=job.arguments["report"])
            authorize(user, Can.PREPARE, report)
            progress(phase(2, _("indicatori")), 10)
            content = gather(report, by=user)
            written = write_package(content, place, spool, progress)
            behind = Behind(money_members(content), placement_members(content))
        replaced = _deliver(job, place, written, spool=spool, behind=behind)
    discard(replaced)


def _deliver(
    job: Job, place: Place, written: list[Written], *, spool: MemberSpool, behind: Behind
) -> list[str]:
    """Commit members, files, report and job together; tell the paths of files replaced."""
    with as_asker(job) as user:
        report = FundingReport.objects.select_for_update().get(pk=job.arguments["report"])
        report_workflow.take(report, "finish", by=user)
        report.save(update_fields=["state"])
        spool.save(report)
        behind.save(report)
        replaced = list(report.artefacts.values_list("path", flat=True))
        report.artefacts.all().delete()
        Artefact.objects.bulk_create(_artefact(report, place, one) for one in written)
        place.publish()
        jobs.finish(job, at=jobs.now())
    return replaced


def _artefact(report: FundingReport, place: Place, written: Written) -> Artefact:
    return Artefact(
        report=report,
        agency_id=report.agency_id,
        name=written.name,
        content=written.content,
        path=place.path_of(written),
        size=written.size,
        sha256=written.sha256,
        is_package=written.is_package,
        holds_people=written.holds_people,
    )
