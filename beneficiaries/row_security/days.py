"""What a worker keeps for their own day: theirs alone.

Two purposes run with nobody signed in. Each sees which rows there are, and nothing else of the
house: what they lead to is then read as the owner of the row, in their seat, as jobs do.
"""

from beneficiaries.models import CalendarFeed, MorningMail, WaitingDue
from core.tenancy import AGENCY, PURPOSE, USER, Purpose, Rows, protect

MINE = f"user_id = {USER} and agency_id = {AGENCY}"
protect(WaitingDue, Rows("owner", using=MINE))
protect(
    CalendarFeed,
    Rows("owner", using=MINE),
    Rows(
        "readers",
        using=f"{PURPOSE} = '{Purpose.CALENDAR}' and revoked_at is null",
        command="SELECT",
    ),
)
protect(
    MorningMail,
    Rows("owner", using=MINE),
    Rows("morning", using=f"{PURPOSE} = '{Purpose.MORNING}' and is_on", command="SELECT"),
)
