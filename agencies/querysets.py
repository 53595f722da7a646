"""Questions about seats."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from agencies.enums import CASEWORKERS, Role

if TYPE_CHECKING:
    from agencies.models import Membership  # noqa: F401


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who sits where."""

    def current(self, day: date) -> "MembershipQuerySet":
        """Seats that are held on this day, of users who may sign in."""
        open_ended = Q(valid_to=None) | Q(valid_to__gte=day)
        return self.filter(open_ended, valid_from__lte=day, user__is_active=True)

    def beginning(self, after: date, until: date) -> "MembershipQuerySet":
        """Seats to come: that begin after the one day, at the latest on the other."""
        return self.filter(valid_from__gt=after, valid_from__lte=until, user__is_active=True)

    def of_caseworkers(self) -> "MembershipQuerySet":
        """Of who works with people: social workers and coordinators."""
        return self.filter(role__in=CASEWORKERS)

    def of_coordinators(self) -> "MembershipQuerySet":
        """Of who coordinates."""
        return self.filter(role=Role.COORDINATOR)

    def of_administrators(self) -> "MembershipQuerySet":
        """Of who administers."""
        return self.filter(role=Role.AGENCY_ADMIN)

    def for_switcher(self) -> "MembershipQuerySet":
        """With the agency, in a steady order."""
        return self.select_related("agency").order_by("agency__name", "role", "pk")
