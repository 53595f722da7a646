"""The nouns of this floor: people, their files, the agenda, sharing; rows of lists and search."""

from beneficiaries.models.agenda import Appointment, Deadline
from beneficiaries.models.assessments import AreaScore, Assessment
from beneficiaries.models.days import CalendarFeed, MorningMail, WaitingDue
from beneficiaries.models.documents import Document
from beneficiaries.models.duplicates import DuplicatePair
from beneficiaries.models.emergencies import (
    LASTS,
    MOST_OPENED,
    OPENED_WITHIN,
    REVIEWED_WITHIN,
    SHORTEST_REASON,
    EmergencyAccess,
    EmergencyReading,
)
from beneficiaries.models.handovers import (
    PLANNED_AHEAD,
    UNDONE_WITHIN,
    HandOver,
    HandOverLine,
)
from beneficiaries.models.households import Household, HouseholdMember
from beneficiaries.models.lists import RosterEntry, SearchTicket, SearchToken
from beneficiaries.models.merges import TAKEN_BACK_WITHIN, Merge
from beneficiaries.models.notes import CaseNote
from beneficiaries.models.people import (
    Beneficiary,
    CaseFile,
    PrivacyNotice,
    SamePerson,
    Situation,
)
from beneficiaries.models.plans import PersonalPlan, PlanAction, PlanGoal, PlanSignature
from beneficiaries.models.sharing import Referral, Share

__all__ = [
    "LASTS",
    "MOST_OPENED",
    "OPENED_WITHIN",
    "PLANNED_AHEAD",
    "REVIEWED_WITHIN",
    "SHORTEST_REASON",
    "TAKEN_BACK_WITHIN",
    "UNDONE_WITHIN",
    "Appointment",
    "AreaScore",
    "Assessment",
    "Beneficiary",
    "CalendarFeed",
    "CaseFile",
    "CaseNote",
    "Deadline",
    "Document",
    "DuplicatePair",
    "EmergencyAccess",
    "EmergencyReading",
    "HandOver",
    "HandOverLine",
    "Household",
    "HouseholdMember",
    "Merge",
    "MorningMail",
    "PersonalPlan",
    "PlanAction",
    "PlanGoal",
    "PlanSignature",
    "PrivacyNotice",
    "Referral",
    "RosterEntry",
    "SamePerson",
    "SearchTicket",
    "SearchToken",
    "Share",
    "Situation",
    "WaitingDue",
]
