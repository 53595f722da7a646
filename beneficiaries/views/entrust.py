"""The page on which who coordinates chooses who follows a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.workers import colleagues
from beneficiaries import actions
from beneficiaries.enums import Phase
from beneficiaries.forms.entrust import EntrustForm
from beneficiaries.head import head_of
from beneficiaries.policy import Can
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.policy import authorize


@require_http_methods(["GET", "HEAD", "POST"])
def entrust(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the worker; the person's page says who it is now."""
    person = person_or_404(request, pk)
    authorize(request.user, Can.ENTRUST, person)
    log_reading([person], by=request.user, what="affidamento")
    case_file = get_object_or_404(person.case_files.exclude(phase=Phase.CLOSED))
    # Who follows the person already is no choice.
    now = case_file.case_manager_id
    workers = {pk: user for pk, user in colleagues(request).items() if pk != now}
    data = request.POST if request.method == "POST" else None
    form = EntrustForm(data, workers=workers)
    if form.is_valid():
        worker = workers[form.cleaned_data["worker"]]
        try:
            actions.entrust_case(case_file, worker, by=request.user, at=timezone.now())
        except actions.NotAWorker as refused:
            form.add_error("worker", str(refused))
        else:
            messages.success(
                request, _("Da ora la persona è seguita da %(worker)s.") % {"worker": worker}
            )
            return redirect("beneficiaries:show", person.pk)
    head = head_of(person, user=request.user, current="show")
    return render(request, "beneficiaries/entrust.html", {"form": form, "head": head})
