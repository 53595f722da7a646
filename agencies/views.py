"""Pages of the agencies' floor: change seat, who works here, who looked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.context import SEAT
from agencies.models import Membership, User
from agencies.policy import Can, visible_memberships
from core.audit.models import Reading
from core.policy import authorize

SHOWN = 100


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own seats from now on."""
    own = Membership.objects.filter(pk__in=[seat.pk for seat in request.seats])
    wanted = request.POST.get("seat", "")
    number = int(wanted[:18]) if wanted.isdecimal() else 0
    seat = get_object_or_404(own.for_switcher(), pk=number)
    request.session[SEAT] = seat.pk
    messages.success(request, _("Ora lavori per %(seat)s.") % {"seat": seat})
    return redirect("home")


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """Who works in the agency, in which roles."""
    authorize(request.user, Can.SEE_TEAM)
    seats = visible_memberships(request.user).select_related("user", "agency")
    ordered = seats.order_by("user__last_name", "user__first_name", "role")
    return render(request, "agencies/team.html", {"seats": ordered})


@require_safe
def accesses(request: HttpRequest) -> HttpResponse:
    """The latest looks at the people of the agency: who, when, what."""
    authorize(request.user, Can.SEE_ACCESSES)
    readings = list(Reading.objects.order_by("-at", "-pk")[:SHOWN])
    users = User.objects.in_bulk({reading.user_id for reading in readings})
    rows = [(reading, users.get(reading.user_id)) for reading in readings]
    return render(request, "agencies/accesses.html", {"rows": rows, "shown": SHOWN})
