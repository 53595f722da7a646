"""Questions about reports."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from reporting.models import FundingReport  # noqa: F401


class FundingReportQuerySet(models.QuerySet["FundingReport"]):
    """Which reports."""

    def for_list(self) -> "FundingReportQuerySet":
        """With project and job, newest first."""
        return self.select_related("project", "job").order_by("-cut_off", "-version", "-pk")
