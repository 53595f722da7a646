"""Who sees what of people and their files, for the database: row security, table by table.

It says the same as the policy, so that a view that forgets to filter shows nothing.
"""

from beneficiaries.row_security import (
    agenda,
    days,
    documents,
    emergencies,
    households,
    merges,
    notes,
    people,
    plans,
    sharing,
)

__all__ = [
    "agenda",
    "days",
    "documents",
    "emergencies",
    "households",
    "merges",
    "notes",
    "people",
    "plans",
    "sharing",
]
