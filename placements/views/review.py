"""The coordinator's desk: what waits for a decision, and the pages that one decides on."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.drafting import drop_draft, with_draft
from core.lists import Empty, ListPage
from core.policy import authorize
from core.ui.words import say_day_short
from placements.actions import decisions as verbs
from placements.actions import extensions as extension_verbs
from placements.drafting import decision_form
from placements.enums import ExtensionState, PlacementState
from placements.extending import UNDER_WAY, asked_of, open_extension_of, verdicts_of_extension
from placements.models import Placement
from placements.paper_tables import QueueTable
from placements.policy import Can, visible_extensions, visible_placements
from placements.querysets import OLDEST_FIRST
from placements.reviewing import changes_between, last_versions, verdicts_for_decision
from placements.signing import begun_words
from placements.views.deciding import Desk, Place, decide, judged_by, place_of
from placements.views.placements import get_or_post, log_placed
from placements.views.proposals import placement_of
from placements.wording import schedule_words

SAID = {
    "approve": gettext_lazy("Tirocinio approvato: ora si raccolgono le firme."),
    "ask": gettext_lazy("Modifiche richieste: la proposta è tornata a chi l’ha scritta."),
    "refuse": gettext_lazy("Proposta respinta."),
}
SAID_OF_EXTENSION = {
    "approve": gettext_lazy("Proroga approvata: ora si raccolgono le firme."),
    "ask": gettext_lazy("Modifiche richieste: la proroga è tornata a chi l’ha chiesta."),
    "refuse": gettext_lazy("Proroga respinta: resta l’ultimo giorno di prima."),
}


def _fetch(request: HttpRequest, keys: list[int]) -> list[Any]:
    waiting = visible_placements(request.user).to_review().filter(pk__in=keys)
    rows: list[Any] = list(waiting.for_list().select_related("submitted_by"))
    asked = visible_extensions(request.user).filter(
        placement__in=keys, state=ExtensionState.SUBMITTED
    )
    extensions = {one.placement_id: one for one in asked.select_related("submitted_by")}
    for row in rows:
        row.asked_for, row.sent_by = _("Proposta"), row.submitted_by
        if extension := extensions.get(row.pk):
            row.asked_for = _("Proroga al %(day)s") % {"day": say_day_short(extension.ends_on)}
            row.sent_by = extension.submitted_by
    return rows


queue = ListPage(
    title=gettext_lazy("Da esaminare"),
    one=gettext_lazy("richiesta"),
    noun=gettext_lazy("richieste"),
    who=Can.REVIEW,
    table=QueueTable,
    rows=lambda request: visible_placements(request.user).to_review(),
    fetch=_fetch,
    order=OLDEST_FIRST,
    empty=Empty(
        gettext_lazy("Nulla da esaminare"),
        gettext_lazy("Qui compaiono proposte e proroghe inviate, dalla più vecchia."),
    ),
    log=log_placed,
    file_name="tirocini-da-esaminare",
)
all_waiting = require_safe(queue)


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """To the request that has waited longest; to the empty list where none waits."""
    authorize(request.user, Can.REVIEW)
    waiting = visible_placements(request.user).to_review().order_by(*OLDEST_FIRST)
    oldest = waiting.values_list("pk", flat=True).first()
    return redirect("placements:review", oldest) if oldest else redirect("placements:queue")


@get_or_post
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal, or the extension that is asked for, what the rules say, and the decision."""
    found = placement_of(request, pk)
    authorize(request.user, Can.DECIDE if request.method == "POST" else Can.REVIEW, found)
    place = place_of(request, found)
    if place is not None and found.state in UNDER_WAY:
        return _extension(request, found, place)
    if place is not None and found.state == PlacementState.SUBMITTED:
        return _proposal(request, found, place)
    said = _("Non è più da esaminare: lo stato è “%(state)s”.")
    messages.info(request, said % {"state": found.state_now.label})
    return redirect("placements:show", found.pk)


def _proposal(request: HttpRequest, found: Placement, place: Place) -> HttpResponse:
    desk = Desk(
        found.beneficiary.full_name,
        partial(verbs.approve_placement, found),
        partial(verbs.ask_for_changes, found),
        partial(verbs.refuse_placement, found),
        SAID,
    )
    decided = decide(request, desk, place, asker=found.submitted_by)
    if decided.answer is not None:
        drop_draft(request, decision_form(found))
        return decided.answer
    versions = last_versions(found)
    before = versions[1] if len(versions) > 1 else None
    context = {
        "placement": found,
        "place": place,
        "begun": begun_words(found, timezone.localdate()),
        "form": with_draft(request, decided.form, decision_form(found)),
        "refused": decided.refused,
        "version": versions[0] if versions else None,
        "before": before,
        "changes": changes_between(before.content, versions[0].content) if before else [],
        "schedule": schedule_words(found.schedule),
        "is_own": True,
        **judged_by(verdicts_for_decision(found, timezone.localdate())),
    }
    return render(request, "placements/review.html", context)


def _extension(request: HttpRequest, found: Placement, place: Place) -> HttpResponse:
    extension = open_extension_of(found)
    assert extension is not None  # noqa: S101  why: it has a place in the queue
    extension.placement = found
    desk = Desk(
        found.beneficiary.full_name,
        partial(extension_verbs.approve_extension, extension),
        partial(extension_verbs.ask_changes_of_extension, extension),
        partial(extension_verbs.refuse_extension, extension),
        SAID_OF_EXTENSION,
    )
    decided = decide(request, desk, place, asker=extension.submitted_by)
    if decided.answer is not None:
        drop_draft(request, decision_form(found))
        return decided.answer
    today = timezone.localdate()
    context = {
        "placement": found,
        "extension": extension,
        "place": place,
        "form": with_draft(request, decided.form, decision_form(found)),
        "refused": decided.refused,
        "version": extension.version,
        "schedule": schedule_words(found.schedule),
        "is_own": True,
        **judged_by(verdicts_of_extension(found, asked_of(extension), today)),
    }
    return render(request, "placements/extension_review.html", context)
