"""The agenda of a day or a week; where one goes back to after an act on one of its rows."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from beneficiaries.agenda import agenda_of
from beneficiaries.policy import Can
from core.audit.actions import log_reading
from core.policy import authorize

# Pages whose rows have acts: whoever acts there stays there.
ACTED_ON = {
    "home",
    "dues",
    "agenda",
    "beneficiaries:show",
    "beneficiaries:identity",
    "beneficiaries:appointment",
    "beneficiaries:deadline",
}
LONGEST = 300


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """My appointments of a day or a week, or a colleague's."""
    authorize(request.user, Can.SEE_AGENDA)
    shown = agenda_of(request)
    people = {
        line.appointment.beneficiary_id: line.appointment.beneficiary
        for day in shown.days
        for line in day.lines
    }
    log_reading(people.values(), by=request.user, what="agenda")
    return render(request, "beneficiaries/agenda.html", {"agenda": shown})


def back(request: HttpRequest, name: str, *arguments: int) -> HttpResponse:
    """Back to the page of ours one acted on; where the form names none, to this one."""
    asked = urlsplit(request.POST.get("back", "")[:LONGEST])
    if not asked.scheme and not asked.netloc:
        try:
            known = resolve(asked.path).view_name in ACTED_ON
        except Resolver404:
            known = False
        if known:
            return redirect(f"{asked.path}?{asked.query}" if asked.query else asked.path)
    return redirect(name, *arguments)
