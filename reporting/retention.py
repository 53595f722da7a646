"""Until when reports, who counts in them, and their files are kept."""

from core.audit.classes import Keep, keep
from reporting.models import (
    Artefact,
    FundingReport,
    MoneyMember,
    PlacementMember,
    ReportMember,
)

ACCOUNTS = (
    "Reg. (UE) 1303/2013, art. 140, and 2021/1060, art. 82: what was sent to the funder, until"
    " five years after the last payment; in practice 10 years (art. 2220 c.c.)"
)

keep(
    Keep(
        FundingReport,
        years=10,
        since="project__ends_on",
        source=ACCOUNTS,
        plain=(
            "id",
            "project",
            "agency",
            "kind",
            "cut_off",
            "version",
            "state",
            "sent_on",
            "protocol",
            "replaces",
            "reopen_reason",
        ),
        # Who asked for it, who answered for it.
        ordinary=("job", "prepared_by", "confirmed_by", "confirmed_at", "sent_by", "reopen_note"),
        blank={"job": None},
    )
)
keep(
    Keep(
        ReportMember,
        goes_with=FundingReport,
        source=ACCOUNTS,
        plain=("id", "report", "agency", "figure"),
        ordinary=("participation",),
        # It says in words which answers made the person count.
        special=("why",),
    )
)
keep(
    Keep(
        Artefact,
        goes_with=FundingReport,
        source=ACCOUNTS,
        plain=("id", "report", "agency", "name", "content", "size", "sha256", "is_package",
               "holds_people"),
        # The row is a path; the file it leads to holds people and their answers.
        special=("path",),
    )
)  # fmt: skip
keep(
    Keep(
        MoneyMember,
        goes_with=FundingReport,
        source=ACCOUNTS,
        plain=("id", "report", "agency", "number", "part", "partner", "item", "amount", "month",
               "planned_hours", "paid_on", "reference"),
        # Whose hours and whose allowance; the hours of a month say who was there.
        ordinary=("why", "hours", "timesheet", "worker", "rate", "participation", "payment",
                  "steps"),
    )
)  # fmt: skip
keep(
    Keep(
        PlacementMember,
        goes_with=FundingReport,
        source=ACCOUNTS,
        plain=("id", "report", "agency", "number", "partner"),
        # Where somebody worked, and what came of it; that it is for inclusion says why.
        ordinary=("participation", "placement", "host", "starts_on", "ends_on", "ended_on",
                  "weekly_hours", "state", "outcome"),
        special=("kind",),
    )
)  # fmt: skip
