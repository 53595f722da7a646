"""Who may read the logs: the person's own agency and the reader's, by their administrators."""

from typing import Any

from django.db.models import QuerySet

from core.audit.models import Reading, Refusal
from core.tenancy import AGENCY, ROLE, USER, Rows, protect

# Who coordinates a lead body learns that two agencies keep the same code; who works with the
# person must not learn it from the log, so these lines are for administrators.
CODE_IN_TWO_AGENCIES = "stesso codice in due enti"
protect(
    Reading,
    Rows(
        "agencies",
        using=f"(agency_id = {AGENCY} or keeper_id = {AGENCY})"
        f" and ({ROLE} = 'AGENCY_ADMIN' or {ROLE} in ('SOCIAL_WORKER', 'COORDINATOR')"
        f" and what <> '{CODE_IN_TWO_AGENCIES}')",
        command="SELECT",
    ),
    # Each writes under their own name only; nobody may change or delete a line.
    Rows("writer", using="true", check=f"user_id = {USER}", command="INSERT"),
    grants="SELECT, INSERT",
)
protect(
    Refusal,
    Rows(
        "administrators",
        using=f"agency_id = {AGENCY} and {ROLE} = 'AGENCY_ADMIN'",
        command="SELECT",
    ),
    Rows("writer", using="true", check="true", command="INSERT"),
    grants="SELECT, INSERT",
)


def shown_readings(user: Any) -> QuerySet[Reading]:
    """The lines that the user may be told of; of which agency, the database says."""
    role = user.acting.role if user.acting else ""
    every = Reading.objects.all()
    return every if role == "AGENCY_ADMIN" else every.exclude(what=CODE_IN_TWO_AGENCIES)
