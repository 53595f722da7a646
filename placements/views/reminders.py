"""Reminders, sent from a list: one goes back to it, with its filters and its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.policy import authorize
from core.workflow import WrongStep
from placements.actions import reminders as verbs
from placements.actions.refusals import NotPossible
from placements.day_tables import MINE
from placements.models import Placement
from placements.policy import Can
from placements.views.proposals import placement_of

# In the address: it was sent from the page of the signatures, and one stays there.
FROM_PAPERS = "firme"


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to who sent the proposal that signatures lack."""
    found = placement_of(request, pk)
    authorize(request.user, Can.SIGN, found)
    papers = reverse("placements:papers", args=[found.pk])
    _send(request, verbs.remind_signatures, found, papers)
    if request.GET.get("da") == FROM_PAPERS:
        return redirect(papers)
    return _back(request, "placements:unsigned")


@require_POST
def remind_registers(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to who follows the placement that months are to be closed."""
    found = placement_of(request, pk)
    authorize(request.user, Can.FILL, found)
    _send(request, verbs.remind_registers, found, f"{reverse('placements:missing')}?seguiti={MINE}")
    return _back(request, "placements:missing")


def _send(
    request: HttpRequest, act: Callable[..., Placement], found: Placement, address: str
) -> None:
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    try:
        act(found, link=request.build_absolute_uri(address), **who)
    except (NotPossible, WrongStep) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sollecito inviato."))


def _back(request: HttpRequest, name: str) -> HttpResponse:
    asked = request.GET.urlencode()
    return redirect(f"{reverse(name)}?{asked}" if asked else reverse(name))
