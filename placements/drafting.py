"""What one typed of a proposal and did not save."""

from collections.abc import Iterable

from agencies.models import User
from core import drafts
from core.models import Draft
from placements.models import Placement


def proposal_form(number: int) -> str:
    """The name of the form that writes the terms of this placement."""
    return f"placement:{number}"


def typed_versions(user: User, placements: Iterable[Placement]) -> dict[int, list[Draft]]:
    """By placement, what was typed in several tabs: nothing where it stands in one alone."""
    numbers = {proposal_form(one.pk): one.pk for one in placements}
    several = drafts.several_of(numbers, by=user)
    return {numbers[form]: rows for form, rows in several.items()}
