"""The nouns of this floor: people and their files; the rows kept for lists and search."""

from beneficiaries.models.lists import RosterEntry, SearchTicket, SearchToken
from beneficiaries.models.notes import CaseNote
from beneficiaries.models.people import (
    Beneficiary,
    CaseFile,
    PrivacyNotice,
    SamePerson,
    Share,
    Situation,
)

__all__ = [
    "Beneficiary",
    "CaseFile",
    "CaseNote",
    "PrivacyNotice",
    "RosterEntry",
    "SamePerson",
    "SearchTicket",
    "SearchToken",
    "Share",
    "Situation",
]
