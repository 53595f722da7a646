"""The list of placements, and the page of one: where it is, what was said, what comes next."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beneficiaries.head import head_beside
from core.audit.actions import log_reading
from core.lists import Empty, ListPage
from core.panels import panels_for
from core.policy import authorize, may
from core.workflow import WrongStep
from placements.actions import proposals as verbs
from placements.actions.refusals import NotPossible
from placements.enums import PLACED, PlacementState
from placements.facts import is_writable, tally, verdicts_of
from placements.filters import PlacementFilter
from placements.models import MandatoryNotice, Placement
from placements.policy import Can, visible_placements
from placements.progress import next_of, steps_of
from placements.signing import start_notice_of
from placements.story import story_of_placement
from placements.tables import PlacementTable
from placements.views.proposals import answer_form, form_of, placement_of
from placements.wording import schedule_words
from placements.workflow import placement_workflow

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
# States in which the rules still say what can be changed.
JUDGED = {PlacementState.DRAFT, PlacementState.SUBMITTED, PlacementState.CHANGES, *PLACED} - {
    PlacementState.RUNNING,
    PlacementState.SUSPENDED,
}


def _fetch(request: HttpRequest, keys: list[int]) -> list[Placement]:
    return list(visible_placements(request.user).filter(pk__in=keys).for_list())


def log_placed(request: HttpRequest, shown: Sequence[Placement], how: str) -> None:
    """Write down that these people were listed or exported."""
    what = "elenco tirocini" if how == "list" else "esportazione tirocini"
    log_reading([row.beneficiary for row in shown], by=request.user, what=what)


placement_list = ListPage(
    title=gettext_lazy("Tirocini"),
    one=gettext_lazy("tirocinio"),
    noun=gettext_lazy("tirocini"),
    who=Can.SEE_PLACEMENTS,
    table=PlacementTable,
    filters=PlacementFilter,
    rows=lambda request: visible_placements(request.user),
    fetch=_fetch,
    order=("-starts_on", "-pk"),
    empty=Empty(
        gettext_lazy("Ancora nessun tirocinio"),
        gettext_lazy("Un tirocinio si propone dalla pagina di una persona che partecipa."),
    ),
    log=log_placed,
    template="placements/list.html",
    in_menu=True,
    file_name="tirocini",
    context=lambda request, listing: {"may_see_hosts": may(request.user, Can.SEE_HOSTS)},
)


all_placements = require_safe(placement_list)


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One placement; who accounts for it reads neither aims nor what was decided and why."""
    found = placement_of(request, pk)
    is_own = may(request.user, Can.PROPOSE, found)
    verdicts = []
    if is_own and found.state_now in JUDGED:
        verdicts = verdicts_of(found, timezone.localdate())
    context = {
        "placement": found,
        "head": head_beside(found.beneficiary, user=request.user),
        "is_own": is_own,
        "is_writable": is_own and is_writable(found),
        "schedule": schedule_words(found.schedule),
        "steps": steps_of(found),
        "next": next_of(found, _notice_of(found)) if is_own else None,
        "verdicts": verdicts,
        "tally": tally(verdicts),
        "offers": _offers(request, found) if is_own else {},
        "acts": panels_for(request, "placement.acts", found),
        "panels": panels_for(request, "placement.body", found),
        "rail": panels_for(request, "placement.rail", found),
    }
    return render(request, "placements/show.html", context)


def _notice_of(found: Placement) -> MandatoryNotice | None:
    """The notice of the beginning, where what comes next depends on it."""
    return start_notice_of(found) if found.state == PlacementState.SIGNED else None


def _offers(request: HttpRequest, found: Placement) -> dict[str, Any]:
    """The steps of this page by name; the others come in the panels of the slot."""
    offers = placement_workflow.steps_for(request.user, found)
    return {one.name: one for one in offers if one.name in ("submit", "withdraw", "reopen")}


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed which term, who decided, and when."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    context = {"placement": found, "story": story_of_placement(found)}
    return render(request, "placements/history.html", context)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it to the coordinator; what lacks or blocks leads to its fields."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    try:
        verbs.submit_placement(found, by=request.user, at=timezone.now())
    except verbs.Blocked as refusal:
        return answer_form(request, found, form_of(request, found, told=refusal.told))
    except WrongStep as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Proposta inviata al coordinatore."))
    return redirect("placements:show", found.pk)


@get_or_post
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal back; the page before says what it means."""
    return _confirmed(request, pk, "withdraw", verbs.withdraw_placement, _("Proposta ritirata."))


@get_or_post
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an approved proposal again; the page before says that signatures fall."""
    said = _("Proposta riaperta: correggila e inviala di nuovo.")
    return _confirmed(request, pk, "reopen", verbs.reopen_placement, said)


Verb = Callable[..., Placement]


def _confirmed(request: HttpRequest, pk: int, name: str, verb: Verb, said: str) -> HttpResponse:
    found = placement_of(request, pk)
    authorize(request.user, Can.WITHDRAW, found)
    refused = ""
    if request.method == "POST":
        try:
            verb(found, by=request.user, at=timezone.now())
        except (WrongStep, NotPossible) as refusal:
            refused = str(refusal)
        else:
            messages.success(request, said)
            return redirect("placements:edit" if name == "reopen" else "placements:show", found.pk)
    context = {"placement": found, "refused": refused, "step": placement_workflow.steps[name]}
    return render(request, f"placements/{name}.html", context)
