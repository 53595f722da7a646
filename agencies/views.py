"""Pages of the agencies' floor: change seat, who works here, who looked, who is away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import actions
from agencies.context import SEAT
from agencies.enums import LeaveState
from agencies.filters import LeaveFilter, LookFilter
from agencies.forms import LeaveForm
from agencies.leaves import tell_leave
from agencies.looks import tell_looks
from agencies.models import Leave, Membership
from agencies.policy import Can, visible_leaves, visible_memberships
from agencies.querysets import LeaveQuerySet
from agencies.tables import AccessTable, LeaveTable, UserTable
from agencies.workers import colleagues
from core.audit.models import Reading
from core.audit.policy import shown_readings
from core.lists import Empty, ListPage
from core.policy import authorize, may

OPEN = (LeaveState.PLANNED, LeaveState.NOW)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


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


# --- who is away ---------------------------------------------------------------------------------


def _leaves(request: HttpRequest) -> LeaveQuerySet:
    """Who is away, who will be, who was: one's own and those one covers; all, who coordinates."""
    rows = visible_leaves(request.user)
    return rows if may(request.user, Can.SEE_WORKLOAD) else rows.concerning(request.user.pk)


def _fetch_leaves(request: HttpRequest, keys: list[int]) -> list[Leave]:
    today = timezone.localdate()
    found = list(visible_leaves(request.user).filter(pk__in=keys).with_cover(today).for_page())
    for one in found:
        tell_leave(one, today)
        one.may_change = one.state_now in OPEN and may(request.user, Can.WRITE_LEAVE, one)
    return found


leave_list = ListPage(
    title=gettext_lazy("Assenze"),
    one=gettext_lazy("assenza"),
    noun=gettext_lazy("assenze"),
    who=Can.SEE_LEAVES,
    table=LeaveTable,
    filters=LeaveFilter,
    rows=_leaves,
    fetch=_fetch_leaves,
    order=("-last_on", "-pk"),
    empty=Empty(
        gettext_lazy("Nessuna assenza"),
        gettext_lazy(
            "Quando non lavori per qualche giorno, scrivi qui chi copre: vedrà i tuoi appuntamenti"
            " e le tue scadenze fra le sue cose."
        ),
    ),
    template="agencies/leaves.html",
    file_name="assenze",
    context=lambda request, listing: {"sees_all": may(request.user, Can.SEE_WORKLOAD)},
)
leaves = require_safe(leave_list)


@get_or_post
def write_leave(request: HttpRequest) -> HttpResponse:
    """Say that one is away, or for who coordinates that somebody is, and who covers."""
    authorize(request.user, Can.WRITE_LEAVE)
    form = _leave_form(request, None)
    if form.is_valid():
        now = timezone.now()
        try:
            made = actions.write_leave(form.told(), by=request.user, at=now)
        except actions.LeaveRefused as refused:
            _say_refused(form, refused)
        else:
            return _written(request, made, _("Assenza scritta: %(what)s."))
    context = {"form": form, "leave": None, "state": None, "has_begun": False, "is_open": False}
    return render(request, "agencies/leave.html", context)


@get_or_post
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """One absence: correct its days, who covers and the note."""
    found = _leave_of(request, pk)
    form = _leave_form(request, found)
    if form.is_valid():
        seen, now = form.cleaned_data["seen"], timezone.now()
        try:
            saved = actions.correct_leave(found, form.told(), seen=seen, by=request.user, at=now)
        except actions.LeaveRefused as refused:
            if isinstance(refused, actions.LeaveChanged):
                form.see_again(found)
            _say_refused(form, refused)
        else:
            return _written(request, saved, _("Assenza salvata: %(what)s."))
    begun = "first_on" not in form.fields
    state = found.state_on(timezone.localdate())
    context = {"form": form, "leave": found, "state": state, "is_open": state in OPEN}
    return render(request, "agencies/leave.html", context | {"has_begun": begun})


@require_POST
def end_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Back at work: the absence ends with yesterday, or is called off."""
    found = _leave_of(request, pk)
    try:
        ended = actions.end_leave(found, by=request.user, at=timezone.now())
    except actions.LeaveRefused as refused:
        messages.error(request, str(refused))
    else:
        is_off = ended.cancelled_at is not None
        messages.success(request, _("Assenza annullata.") if is_off else _("Assenza finita."))
    return redirect("agencies:leaves")


def _leave_of(request: HttpRequest, pk: int) -> Leave:
    """The absence, where one may write it."""
    rows = visible_leaves(request.user).select_related("worker", "cover")
    found: Leave = get_object_or_404(rows, pk=pk)
    authorize(request.user, Can.WRITE_LEAVE, found)
    return found


def _leave_form(request: HttpRequest, found: Leave | None) -> LeaveForm:
    asked, workers = request.GET.get("di", ""), colleagues(request)
    wanted = int(asked[:18]) if asked.isdecimal() else 0
    return LeaveForm(
        request.POST if request.method == "POST" else None,
        workers=workers,
        me=request.user,
        leave=found,
        today=timezone.localdate(),
        chooses=may(request.user, Can.SEE_WORKLOAD),
        initial={"worker": wanted} if wanted in workers and found is None else {},
    )


def _say_refused(form: LeaveForm, refused: actions.LeaveRefused) -> None:
    """Beside its field, or on top where the form has no such field."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _written(request: HttpRequest, made: Leave, said: str) -> HttpResponse:
    """Say what stands there now, and which of its days nobody covers."""
    messages.success(request, said % {"what": actions.say_leave(made)})
    for gap in actions.gaps_of(made, by=request.user):
        messages.warning(request, gap)
    return redirect("agencies:leaves")
