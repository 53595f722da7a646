"""What extensions put on the page of a placement: the way to ask for one, and those there are."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.panels import panel
from placements.extending import UNDER_WAY, hinders_asking
from placements.extension_story import said_of_extensions
from placements.models import Placement
from placements.policy import Can, visible_extensions

Filled = tuple[str, dict[str, Any]]


@panel("placements.extend", slot="placement.acts", order=20, who=Can.SIGN)
def extend(request: HttpRequest, placement: Placement) -> Filled | None:
    """The way to ask for an extension, or to the one that is open."""
    if placement.state not in UNDER_WAY:
        return None
    act = (
        _("Proroga"),
        reverse("placements:extend", args=[placement.pk]),
        "extend",
        hinders_asking(placement, timezone.localdate()),
    )
    return "placements/_acts.html", {"acts": [act]}


@panel("placements.extensions", slot="placement.body", order=5, who=Can.SIGN)
def extensions(request: Any, placement: Placement) -> Filled | None:
    """The extensions of this placement, each with where it is."""
    said = said_of_extensions(visible_extensions(request.user).filter(placement=placement))
    return ("placements/_extensions.html", {"said": said}) if said else None
