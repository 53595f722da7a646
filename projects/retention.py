"""Until when participations and the answers of the first day are kept."""

from core.audit.classes import Keep, keep
from projects.models import (
    BudgetLine,
    EntrySnapshot,
    FollowUp,
    Participation,
    Result,
    StaffHours,
    StaffMember,
)

EVIDENCE = (
    "Reg. (UE) 1303/2013, art. 125(2)(d)-(e) and 140, and 2021/1060, art. 82: data of each"
    " participant until five years after the last payment; in practice 10 years (art. 2220 c.c.)"
)

keep(
    Keep(
        Participation,
        years=10,
        # The day the project ends: its last payment comes after, its accounts later still.
        since="project__ends_on",
        source=EVIDENCE,
        plain=("id", "project", "agency"),
        ordinary=("beneficiary", "code", "state", "entry_on", "exit_on", "exit_reason"),
        special=("exit_note",),
        blank={"exit_note": ""},
    )
)
keep(
    Keep(
        EntrySnapshot,
        years=10,
        since="project__ends_on",
        source=f"{EVIDENCE}; nameless answers stay as a statistic (2016/679, art. 89)",
        plain=("project", "agency", "rural_class"),
        ordinary=("participation", "entry_on", "gender", "age", "citizenship_group", "residence",
                  "education", "isced", "employment", "esf_status", "is_in_training",
                  "unemployed_since", "is_long_term", "household", "is_jobless_household",
                  "has_dependent_children", "is_single_adult", "housing", "is_housing_excluded",
                  "privacy_given_on"),
        special=("vulnerability_answer", "is_disabled", "is_migrant_or_minority",
                 "has_foreign_background", "is_minority", "refused"),
        # “Other disadvantaged” holds those under penal measures.
        judicial=("is_other_disadvantaged",),
        blank={"unemployed_since": None, "privacy_given_on": None, "residence": None},
    )
)  # fmt: skip
keep(
    Keep(
        Result,
        years=10,
        since="project__ends_on",
        source=f"{EVIDENCE}; nameless results stay as a statistic (2016/679, art. 89)",
        plain=("project", "agency"),
        ordinary=("participation", "exit_on", "observed_on", "work", "in_training",
                  "gained_qualification", "qualification", "searches_job"),
        # Why somebody does not work can be their health.
        special=("note",),
        blank={"qualification": "", "note": ""},
    )
)  # fmt: skip
keep(
    Keep(
        FollowUp,
        years=10,
        since="project__ends_on",
        source=f"{EVIDENCE}; nameless results stay as a statistic (2016/679, art. 89)",
        plain=("project", "agency"),
        ordinary=("participation", "exit_on", "observed_on", "work", "is_improved"),
        special=("note",),
        blank={"note": ""},
    )
)
WAGES = f"{EVIDENCE}; pay records of staff charged to a project are its evidence"
keep(
    Keep(
        StaffMember,
        years=10,
        since="valid_to",
        source=WAGES,
        plain=("id", "agency", "item", "full_time_hours"),
        ordinary=("first_name", "last_name", "role", "contract", "annual_cost", "weekly_hours",
                  "declared_rate", "valid_from", "valid_to", "user"),
    )
)  # fmt: skip
keep(
    Keep(
        StaffHours,
        years=10,
        since="project__ends_on",
        source=WAGES,
        plain=("id", "project", "agency", "month"),
        ordinary=("member", "hours", "diary_minutes"),
    )
)
keep(
    Keep(
        BudgetLine,
        years=10,
        since="project__ends_on",
        source=EVIDENCE,
        plain=("id", "project", "agency", "item", "amount"),
    )
)
