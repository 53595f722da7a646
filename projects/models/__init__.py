"""The nouns of the funded work: calls, projects, partners, participations, money, results."""

from projects.models.money import BudgetLine, StaffHours, StaffMember
from projects.models.participations import EntrySnapshot, Participation
from projects.models.programmes import (
    Call,
    ParticipationCounter,
    Partner,
    Programme,
    Project,
    Target,
)
from projects.models.results import FollowUp, Result

__all__ = [
    "BudgetLine",
    "Call",
    "EntrySnapshot",
    "FollowUp",
    "Participation",
    "ParticipationCounter",
    "Partner",
    "Programme",
    "Project",
    "Result",
    "StaffHours",
    "StaffMember",
    "Target",
]
