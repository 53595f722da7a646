"""Another host or kind for a proposal that is begun: what is typed stays."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from beneficiaries.forms.seen import read_seen, sign_again
from core import drafts
from core.merge import EditClash
from core.policy import authorize
from placements.actions import proposals as verbs
from placements.actions.refusals import NotPossible
from placements.facts import is_writable, not_asked
from placements.forms.proposals import MoveForm, place_answers_of
from placements.models import Placement
from placements.policy import Can, visible_hosts
from placements.views.hosts import meet
from placements.views.proposals import chosen_host, draft_of, get_or_post, placement_of


@get_or_post
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another host or kind; the rules are asked again on the page that follows."""
    found = placement_of(request, pk)
    authorize(request.user, Can.PROPOSE, found)
    hosts = list(visible_hosts(request.user).order_by("name", "pk"))
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        hosts=hosts,
        initial=place_answers_of(found) | chosen_host(request, hosts),
    )
    met: list[Any] = []
    if form.is_valid():
        seen = read_seen(found, form.cleaned_data["seen"])
        try:
            return _move(request, found, form, seen)
        except EditClash as clash:
            met = meet(form, found, seen, clash)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    context = {
        "placement": found,
        "form": form,
        "meetings": met,
        "is_writable": is_writable(found),
    }
    return render(request, "placements/move.html", context)


def _move(
    request: HttpRequest, found: Placement, form: MoveForm, seen: dict[str, Any]
) -> HttpResponse:
    chosen = form.cleaned_data
    fresh = verbs.move_placement(
        found, chosen["host"], kind=chosen["kind"], seen=seen, by=request.user, at=timezone.now()
    )
    _keep_typed(request, found, fresh)
    said = _("Salvato: il resto della proposta è rimasto, e i controlli sono rifatti.")
    if fresh.host_id != found.host_id:
        said = _(
            "Ospitante cambiato, il resto è rimasto. Scegli il tutor del nuovo ospitante, e"
            " controlla le risposte che lo riguardano."
        )
    messages.success(request, said)
    return redirect("placements:edit", found.pk)


def _keep_typed(request: HttpRequest, found: Placement, fresh: Placement) -> None:
    """What I typed and did not save stays, but for the tutor and what the old kind did not ask."""
    draft = draft_of(request, found)
    kept = drafts.read(draft)
    if draft.pk is None or not kept:
        return
    for name in not_asked(found.kind):
        kept.pop(name, None)
    if fresh.host_id != found.host_id:
        kept.pop("host_tutor", None)
        seen = read_seen(found, kept.get("seen", ""))
        kept["seen"] = sign_again(found, seen, {"host_tutor_id": None})
    drafts.write(draft, kept)
