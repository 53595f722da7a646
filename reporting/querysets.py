"""Questions about reports."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, When

from reporting.enums import MoneyColumn

if TYPE_CHECKING:
    from reporting.models import FundingReport, MoneyMember, PlacementMember  # noqa: F401


class FundingReportQuerySet(models.QuerySet["FundingReport"]):
    """Which reports."""

    def for_list(self) -> "FundingReportQuerySet":
        """With project and agency, newest first."""
        return self.select_related("project", "agency").order_by("-cut_off", "-version", "-pk")

    def for_page(self) -> "FundingReportQuerySet":
        """With what the page of one report shows."""
        return self.select_related(
            "project__lead",
            "project__programme__call",
            "agency",
            "job",
            "prepared_by",
            "confirmed_by",
            "sent_by",
            "replaces",
        )

    def beside(self, report: "FundingReport") -> "FundingReportQuerySet":
        """The other reports of its project."""
        others = self.filter(project_id=report.project_id).exclude(pk=report.pk)
        return others.order_by("-cut_off", "-version")[:10]


class MoneyMemberQuerySet(models.QuerySet["MoneyMember"]):
    """Which amounts of a report."""

    def in_column(self, column: MoneyColumn) -> "MoneyMemberQuerySet":
        """Those a figure of this column is the sum of, each with what it `counts` there."""
        counts = Case(When(part__in=column.taken_off, then=-F("amount")), default=F("amount"))
        return self.filter(part__in=column.parts).annotate(counts=counts)

    def allowances(self) -> "MoneyMemberQuerySet":
        """What was paid to people."""
        return self.exclude(payment=None)

    def for_list(self) -> "MoneyMemberQuerySet":
        """With partner, item and the person's code, in the order of the account."""
        return self.select_related("partner", "item", "participation").order_by("number")


class PlacementMemberQuerySet(models.QuerySet["PlacementMember"]):
    """Which placements of a report."""

    def over(self) -> "PlacementMemberQuerySet":
        """Those that had ended by the cut-off day."""
        return self.filter(~Q(ended_on=None))

    def for_list(self) -> "PlacementMemberQuerySet":
        """With partner and the person's code, in the order of the account."""
        return self.select_related("partner", "participation").order_by("number")
