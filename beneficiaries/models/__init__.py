"""The nouns of this floor: people, their files, the agenda; the rows of lists and search."""

from beneficiaries.models.agenda import Appointment, Deadline
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
    "Appointment",
    "Beneficiary",
    "CaseFile",
    "CaseNote",
    "Deadline",
    "PrivacyNotice",
    "RosterEntry",
    "SamePerson",
    "SearchTicket",
    "SearchToken",
    "Share",
    "Situation",
]
