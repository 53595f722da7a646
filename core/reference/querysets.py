"""Questions about places."""

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet


class MunicipalityQuerySet(QuerySet[Any]):
    """Questions about municipalities."""

    def in_force(self, day: date) -> Self:
        """Only those that exist on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def with_cadastral_code(self, code: str) -> Self:
        """Every stretch of life of one cadastral code, the oldest first."""
        return self.filter(cadastral_code=code).order_by("valid_from")

    def in_ambit(self, ambit: str) -> Self:
        """The municipalities of a social ambit."""
        return self.filter(ambit=ambit)

    def for_list(self) -> Self:
        """By name, as in the boxes one picks a municipality from."""
        return self.order_by("name", "province", "valid_from")


class CountryQuerySet(QuerySet[Any]):
    """Questions about countries."""

    def in_force(self, day: date) -> Self:
        """Those a person can be a citizen of on a day; statelessness is one of them."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
