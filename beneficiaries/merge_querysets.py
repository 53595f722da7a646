"""Questions about records that may be of one person, and about those made one."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from beneficiaries.enums import DuplicateState

if TYPE_CHECKING:
    from beneficiaries.models import DuplicatePair, Merge  # noqa: F401


class DuplicateQuerySet(models.QuerySet["DuplicatePair"]):
    """Which pairs of records."""

    def open(self) -> "DuplicateQuerySet":
        """Nobody has said yet whether they are of one person."""
        return self.filter(state=DuplicateState.OPEN)

    def set_aside(self) -> "DuplicateQuerySet":
        """Somebody has said that they are of two people."""
        return self.filter(state=DuplicateState.SET_ASIDE)

    def of_person(self, person_id: int) -> "DuplicateQuerySet":
        """With this record on one side."""
        return self.filter(models.Q(first_id=person_id) | models.Q(second_id=person_id))

    def for_list(self) -> "DuplicateQuerySet":
        """With the two people."""
        return self.select_related("first__residence", "second__residence", "decided_by")

    def for_page(self) -> "DuplicateQuerySet":
        """With what of the two people is compared."""
        places = ("birth_municipality", "birth_country", "citizenship", "residence", "domicile")
        sides = (f"{side}__{name}" for side in ("first", "second") for name in places)
        return self.select_related(*sides)


class MergeQuerySet(models.QuerySet["Merge"]):
    """Which records made one."""

    def since(self, moment: datetime) -> "MergeQuerySet":
        """Made at this moment or later."""
        return self.filter(made_at__gte=moment)

    def for_page(self) -> "MergeQuerySet":
        """Newest first, with people and who did it."""
        joined = self.select_related("kept", "gone", "made_by", "undone_by")
        return joined.order_by("-made_at", "-pk")
