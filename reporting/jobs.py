"""The kinds of long work of this floor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.jobs.models import Job
from core.jobs.runner import Kind, kind
from reporting import actions


def _page(job: Job) -> str:
    return reverse("reporting:show", args=[job.arguments["report"]])


kind(
    actions.JOB,
    Kind(
        label=_("Rendiconto"),
        run=actions.prepare,
        failed=actions.preparation_failed,
        cancelled=actions.preparation_cancelled,
        href=_page,
    ),
)
