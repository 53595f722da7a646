"""The nouns of this floor: people, their files and plans; the rows kept for lists and search."""

from beneficiaries.models.lists import RosterEntry, SearchTicket, SearchToken
from beneficiaries.models.people import (
    Beneficiary,
    CaseFile,
    CaseNote,
    PrivacyNotice,
    SamePerson,
    Share,
    Situation,
)
from beneficiaries.models.plans import PersonalPlan, PlanAction, PlanGoal, PlanSignature

__all__ = [
    "Beneficiary",
    "CaseFile",
    "CaseNote",
    "PersonalPlan",
    "PlanAction",
    "PlanGoal",
    "PlanSignature",
    "PrivacyNotice",
    "RosterEntry",
    "SamePerson",
    "SearchTicket",
    "SearchToken",
    "Share",
    "Situation",
]
