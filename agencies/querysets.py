"""Questions about seats."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, JSONObject

from agencies.enums import CASEWORKERS, LeaveState, Role

if TYPE_CHECKING:
    from agencies.models import Leave, Membership  # noqa: F401


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

    def with_leaves(self, day: date) -> "MembershipQuerySet":
        """With whom the holder covers in the agency on this day, and their own absence."""
        here: LeaveQuerySet = apps.get_model("agencies", "Leave").objects.on(day)
        leaves = here.filter(agency_id=OuterRef("agency_id"))
        covers = leaves.filter(cover_id=OuterRef("user_id")).order_by("last_on", "pk")
        who = JSONObject(pk="worker_id", name=_name("worker"), until="last_on")
        own = leaves.filter(worker_id=OuterRef("user_id"))
        return self.annotate(
            told_covers=ArraySubquery(covers.values_list(who)), told_away=Subquery(own.told())
        )

    def with_away(self, day: date) -> "MembershipQuerySet":
        """With the holder's absence of this day, and whether whoever covers it is there."""
        leaves: LeaveQuerySet = apps.get_model("agencies", "Leave").objects.on(day)
        own = leaves.filter(worker_id=OuterRef("user_id"), agency_id=OuterRef("agency_id"))
        return self.annotate(told_away=Subquery(own.with_cover(day).told()))

    def for_switcher(self) -> "MembershipQuerySet":
        """With the agency, in a steady order."""
        return self.select_related("agency").order_by("agency__name", "role", "pk")


class LeaveQuerySet(models.QuerySet["Leave"]):
    """Which absences from work."""

    def standing(self) -> "LeaveQuerySet":
        """Those nobody has called off."""
        return self.filter(cancelled_at=None)

    def on(self, day: date) -> "LeaveQuerySet":
        """Those this day is part of."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> "LeaveQuerySet":
        """Those with a day in common with these, both included."""
        return self.standing().filter(first_on__lte=last, last_on__gte=first)

    def of_worker(self, user_id: int) -> "LeaveQuerySet":
        """Of this worker."""
        return self.filter(worker_id=user_id)

    def covered_by(self, user_id: int) -> "LeaveQuerySet":
        """Of those whom this worker covers."""
        return self.filter(cover_id=user_id)

    def concerning(self, user_id: int) -> "LeaveQuerySet":
        """Of this worker, or of those whom they cover."""
        return self.filter(Q(worker_id=user_id) | Q(cover_id=user_id))

    def with_cover(self, day: date) -> "LeaveQuerySet":
        """With `is_covered`: whether whoever covers works there on this day and is not away."""
        seats: MembershipQuerySet = apps.get_model("agencies", "Membership").objects.all()
        there = {"user_id": OuterRef("cover_id"), "agency_id": OuterRef("agency_id")}
        away = {"worker_id": OuterRef("cover_id"), "agency_id": OuterRef("agency_id")}
        others: LeaveQuerySet = apps.get_model("agencies", "Leave").objects.on(day)
        works = Exists(seats.current(day).of_caseworkers().filter(**there))
        is_covered = Q(works) & ~Q(Exists(others.filter(**away)))
        told = ExpressionWrapper(is_covered, output_field=BooleanField())
        return self.annotate(is_covered=told)

    def in_state(self, state: LeaveState, day: date) -> "LeaveQuerySet":
        """Those that stand so on this day."""
        if state == LeaveState.CANCELLED:
            return self.exclude(cancelled_at=None)
        if state == LeaveState.NOW:
            return self.on(day)
        kept = self.standing()
        is_planned = state == LeaveState.PLANNED
        return kept.filter(first_on__gt=day) if is_planned else kept.filter(last_on__lt=day)

    def told(self) -> "models.QuerySet[Leave, Any]":
        """As one value beside others: which, until when, who covers, and whether they are there."""
        known: dict[str, Any] = {"pk": "pk", "until": "last_on", "cover": _name("cover")}
        if "is_covered" in self.query.annotations:
            known["is_covered"] = "is_covered"
        return self.order_by("pk").values_list(JSONObject(**known))[:1]

    def for_page(self) -> "LeaveQuerySet":
        """With who is away and who covers, the present and the next ones first."""
        return self.select_related("worker", "cover").order_by("-last_on", "-pk")


def _name(worker: str) -> Concat:
    return Concat(f"{worker}__first_name", Value(" "), f"{worker}__last_name")
