"""What the person's page says of the household, at no statement of its own."""

from typing import Any

from django.http import HttpRequest

from beneficiaries.household_page import brief_of
from beneficiaries.models import Beneficiary
from beneficiaries.policy import Can
from core.panels import panel


@panel("people.household", slot="person.rail", order=4, who=Can.KEEP_HOUSEHOLD)
def household(request: HttpRequest, person: Beneficiary) -> tuple[str, dict[str, Any]]:
    """How many live there, how many are minors, whether somebody works; no names."""
    return "beneficiaries/_rail_household.html", {"person": person, "answer": brief_of(person)}
