"""Who lives with whom."""

from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import Beneficiary, HouseholdMember
from tests.acting import as_user
from tests.cast import player
from tests.makers.people import make_person


def make_member_of_household(
    person: Beneficiary | None = None, *, by: User | None = None, **fields: Any
) -> HouseholdMember:
    """A daughter of eight, Sofia, without a file; or whoever the fields say."""
    by = by or player("ines")
    person = person or make_person(by=by)
    told: dict[str, Any] = {"relation": "CHILD"}
    if "beneficiary" not in fields:
        told |= {"first_name": "Sofia", "birth_year": timezone.localdate().year - 8}
    with as_user(by) as user:
        newcomer = actions.Newcomer(**told | fields)
        return actions.add_member(person, newcomer, by=user, at=timezone.now())


def line_of(person: Beneficiary, *, by: User | None = None) -> HouseholdMember:
    """The line by which a person lives in their household."""
    with as_user(by or player("ines")):
        lines = HouseholdMember.objects.filter(is_mistake=False, ends_on=None)
        return lines.select_related("household").get(beneficiary=person)
