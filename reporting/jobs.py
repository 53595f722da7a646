"""The kinds of long work of this floor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.jobs.models import Job
from core.jobs.runner import Kind, Progress, kind
from reporting import actions


def _prepare(job: Job, progress: Progress) -> None:
    # Here and not above: the engines of PDF and sheets take 60 MB that a web process needs not.
    from reporting.preparing import prepare

    prepare(job, progress)


def _page(job: Job) -> str:
    return reverse("reporting:show", args=[job.arguments["report"]])


kind(
    actions.JOB,
    Kind(
        label=_("Rendiconto"),
        run=_prepare,
        failed=actions.preparation_failed,
        cancelled=actions.preparation_cancelled,
        href=_page,
    ),
)
