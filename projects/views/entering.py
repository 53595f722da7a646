"""Enter a person in a project: what will be frozen and what lacks stands before the button."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beneficiaries.models import Beneficiary
from beneficiaries.policy import visible_people
from core.audit.actions import log_reading
from core.policy import authorize
from projects.actions import NotPossible, enter_project
from projects.answers import Line, lacking_words, lines_of
from projects.entry import answers_of, freeze
from projects.forms import EnterForm
from projects.models import Participation, Project
from projects.policy import Can

READS = "iscrizione a un progetto"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the project and the day; the preview follows them, the button enters."""
    person = get_object_or_404(visible_people(request.user).for_page(), pk=pk)
    authorize(request.user, Can.ENTER, person)
    log_reading([person], by=request.user, what=READS)
    projects = open_projects(person)
    posted = request.POST if request.method == "POST" else None
    form = EnterForm(posted, projects=projects, initial=first_choice(projects))
    if posted is not None and form.is_valid() and "preview" not in posted:
        participation = _enter(request, person, form)
        if participation is not None:
            messages.success(request, _("Iscrizione registrata."))
            return redirect("projects:participation", participation.pk)
    return _answer(request, person, form)


def _enter(request: HttpRequest, person: Beneficiary, form: EnterForm) -> Participation | None:
    chosen = form.cleaned_data
    try:
        return enter_project(
            person,
            chosen["project"],
            entry_on=chosen["entry_on"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, str(refusal))
        return None


def _answer(request: HttpRequest, person: Beneficiary, form: EnterForm) -> HttpResponse:
    context = {"person": person, "form": form, **preview(person, form)}
    is_part = request.headers.get("HX-Request") and "preview" in request.POST
    template = "projects/_preview.html" if is_part else "projects/enter.html"
    return render(request, template, context)


def open_projects(person: Beneficiary) -> list[Project]:
    """Projects the person may enter: of their agency, begun, the running ones first."""
    today = timezone.localdate()
    entered = person.participations.values("project_id")
    offered = Project.objects.open_to(person.agency_id, today).exclude(pk__in=entered)
    ordered = offered.for_page().order_by("-ends_on", "code")
    return list(ordered)


def first_choice(projects: list[Project]) -> dict[str, Any]:
    """The only project there is, and today where it still runs."""
    today = timezone.localdate()
    running = any(project.ends_on >= today for project in projects)
    only = projects[0].code if len(projects) == 1 else None
    return {"project": only, "entry_on": today if running else None}


def preview(person: Beneficiary, form: EnterForm) -> dict[str, Any]:
    """The answers as they would be frozen, and how many of the required ones lack."""
    project, day = _chosen(form)
    if project is None or day is None:
        return {"lines": [], "lacking": [], "day": day}
    lines = frozen_lines(person, project, day)
    missing = lacking_words(lines)
    return {"lines": lines, "lacking": missing, "day": day}


def _chosen(form: EnterForm) -> tuple[Project | None, date | None]:
    if not form.is_bound:
        return form.projects.get(form.initial["project"] or ""), form.initial["entry_on"]
    chosen = getattr(form, "cleaned_data", {})
    return chosen.get("project"), chosen.get("entry_on")


def frozen_lines(person: Beneficiary, project: Project, day: date) -> list[Line]:
    """What the snapshot of this day would say; nothing is saved."""
    notice = person.privacy_notices.order_by("-given_on", "-pk").first()
    draft = Participation(
        beneficiary=person, project=project, agency_id=person.agency_id, entry_on=day
    )
    snapshot = freeze(draft, person, answers_of(person), notice)
    return lines_of(snapshot, project.programme.call)
