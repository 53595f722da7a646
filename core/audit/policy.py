"""Who may read the logs: the person's own agency and the reader's, by their administrators."""

from core.audit.models import Reading, Refusal
from core.tenancy import AGENCY, ROLE, USER, Rows, protect

protect(
    Reading,
    Rows(
        "agencies",
        using=f"(agency_id = {AGENCY} or keeper_id = {AGENCY})"
        f" and {ROLE} in ('SOCIAL_WORKER', 'COORDINATOR', 'AGENCY_ADMIN')",
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
