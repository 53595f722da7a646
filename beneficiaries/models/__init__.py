"""The nouns of this floor: people and their files; the rows kept for lists and search."""

from beneficiaries.models.assessments import AreaScore, Assessment
from beneficiaries.models.handovers import UNDONE_WITHIN, HandOver, HandOverLine
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

__all__ = [
    "UNDONE_WITHIN",
    "AreaScore",
    "Assessment",
    "Beneficiary",
    "CaseFile",
    "CaseNote",
    "HandOver",
    "HandOverLine",
    "PrivacyNotice",
    "RosterEntry",
    "SamePerson",
    "SearchTicket",
    "SearchToken",
    "Share",
    "Situation",
]
