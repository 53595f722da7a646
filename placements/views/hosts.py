"""Pages of host organisations and their tutors."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries.forms.seen import read_seen, sign_again
from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.lists import Empty, ListPage
from core.merge import EditClash
from core.once import needs_no_key
from core.policy import authorize, may
from placements.actions import hosts as verbs
from placements.actions.refusals import NotPossible
from placements.drafting import host_form
from placements.enums import PLACED
from placements.facts import places_of
from placements.filters import HostFilter
from placements.forms import hosts as sieves
from placements.forms.proposals import hosts_like
from placements.models import HostOrganisation, HostTutor
from placements.policy import Can, visible_hosts, visible_placements
from placements.story import meetings_of, story_of
from placements.tables import HostTable

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
READS = "ospitante"
SHOWN = 200


def _fetch(request: HttpRequest, keys: list[int]) -> list[HostOrganisation]:
    placed = Count("placements", filter=Q(placements__state__in=PLACED))
    return list(visible_hosts(request.user).filter(pk__in=keys).annotate(placed=placed).for_list())


host_list = ListPage(
    title=gettext_lazy("Ospitanti"),
    one=gettext_lazy("ospitante"),
    noun=gettext_lazy("ospitanti"),
    who=Can.SEE_HOSTS,
    table=HostTable,
    filters=HostFilter,
    rows=lambda request: visible_hosts(request.user),
    fetch=_fetch,
    order=("name", "pk"),
    empty=Empty(
        gettext_lazy("Ancora nessun ospitante"),
        gettext_lazy("Qui trovi le imprese e gli enti presso cui si svolgono i tirocini."),
        gettext_lazy("Registra un ospitante"),
        "placements:host_new",
        Can.EDIT_HOST,
    ),
    template="placements/hosts.html",
    file_name="ospitanti",
)


all_hosts = require_safe(host_list)


def host_of(request: HttpRequest, pk: int) -> HostOrganisation:
    """The host of the address, if the agency keeps it; else 404."""
    return get_object_or_404(visible_hosts(request.user).for_list(), pk=pk)


@require_safe
def host(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of a host: its tutors, who is there, how many places it has left."""
    authorize(request.user, Can.SEE_HOSTS)
    found = host_of(request, pk)
    placed = list(visible_placements(request.user).filter(host=found).for_list().reverse()[:SHOWN])
    log_reading([one.beneficiary for one in placed], by=request.user, what=READS)
    context = {
        "host": found,
        "tutors": list(found.tutors.order_by("-is_active", "last_name", "pk")),
        "placements": placed,
        "places": places_of(found, placed),
        "may_edit": may(request.user, Can.EDIT_HOST, found),
        "story": story_of(found),
    }
    return render(request, "placements/host.html", context)


@needs_no_key("A live check: changes nothing.")
@require_POST
def host_names(request: HttpRequest) -> HttpResponse:
    """Hosts of the agency that begin as typed, for the field that asks."""
    authorize(request.user, Can.SEE_HOSTS)
    typed = request.POST.get("host", "")
    names = hosts_like(visible_hosts(request.user).order_by("name", "pk"), typed)
    return render(request, "beneficiaries/_places.html", {"names": names})


def _back(request: HttpRequest, host: HostOrganisation) -> HttpResponse:
    """Where one came from: a proposal waits for the host, or for its tutor; else the host."""
    doors = (("partecipazione", "propose"), ("proposta", "move"), ("tirocinio", "edit"))
    for name, door in doors:
        asked = request.GET.get(name, "")
        if asked.isdecimal() and len(asked) < 19:
            address = reverse(f"placements:{door}", args=[int(asked)])
            return redirect(address if door == "edit" else f"{address}?ospitante={host.pk}")
    return redirect("placements:host", host.pk)


@get_or_post
def host_new(request: HttpRequest) -> HttpResponse:
    """Register a body that takes people in."""
    authorize(request.user, Can.EDIT_HOST)
    data = request.POST if request.method == "POST" else None
    form = sieves.HostForm(data, hosts=visible_hosts(request.user))
    if form.is_valid():
        try:
            made = verbs.register_host(
                HostOrganisation(**form.columns()), by=request.user, at=timezone.now()
            )
        except NotPossible as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            drop_draft(request, host_form())
            messages.success(request, _("Ospitante registrato."))
            return _back(request, made)
    form = with_draft(request, form, host_form())
    context: dict[str, Any] = {"form": form, "host": None, "meetings": []}
    return render(request, "placements/host_edit.html", context)


@get_or_post
def host_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a host; nobody overwrites a colleague."""
    authorize(request.user, Can.SEE_HOSTS)
    found = host_of(request, pk)
    authorize(request.user, Can.EDIT_HOST, found)
    others = visible_hosts(request.user).exclude(pk=found.pk)
    data = request.POST if request.method == "POST" else None
    form = sieves.HostForm(data, hosts=others, initial=sieves.answers_of(found))
    met: list[Any] = []
    if form.is_valid():
        seen = read_seen(found, form.cleaned_data["seen"])
        try:
            verbs.correct_host(found, form.columns(), seen=seen, by=request.user, at=timezone.now())
        except EditClash as clash:
            met = meet(form, found, seen, clash)
        except NotPossible as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            drop_draft(request, host_form(found.pk))
            messages.success(request, _("Dati salvati."))
            return redirect("placements:host", found.pk)
    form = with_draft(request, form, host_form(found.pk))
    context = {"form": form, "host": found, "meetings": met}
    return render(request, "placements/host_edit.html", context)


def meet(form: Any, row: Any, seen: dict[str, Any], clash: EditClash) -> list[Any]:
    """After a clash: both texts, and the other's values counted as seen from now on."""
    form.data = form.data.copy()
    theirs = {one.field: one.theirs for one in clash.clashes}
    form.data["seen"] = sign_again(row, seen, theirs)
    return meetings_of(type(row), clash.clashes)


@get_or_post
def tutor_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody who follows trainees at a host."""
    authorize(request.user, Can.SEE_HOSTS)
    found = host_of(request, pk)
    authorize(request.user, Can.EDIT_HOST, found)
    form = sieves.TutorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verbs.add_tutor(HostTutor(**form.columns()), found, by=request.user, at=timezone.now())
        messages.success(request, _("Tutor aggiunto."))
        return _back(request, found)
    context = {"form": form, "host": found, "meetings": []}
    return render(request, "placements/tutor_edit.html", context)


@get_or_post
def tutor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of a host's tutor."""
    authorize(request.user, Can.SEE_HOSTS)
    of_host = get_object_or_404(visible_hosts(request.user).for_list(), tutors=pk)
    found = of_host.tutors.get(pk=pk)
    authorize(request.user, Can.EDIT_HOST, found)
    data = request.POST if request.method == "POST" else None
    form = sieves.TutorForm(data, initial=sieves.tutor_answers_of(found))
    met: list[Any] = []
    if form.is_valid():
        seen = read_seen(found, form.cleaned_data["seen"])
        try:
            verbs.correct_tutor(
                found, form.columns(), seen=seen, by=request.user, at=timezone.now()
            )
        except EditClash as clash:
            met = meet(form, found, seen, clash)
        else:
            messages.success(request, _("Dati salvati."))
            return redirect("placements:host", found.host_id)
    context = {"form": form, "host": of_host, "tutor": found, "meetings": met}
    return render(request, "placements/tutor_edit.html", context)
