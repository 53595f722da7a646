"""Until when the ground keeps what it knows of people: typed work, logs, jobs."""

from core.audit.classes import Keep, keep
from core.audit.models import Reading, Refusal
from core.jobs.models import Job
from core.models import Draft, Submission
from core.saved.models import SavedView

LEAST = "Reg. (UE) 2016/679, art. 5(1)(c)-(e): no longer than the purpose asks"
LOGS = "Garante, Linee guida sul dossier sanitario, 4.6.2015: logs kept 24 months at least"

keep(
    Keep(
        Submission,
        days=7,
        since="at",
        source=f"{LEAST}: a form is sent again within hours",
        plain=("id", "key"),
        ordinary=("user_id", "location", "at"),
    )
)
keep(
    Keep(
        Draft,
        days=90,
        since="updated_at",
        source=f"{LEAST}: what nobody goes on with is not a record",
        plain=("id", "form"),
        ordinary=("user_id", "agency_id", "updated_at"),
        # Encrypted, it still is whatever was being typed.
        special=("payload",),
    )
)
keep(
    Keep(
        SavedView,
        years=1,
        since="opened_on",
        source=f"{LEAST}: what nobody opens for a year is not of use",
        plain=("id", "list"),
        ordinary=("user_id", "agency_id", "name", "question", "is_default", "opened_on"),
    )
)
keep(
    Keep(
        Reading,
        years=2,
        since="at",
        source=LOGS,
        plain=("id",),
        ordinary=("at", "user_id", "agency_id", "role", "person_id", "keeper_id", "what", "why"),
    )
)
keep(
    Keep(
        Refusal,
        years=2,
        since="at",
        source=LOGS,
        plain=("id", "status", "door"),
        ordinary=("at", "user_id", "agency_id"),
    )
)
keep(
    Keep(
        Job,
        years=1,
        since="asked_at",
        source=f"{LEAST}: what was made is kept by whoever asked for it",
        plain=("id", "kind", "key", "arguments", "state", "attempts", "lease_until",
               "lease_token", "phase", "percent", "error", "finished_at"),
        ordinary=("user_id", "seat_id", "agency_id", "asked_at"),
    )
)  # fmt: skip
