"""The nouns of the account: a report, who and what counts in it and why, its files."""

from reporting.models.members import MoneyMember, PlacementMember, ReportMember
from reporting.models.reports import Artefact, FundingReport

__all__ = ["Artefact", "FundingReport", "MoneyMember", "PlacementMember", "ReportMember"]
