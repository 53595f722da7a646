"""What both pages of the coordinator's desk share: the place in the queue, and how one decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agencies.models import User
from core.workflow import WrongStep
from placements.actions.refusals import NotPossible
from placements.facts import blocking, tally
from placements.forms.decisions import DecisionForm
from placements.models import Placement
from placements.policy import visible_placements
from placements.querysets import OLDEST_FIRST
from placements.terms import Verdict


@dataclass(frozen=True)
class Place:
    """Where a request stands among those that wait."""

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


@dataclass(frozen=True)
class Desk:
    """The three verbs of a decision on whose placement, and what each says when it is done."""

    whose: str
    approve: Callable[..., Any]
    ask: Callable[..., Any]
    refuse: Callable[..., Any]
    said: Mapping[str, str | Promise]


@dataclass(frozen=True)
class Decided:
    """What came of a press on a button: where to go on, or the form and why not."""

    answer: HttpResponse | None
    form: DecisionForm
    refused: str = ""


def decide(request: HttpRequest, desk: Desk, place: Place, *, asker: User | None) -> Decided:
    """Take the decision that was pressed, on the version that was looked at."""
    verb = request.POST.get("verb", "")
    is_sent, to = request.method == "POST", asker.first_name if asker else ""
    form = DecisionForm(request.POST if is_sent and verb != "approve" else None, verb=verb, to=to)
    if not is_sent or (verb != "approve" and not form.is_valid()):
        return Decided(None, form)
    try:
        _take(request, desk, form)
    except (NotPossible, WrongStep) as refusal:
        return Decided(None, form, str(refusal))
    # The next page shows somebody else.
    messages.success(request, f"{desk.whose} – {desk.said.get(verb, desk.said['ask'])}")
    return Decided(_onward(place), form)


def _take(request: HttpRequest, desk: Desk, form: DecisionForm) -> None:
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 6 else None
    who: dict[str, Any] = {"by": request.user, "at": timezone.now(), "version": version}
    if form.verb == "approve":
        desk.approve(**who)
    elif form.verb == "refuse":
        desk.refuse(reason=form.cleaned_data["reason"], note=form.cleaned_data["note"], **who)
    else:
        desk.ask(note=form.cleaned_data["note"], **who)


def _onward(place: Place) -> HttpResponse:
    if place.onward is None:
        return redirect("placements:queue")
    return redirect("placements:review", place.onward)


def judged_by(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The verdicts as both pages show them: all, their count, what blocks, and what that means."""
    blocks = blocking(verdicts)
    return {
        "verdicts": verdicts,
        "tally": tally(verdicts),
        "blocks": blocks,
        "hindrance": _hindrance(blocks),
    }


def _hindrance(blocks: Sequence[Verdict]) -> str:
    """Why it cannot be approved, and who can put that right."""
    if not blocks:
        return ""
    fixers = dict.fromkeys(str(one.fixer.label).lower() for one in blocks)
    return _("Non si può approvare finché un controllo blocca. Può correggere: %(who)s.") % {
        "who": ", ".join(fixers)
    }
