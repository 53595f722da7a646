"""Questions about reports."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from reporting.models import FundingReport


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
