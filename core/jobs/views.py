"""“I miei lavori”: what I asked for, how far it is, what came of it."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.jobs import actions, runner
from core.jobs.models import Job

SHOWN = 50


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My latest jobs in the agency I act for, each with its name and the page of its outcome."""
    jobs = Job.objects.filter(user_id=request.user.pk).order_by("-asked_at", "-pk")[:SHOWN]
    return render(request, "jobs/mine.html", {"jobs": [_named(job) for job in jobs]})


def _named(job: Job) -> Job:
    declared = runner.kind_of(job)
    job.label = declared.label if declared else job.kind
    job.href = declared.href(job) if declared else ""
    return job


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of one of my jobs, as a fragment that asks again until it is over."""
    job = get_object_or_404(Job, pk=pk, user_id=request.user.pk)
    response = render(request, "jobs/_progress.html", {"job": job})
    if not job.is_open:
        response["HX-Location"] = json.dumps(_again(request))
    return response


def _again(request: HttpRequest) -> dict[str, str]:
    """The page that asked, anew: it shows what was made, and is not loaded a second time."""
    asked = request.htmx.current_url_abs_path or reverse("jobs:mine")  # type: ignore[attr-defined]
    swap = {"target": "#main", "select": "#main", "swap": "outerHTML", "push": "false"}
    return {"path": asked, **swap}


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel one of my open jobs."""
    job = get_object_or_404(Job, pk=pk, user_id=request.user.pk)
    if runner.cancel(job, at=actions.now()):
        messages.success(request, _("Lavoro annullato."))
    else:
        messages.info(request, _("Il lavoro era già finito."))
    declared = runner.kind_of(job)
    return redirect(declared.href(job) if declared else "jobs:mine")
