"""A hundred thousand participations of one project, with the answers of the first day."""

from datetime import date, timedelta
from typing import Any

from core.period import age_on, months_after
from projects.entry import is_long_term

FIRST = date(2020, 10, 1)
PARTICIPATION = (
    "id", "code", "state", "entry_on", "exit_on", "exit_reason", "exit_note", "agency_id",
    "beneficiary_id", "project_id",
)  # fmt: skip
ENTRY = (
    "participation_id", "project_id", "agency_id", "entry_on", "gender", "age",
    "citizenship_group", "rural_class", "isced", "education_id", "esf_status", "employment_id",
    "is_in_training", "unemployed_since", "is_long_term", "household_id", "is_jobless_household",
    "has_dependent_children", "is_single_adult", "housing_id", "is_housing_excluded",
    "vulnerability_answer", "is_disabled", "is_migrant_or_minority", "has_foreign_background",
    "is_minority", "is_other_disadvantaged", "refused",
)  # fmt: skip
STATUS = (
    ("disoccupato", "UNEMPLOYED"), ("disoccupato", "UNEMPLOYED"), ("inoccupato", "UNEMPLOYED"),
    ("inattivo", "INACTIVE"), ("studente", "INACTIVE"), ("occupato", "EMPLOYED"),
)  # fmt: skip
SCHOOLS = (("00", 0), ("01", 1), ("02", 2), ("02", 2), ("03", 3), ("04", 3), ("05", 4), ("07", 6))


def participation_row(number: int, person: int, agency: int) -> tuple[Any, ...]:
    """Active, or left after a hundred days."""
    entry = FIRST + timedelta(days=number % 480)
    left = number % 3 == 0
    return (
        number, f"BENCH-1-{number:06d}", "LEFT" if left else "ACTIVE", entry,
        entry + timedelta(days=100) if left else None, "COMPLETED" if left else "", "", agency,
        person, 1,
    )  # fmt: skip


def entry_row(number: int, person: int, agency: int, gender: str, born: date) -> tuple[Any, ...]:
    """Answers spread by number: some missing, some refused."""
    entry, missing = FIRST + timedelta(days=number % 480), number % 17 == 0
    employment, status = STATUS[number * 7 % 6]
    education, isced = SCHOOLS[number * 5 % 8]
    since = months_after(entry, -(number % 30)) if status == "UNEMPLOYED" else None
    age = age_on(born, entry)
    answer = ("GIVEN", "GIVEN", "GIVEN", "REFUSED", "NOT_ASKED")[number % 5]
    given = answer == "GIVEN"
    chosen = [given and number % share == 0 for share in (11, 6, 7, 29, 4)]
    return (
        number, 1, agency, entry, gender, age, "IT" if number % 6 else "EXTRA_UE",
        number % 3 + 1 if number % 10 else None, None if missing else isced,
        None if missing else education, status, employment,
        True if employment == "studente" else (None if number % 13 == 0 else False), since,
        is_long_term(status, since, age, entry), "nessuna", False, number % 4 == 0,
        number % 9 == 0, "nessuna" if number % 8 else "insicuro", number % 8 == 0, answer,
        *(value if given else None for value in chosen), "{}",
    )  # fmt: skip
