"""The nouns of this floor: people, their files, the agenda; the rows of lists and search."""

from beneficiaries.models.agenda import Appointment, Deadline
from beneficiaries.models.assessments import AreaScore, Assessment
from beneficiaries.models.duplicates import DuplicatePair
from beneficiaries.models.handovers import UNDONE_WITHIN, HandOver, HandOverLine
from beneficiaries.models.lists import RosterEntry, SearchTicket, SearchToken
from beneficiaries.models.merges import TAKEN_BACK_WITHIN, Merge
from beneficiaries.models.notes import CaseNote
from beneficiaries.models.people import (
    Beneficiary,
    CaseFile,
    PrivacyNotice,
    SamePerson,
    Share,
    Situation,
)
from beneficiaries.models.plans import PersonalPlan, PlanAction, PlanGoal, PlanSignature

__all__ = [
    "TAKEN_BACK_WITHIN",
    "UNDONE_WITHIN",
    "Appointment",
    "AreaScore",
    "Assessment",
    "Beneficiary",
    "CaseFile",
    "CaseNote",
    "Deadline",
    "DuplicatePair",
    "HandOver",
    "HandOverLine",
    "Merge",
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
