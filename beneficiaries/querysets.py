"""Questions about people; none of them knows who asks."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from beneficiaries.models import (  # noqa: F401
        Beneficiary,
        CaseNote,
        RosterEntry,
        Share,
    )


class BeneficiaryQuerySet(models.QuerySet["Beneficiary"]):
    """Which people."""

    def for_page(self) -> "BeneficiaryQuerySet":
        """With what the page of a person shows around its head."""
        return self.select_related(
            "agency", "residence", "domicile", "citizenship", "birth_municipality", "birth_country"
        )


class RosterQuerySet(models.QuerySet["RosterEntry"]):
    """Who an agency follows."""

    def of_agency(self, agency_id: int) -> "RosterQuerySet":
        """In the charge of this agency."""
        return self.filter(agency_id=agency_id)

    def followed_by(self, user_id: int) -> "RosterQuerySet":
        """With this case manager."""
        return self.filter(case_manager_id=user_id)

    def in_order(self) -> "RosterQuerySet":
        """By name, as the index has them."""
        return self.order_by("sort_key", "beneficiary_id")


class CaseNoteQuerySet(models.QuerySet["CaseNote"]):
    """Which notes."""

    def newest_first(self) -> "CaseNoteQuerySet":
        """By the day of the contact, then by writing."""
        return self.order_by("-happened_on", "-pk")

    def for_timeline(self) -> "CaseNoteQuerySet":
        """With the author, newest first."""
        return self.select_related("author").newest_first()


class ShareQuerySet(models.QuerySet["Share"]):
    """Which sharings."""

    def current(self, day: date) -> "ShareQuerySet":
        """Valid on this day."""
        return self.filter(valid_from__lte=day, valid_to__gte=day)
