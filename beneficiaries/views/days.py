"""One's appointments in a calendar elsewhere, and the message of the morning."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from beneficiaries import actions, calendars, mornings
from beneficiaries.policy import Can
from core.policy import authorize

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def my_day(request: HttpRequest) -> HttpResponse:
    """Make, renew or revoke the address of the calendar; switch the message on or off."""
    authorize(request.user, Can.SEE_AGENDA)
    verb, now = request.POST.get("verb", ""), timezone.now()
    address = ""
    if verb == "make":
        # Told in this answer alone: only its hash is kept.
        token = actions.make_feed(by=request.user, at=now)
        address = request.build_absolute_uri(reverse("beneficiaries:calendar", args=[token]))
    elif verb == "revoke":
        actions.revoke_feed(by=request.user, at=now)
        messages.success(request, _("Indirizzo revocato: chi lo aveva non legge più nulla."))
        return redirect("beneficiaries:my_day")
    elif verb in ("on", "off"):
        actions.choose_mail(verb == "on", by=request.user, at=now)
        said = {"on": _("Messaggio del mattino acceso."), "off": _("Messaggio del mattino spento.")}
        messages.success(request, said[verb])
        return redirect("beneficiaries:my_day")
    shown = {"feed": calendars.feed_of(request.user), "mail": mornings.chosen_by(request.user)}
    return render(request, "beneficiaries/my_day.html", {**shown, "address": address})


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The appointments behind a secret address: hours and kinds of place, and no person."""
    written = calendars.read_feed(token, at=timezone.now())
    if written is None:
        raise Http404
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = 'inline; filename="percorsi.ics"'
    return answer
