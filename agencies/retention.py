"""Until when the seats, the users and the traces of their sign-in are kept."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessAttemptExpiration, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session

from agencies.models import Leave, Membership, User
from core.audit.classes import Keep, keep

ANSWERABLE = (
    "Reg. (UE) 1303/2013, art. 125(4)(d) and 140: who did what stays known as long as the"
    " accounts may be checked; in practice 10 years (art. 2220 c.c.)"
)
TRACES = (
    "Garante, Amministratori di sistema, 27.11.2008: traces of access 6 months at least;"
    " a year, as a breach is often noticed late"
)
LEAST = "Reg. (UE) 2016/679, art. 5(1)(c)-(e): no longer than the purpose asks"

# Nobody who did something is deleted: the record says who. They are disabled, and then nameless.
keep(
    Keep(
        User,
        years=10,
        since="last_login",
        source=ANSWERABLE,
        plain=("id", "is_active"),
        ordinary=("password", "last_login", "email", "first_name", "last_name"),
        blank={"first_name": "█", "last_name": "█", "password": "!"},
    )
)
keep(
    Keep(
        Membership,
        years=10,
        since="valid_to",
        source=ANSWERABLE,
        plain=("id",),
        ordinary=("user", "agency", "role", "valid_from", "valid_to"),
    )
)
keep(
    Keep(
        Leave,
        years=2,
        since="last_on",
        source=f"{LEAST}: who stood in for whom is told as long as who looked",
        plain=("id",),
        ordinary=("agency", "worker", "first_on", "last_on", "cover", "made_by", "changed_at",
                  "cancelled_at", "cancelled_by"),
        # Free text: the reason of an absence is not asked, and might be written all the same.
        special=("note",),
    )
)  # fmt: skip
keep(
    Keep(
        EmailAddress,
        goes_with=User,
        source=LEAST,
        plain=("id", "verified", "primary"),
        ordinary=("user", "email"),
    )
)
keep(
    Keep(
        EmailConfirmation,
        days=30,
        since="created",
        source=LEAST,
        plain=("id", "sent", "key"),
        ordinary=("email_address", "created"),
    )
)
keep(
    Keep(
        Authenticator,
        goes_with=User,
        source=LEAST,
        plain=("id", "type", "created_at"),
        ordinary=("user", "data", "last_used_at"),
    )
)
keep(
    Keep(
        UserSession,
        years=1,
        since="last_seen_at",
        source=TRACES,
        plain=("id", "data"),
        ordinary=("user", "created_at", "ip", "last_seen_at", "session_key", "user_agent"),
    )
)
keep(
    Keep(
        Session,
        days=1,
        since="expire_date",
        source=LEAST,
        plain=("session_key",),
        ordinary=("session_data", "expire_date"),
    )
)
TRACE = ("user_agent", "ip_address", "username", "attempt_time")
ASKED = ("http_accept", "path_info")
keep(
    Keep(
        AccessAttempt,
        days=30,
        since="attempt_time",
        source=LEAST,
        plain=("id", "failures_since_start", *ASKED),
        ordinary=(*TRACE, "get_data", "post_data"),
    )
)
keep(
    Keep(
        AccessAttemptExpiration,
        goes_with=AccessAttempt,
        source=LEAST,
        plain=("expires_at",),
        ordinary=("access_attempt",),
    )
)
keep(
    Keep(
        AccessFailureLog,
        years=1,
        since="attempt_time",
        source=TRACES,
        plain=("id", "locked_out", *ASKED),
        ordinary=TRACE,
    )
)
keep(
    Keep(
        AccessLog,
        years=1,
        since="attempt_time",
        source=TRACES,
        plain=("id", *ASKED),
        ordinary=(*TRACE, "logout_time", "session_hash"),
    )
)
