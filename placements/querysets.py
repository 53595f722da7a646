"""Questions about hosts, placements and registers; none of them knows who asks."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce

from beneficiaries.querysets import Workers
from placements.enums import BEGUN, PLACED, ExtensionState, PlacementState, RegisterState

if TYPE_CHECKING:
    from placements.models import (  # noqa: F401
        AttendanceRegister,
        HostOrganisation,
        Placement,
    )

# Who has waited longest for a decision comes first, on the home, in the list, from page to page.
OLDEST_FIRST = ("asked_at", "pk")


class HostQuerySet(models.QuerySet["HostOrganisation"]):
    """Which hosts."""

    def of_agency(self, agency_id: int) -> "HostQuerySet":
        """Kept by this agency."""
        return self.filter(agency_id=agency_id)

    def for_list(self) -> "HostQuerySet":
        """With the municipality, by name."""
        return self.select_related("municipality").order_by("name", "pk")


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Which placements."""

    def of_agency(self, agency_id: int) -> "PlacementQuerySet":
        """Proposed by this agency."""
        return self.filter(agency_id=agency_id)

    def of_project(self, project_id: int) -> "PlacementQuerySet":
        """Of participations in this project."""
        return self.filter(project_id=project_id)

    def of_worker(self, *user_ids: int) -> "PlacementQuerySet":
        """Whose promoter's tutor this user (or one of these) is, or who was proposed by them."""
        return self.filter(Q(promoter_tutor_id__in=user_ids) | Q(submitted_by_id__in=user_ids))

    def of_nobody(self, workers: Workers) -> "PlacementQuerySet":
        """Which none of these workers follows as the tutor, or has sent."""
        followed = Q(promoter_tutor_id__in=workers) | Q(submitted_by_id__in=workers)
        return self.exclude(followed)

    def to_review(self) -> "PlacementQuerySet":
        """Waiting for a decision, on themselves or on an extension; `asked_at` says since when."""
        rows = self.annotate(
            asked=FilteredRelation(
                "extensions", condition=Q(extensions__state=ExtensionState.SUBMITTED)
            ),
            asked_at=Coalesce(F("asked__submitted_at"), F("submitted_at")),
        )
        return rows.filter(Q(state=PlacementState.SUBMITTED) | Q(asked__isnull=False))

    def to_sign(self) -> "PlacementQuerySet":
        """Approved, and not yet signed by all."""
        return self.filter(state=PlacementState.APPROVED)

    def to_collect(self) -> "PlacementQuerySet":
        """Whose papers are collected, their first ones or an extension's, since `approved_at`."""
        rows = self.annotate(
            extended=FilteredRelation(
                "extensions", condition=Q(extensions__state=ExtensionState.APPROVED)
            ),
            approved_at=Coalesce(F("extended__decided_at"), F("decided_at")),
        )
        return rows.filter(Q(state=PlacementState.APPROVED) | Q(extended__isnull=False))

    def placed(self) -> "PlacementQuerySet":
        """Taking one of the host's places."""
        return self.filter(state__in=PLACED)

    def begun(self) -> "PlacementQuerySet":
        """That have days to attend, or had."""
        return self.filter(state__in=BEGUN)

    def during(self, first: date, last: date) -> "PlacementQuerySet":
        """With a day between these two, both included."""
        over = self.annotate(last_on=Coalesce(F("ended_on"), F("ends_on")))
        return over.filter(starts_on__lte=last, last_on__gte=first)

    def with_last_day(self) -> "PlacementQuerySet":
        """With `last_on`, until when a place is taken: an approved extension holds it already."""
        return self.annotate(
            held=FilteredRelation(
                "extensions", condition=Q(extensions__state=ExtensionState.APPROVED)
            ),
            last_on=Coalesce(F("ended_on"), F("held__ends_on"), F("ends_on")),
        )

    def ending_by(self, day: date) -> "PlacementQuerySet":
        """Under way, and to end on this day or before."""
        return self.filter(
            state__in=(PlacementState.RUNNING, PlacementState.SUSPENDED), ends_on__lte=day
        )

    def for_list(self) -> "PlacementQuerySet":
        """With the person, the host and the project, by beginning."""
        return self.select_related("beneficiary", "host", "project").order_by("starts_on", "pk")

    def for_page(self) -> "PlacementQuerySet":
        """With everything the page of one placement shows."""
        return self.select_related(
            "beneficiary__agency",
            "beneficiary__residence",
            "participation__entry",
            "project__programme__call",
            "agency",
            "host__municipality",
            "host_tutor",
            "promoter_tutor",
            "action",
            "submitted_by",
            "decided_by",
        )


class RegisterQuerySet(models.QuerySet["AttendanceRegister"]):
    """Which registers."""

    def of_agency(self, agency_id: int) -> "RegisterQuerySet":
        """Kept by this agency."""
        return self.filter(agency_id=agency_id)

    def of_month(self, month: date) -> "RegisterQuerySet":
        """Of the month that begins on this day."""
        return self.filter(month=month)

    def counted(self) -> "RegisterQuerySet":
        """Validated, so that an allowance follows from them."""
        return self.filter(state__in=(RegisterState.VALIDATED, RegisterState.PAID))

    def for_list(self) -> "RegisterQuerySet":
        """With placement, person and host, by month and name."""
        return self.select_related(
            "placement__beneficiary", "placement__host", "placement__project"
        ).order_by("month", "placement_id")
