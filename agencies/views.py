"""Pages of the agencies' floor: change seat, who works here, who looked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from agencies.context import SEAT
from agencies.filters import LookFilter
from agencies.looks import tell_looks
from agencies.models import Membership
from agencies.policy import Can, visible_memberships
from agencies.tables import AccessTable, UserTable
from core.audit.models import Reading
from core.audit.policy import shown_readings
from core.lists import Empty, ListPage


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


# --- who works here ------------------------------------------------------------------------------


def _fetch_seats(request: HttpRequest, keys: list[int]) -> list[Any]:
    seats: list[Any] = list(
        visible_memberships(request.user).filter(pk__in=keys).select_related("user", "agency")
    )
    for seat in seats:
        seat.access = "" if seat.user.is_active else _("disattivato")
    return seats


user_list = ListPage(
    title=gettext_lazy("Utenti"),
    one=gettext_lazy("incarico"),
    noun=gettext_lazy("incarichi"),
    who=Can.SEE_TEAM,
    table=UserTable,
    rows=lambda request: visible_memberships(request.user),
    fetch=_fetch_seats,
    order=("user__last_name", "user__first_name", "role", "pk"),
    empty=Empty(
        gettext_lazy("Ancora nessun utente"),
        gettext_lazy("Qui compare chi lavora per il tuo ente, con il suo ruolo."),
    ),
    template="agencies/team.html",
    file_name="utenti",
)
team = require_safe(user_list)


# --- who looked ----------------------------------------------------------------------------------


def _fetch_looks(request: HttpRequest, keys: list[int]) -> list[Reading]:
    return tell_looks(request, shown_readings(request.user).filter(pk__in=keys))


access_list = ListPage(
    title=gettext_lazy("Accessi"),
    one=gettext_lazy("lettura"),
    noun=gettext_lazy("letture"),
    who=Can.SEE_ACCESSES,
    table=AccessTable,
    filters=LookFilter,
    rows=lambda request: shown_readings(request.user),
    fetch=_fetch_looks,
    order=("-at", "-pk"),
    empty=Empty(
        gettext_lazy("Ancora nessun accesso"),
        gettext_lazy("Qui compare ogni lettura delle schede del tuo ente."),
    ),
    template="agencies/accesses.html",
    file_name="accessi",
)
accesses = require_safe(access_list)
