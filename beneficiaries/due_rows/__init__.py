"""What this floor asks for by a day, one module per noun: each registers its sources of dues."""

from beneficiaries.due_rows import (
    agenda,
    assessments,
    documents,
    emergencies,
    households,
    notes,
    notices,
    plans,
    referrals,
)

__all__ = [
    "agenda",
    "assessments",
    "documents",
    "emergencies",
    "households",
    "notes",
    "notices",
    "plans",
    "referrals",
]
