"""The coordinator's desk: what waits for a decision, and the page that one decides on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.lists import Empty, ListPage
from core.policy import authorize
from core.workflow import WrongStep
from placements.actions import decisions as verbs
from placements.actions.refusals import NotPossible
from placements.enums import PlacementState
from placements.facts import blocking, tally
from placements.forms.decisions import DecisionForm
from placements.models import Placement
from placements.paper_tables import QueueTable
from placements.policy import Can, visible_placements
from placements.querysets import OLDEST_FIRST
from placements.reviewing import changes_between, last_versions, verdicts_for_decision
from placements.views.placements import get_or_post, log_placed
from placements.views.proposals import placement_of
from placements.wording import schedule_words

SAID = {
    "approve": gettext_lazy("Tirocinio approvato: ora si raccolgono le firme."),
    "ask": gettext_lazy("Modifiche richieste: la proposta è tornata a chi l’ha scritta."),
    "refuse": gettext_lazy("Proposta respinta."),
}


def _fetch(request: HttpRequest, keys: list[int]) -> list[Placement]:
    rows = visible_placements(request.user).filter(pk__in=keys).for_list()
    return list(rows.select_related("submitted_by"))


queue = ListPage(
    title=gettext_lazy("Da esaminare"),
    one=gettext_lazy("proposta"),
    noun=gettext_lazy("proposte"),
    who=Can.REVIEW,
    table=QueueTable,
    rows=lambda request: visible_placements(request.user).to_review(),
    fetch=_fetch,
    order=OLDEST_FIRST,
    empty=Empty(
        gettext_lazy("Nulla da esaminare"),
        gettext_lazy("Le proposte inviate dagli operatori compaiono qui, dalla più vecchia."),
    ),
    log=log_placed,
    file_name="tirocini-da-esaminare",
)
all_waiting = require_safe(queue)


@dataclass(frozen=True)
class Place:
    """Where a proposal stands among those that wait."""

    number: int
    total: int
    previous: int | None
    next: int | None

    @property
    def onward(self) -> int | None:
        """The one to look at after this: the next, or the first that is left."""
        return self.next if self.next is not None else self.previous


def place_of(request: HttpRequest, placement: Placement) -> Place | None:
    """Its number in the queue, its neighbours, and how many wait; None: it waits no more."""
    waiting = visible_placements(request.user).to_review().order_by(*OLDEST_FIRST)
    keys = list(waiting.values_list("pk", flat=True))
    if placement.pk not in keys:
        return None
    at = keys.index(placement.pk)
    return Place(
        at + 1,
        len(keys),
        keys[at - 1] if at else None,
        keys[at + 1] if at + 1 < len(keys) else None,
    )


@get_or_post
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, what the rules say of it, and the decision."""
    found = placement_of(request, pk)
    is_sent = request.method == "POST"
    authorize(request.user, Can.DECIDE if is_sent else Can.REVIEW, found)
    place = place_of(request, found)
    if found.state != PlacementState.SUBMITTED or place is None:
        said = _("Non è più da esaminare: lo stato è “%(state)s”.")
        messages.info(request, said % {"state": found.state_now.label})
        return redirect("placements:show", found.pk)
    verb = request.POST.get("verb", "")
    form = DecisionForm(
        request.POST if is_sent and verb != "approve" else None, verb=verb, to=_asker(found)
    )
    refused = ""
    if is_sent and (verb == "approve" or form.is_valid()):
        try:
            _decide(request, found, form)
        except (NotPossible, WrongStep) as refusal:
            refused = str(refusal)
        else:
            messages.success(request, str(SAID.get(verb, SAID["ask"])))
            return _onward(place)
    return _answer(request, found, place, form=form, refused=refused)


def _asker(found: Placement) -> str:
    return found.submitted_by.first_name if found.submitted_by else ""


def _decide(request: HttpRequest, found: Placement, form: DecisionForm) -> None:
    """The one verb that was pressed, on the version that was looked at."""
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 6 else None
    who: dict[str, Any] = {"by": request.user, "at": timezone.now(), "version": version}
    if form.verb == "approve":
        verbs.approve_placement(found, **who)
    elif form.verb == "refuse":
        told = form.cleaned_data
        verbs.refuse_placement(found, reason=told["reason"], note=told["note"], **who)
    else:
        verbs.ask_for_changes(found, note=form.cleaned_data["note"], **who)


def _onward(place: Place) -> HttpResponse:
    if place.onward is None:
        return redirect("placements:queue")
    return redirect("placements:review", place.onward)


def _answer(
    request: HttpRequest, found: Placement, place: Place, *, form: DecisionForm, refused: str
) -> HttpResponse:
    verdicts = verdicts_for_decision(found, timezone.localdate())
    versions = last_versions(found)
    before = versions[1] if len(versions) > 1 else None
    blocks = blocking(verdicts)
    context = {
        "placement": found,
        "place": place,
        "form": form,
        "refused": refused,
        "version": versions[0] if versions else None,
        "before": before,
        "changes": changes_between(before.content, versions[0].content) if before else [],
        "schedule": schedule_words(found.schedule),
        "is_own": True,
        "verdicts": verdicts,
        "tally": tally(verdicts),
        "blocks": blocks,
        "hindrance": _hindrance(blocks),
    }
    return render(request, "placements/review.html", context)


def _hindrance(blocks: Sequence[Any]) -> str:
    """Why it cannot be approved, and who can put that right."""
    if not blocks:
        return ""
    fixers = dict.fromkeys(str(one.fixer.label).lower() for one in blocks)
    return _("Non si può approvare finché un controllo blocca. Può correggere: %(who)s.") % {
        "who": ", ".join(fixers)
    }
