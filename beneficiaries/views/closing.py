"""Pages of the end of a file: close it knowing what is under way, open it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from beneficiaries import actions
from beneficiaries.enums import Phase
from beneficiaries.forms.closing import CloseCaseForm, ReopenCaseForm
from beneficiaries.head import head_of
from beneficiaries.models import Beneficiary, CaseFile
from beneficiaries.policy import Can
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.closing import running
from core.drafting import drop_draft, with_draft
from core.policy import authorize
from core.workflow import WrongStep

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _file_of(request: HttpRequest, pk: int, what: str) -> tuple[Beneficiary, CaseFile]:
    person = person_or_404(request, pk)
    authorize(request.user, Can.CLOSE_CASE, person)
    log_reading([person], by=request.user, what=what)
    return person, get_object_or_404(person.case_files.current_first()[:1])


@get_or_post
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why the file is closed and what came of it, with what is under way in sight."""
    person, case_file = _file_of(request, pk, "chiusura della cartella")
    first = actions.earliest_close(case_file)
    form = CloseCaseForm(request.POST if request.method == "POST" else None, first=first)
    if form.is_valid() and _closed(request, case_file, form):
        drop_draft(request, f"closing:{person.pk}")
        messages.success(request, _("Cartella chiusa: tutto resta leggibile."))
        return redirect("beneficiaries:show", person.pk)
    if case_file.phase == Phase.CLOSED and request.method != "POST":
        messages.info(request, _("La cartella è già chiusa."))
        return redirect("beneficiaries:show", person.pk)
    found = running(person.pk, request.user)
    context = {
        "form": with_draft(request, form, f"closing:{person.pk}"),
        "head": head_of(person, user=request.user, current="show"),
        "must_end": [one for one in found if one.must_end],
        "ends": [one for one in found if one.ends],
        "stays": [one for one in found if not one.must_end and not one.ends],
    }
    return render(request, "beneficiaries/close.html", context)


def _closed(request: HttpRequest, case_file: CaseFile, form: CloseCaseForm) -> bool:
    try:
        actions.close_case(case_file, form.closing(), by=request.user, at=timezone.now())
    except actions.CannotClose as refused:
        form.add_error(refused.field, str(refused))
    except WrongStep as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


@get_or_post
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed file again, saying why."""
    person, case_file = _file_of(request, pk, "riapertura della cartella")
    form = ReopenCaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _reopened(request, case_file, form):
        drop_draft(request, f"reopening:{person.pk}")
        messages.success(request, _("Cartella riaperta."))
        messages.info(request, _("Appuntamenti e scadenze chiusi con la cartella non tornano."))
        return redirect("beneficiaries:show", person.pk)
    if case_file.phase != Phase.CLOSED and request.method != "POST":
        messages.info(request, _("La cartella è già aperta."))
        return redirect("beneficiaries:show", person.pk)
    head = head_of(person, user=request.user, current="show")
    form = with_draft(request, form, f"reopening:{person.pk}")
    context = {"form": form, "head": head, "phase": Phase(case_file.closed_from or Phase.ACCESS)}
    return render(request, "beneficiaries/reopen.html", context)


def _reopened(request: HttpRequest, case_file: CaseFile, form: ReopenCaseForm) -> bool:
    because = form.cleaned_data["because"]
    try:
        actions.reopen_case(case_file, because, by=request.user, at=timezone.now())
    except actions.CannotClose as refused:
        form.add_error(refused.field, str(refused))
    except WrongStep as refused:
        form.add_error(None, str(refused))
    return form.is_valid()
