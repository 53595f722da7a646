"""What of this floor is under way when the file of a person is to be closed."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.closing import Running, under_way
from placements.enums import PLACED, PlacementState
from placements.policy import visible_placements

ASKED = (PlacementState.DRAFT, PlacementState.SUBMITTED, PlacementState.CHANGES)


@under_way
def placements(person_id: int, user: Any) -> Iterator[Running]:
    """One that holds must end first: while it does, the agency owes the person a tutor."""
    rows = visible_placements(user).filter(beneficiary_id=person_id)
    found = rows.filter(state__in=[*PLACED, *ASKED]).select_related("host").order_by("pk")
    for one in found:
        holds = one.state in PLACED
        said = (
            _("Tirocinio presso %(host)s: %(state)s")
            if holds
            else _("Proposta di tirocinio presso %(host)s: %(state)s")
        )
        told = {"host": one.host, "state": one.get_state_display().lower()}
        yield Running(said % told, reverse("placements:show", args=[one.pk]), must_end=holds)
