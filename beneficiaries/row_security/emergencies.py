"""Emergency accesses: who opened one, who is told, who reviews it, what was read under it."""

from beneficiaries.models import MOST_OPENED, OPENED_WITHIN, EmergencyAccess, EmergencyReading
from beneficiaries.row_security.grounds import COORDINATOR, OWN, SEES_PERSON, stays
from core.arming import helper
from core.tenancy import AGENCY, ROLE, TODAY, USER, Rows, admit, history_of, protect

HOLDER = f"{OWN} and opened_by_id = {USER}"
# Who administers sees one only where nobody but its holder coordinates the agency today.
OTHER_COORDINATOR = (
    "exists (select 1 from agencies_membership m join agencies_user u on u.id = m.user_id"
    f" where m.user_id <> opened_by_id and m.agency_id = {AGENCY} and m.role = 'COORDINATOR'"
    f" and u.is_active and {TODAY} between m.valid_from and coalesce(m.valid_to, 'infinity'))"
)
LEFT = (
    f"{ROLE} = 'AGENCY_ADMIN' and agency_id = {AGENCY} and opened_by_id <> {USER}"
    f" and not {OTHER_COORDINATOR}"
)
ANOTHER_S = f"{COORDINATOR} and opened_by_id <> {USER}"
# In one's own name, and never one's own access (a constraint holds that, too).
SIGNED = f"(reviewed_by_id is null or reviewed_by_id = {USER})"
DAY = f"interval '{OPENED_WITHIN.total_seconds():.0f} seconds'"
protect(
    EmergencyAccess,
    Rows(
        "holder",
        using=HOLDER,
        # From now on, not from a moment to come; whoever holds it says nothing about it.
        check=(
            f"{HOLDER} and {SEES_PERSON} and opened_at <= statement_timestamp()"
            " and reviewed_by_id is null"
        ),
        history_check=HOLDER,
    ),
    Rows(
        "authors",
        using=f"{OWN} and {USER} = any(authors)",
        command="SELECT",
        history=False,
    ),
    Rows("coordinators", using=COORDINATOR, command="SELECT"),
    Rows(
        "reviewers",
        using=ANOTHER_S,
        check=f"{ANOTHER_S} and {SIGNED}",
        command="UPDATE",
        history=False,
    ),
    Rows("administrators", using=LEFT, command="SELECT", history=False),
    Rows(
        "administrators_review",
        using=LEFT,
        check=f"{LEFT} and {SIGNED}",
        command="UPDATE",
        history=False,
    ),
)
HISTORY = history_of(EmergencyAccess)
assert HISTORY is not None  # noqa: S101  why: accesses keep their history
admit(HISTORY, Rows("reviewers", using=f"({ANOTHER_S}) or ({LEFT})", command="INSERT"))
# What was said when it was opened stays as it was said.
stays(
    EmergencyAccess,
    ("ended_at", "authors", "state", "reviewed_by_id", "reviewed_at", "remark"),
)
# No way around the action opens a fourth. Counted by the clock of the database, under the same lock
# as there: of what is over when it is written, as the loads of other days are, nobody reads.
helper(
    "create or replace function emergency_within_limit() returns trigger language plpgsql as $$"
    " begin if new.until > statement_timestamp() then"
    " perform 1 from agencies_user where id = new.opened_by_id for no key update;"
    " if (select count(*) from beneficiaries_emergencyaccess e"
    " where e.opened_by_id = new.opened_by_id and e.agency_id = new.agency_id and"
    f" e.opened_at > statement_timestamp() - {DAY})"
    f" >= {MOST_OPENED} then raise exception 'as many emergency accesses as one opens in a day'"
    " using errcode = 'check_violation'; end if; end if; return new; end $$"
)
helper(
    "create or replace trigger within_limit before insert on beneficiaries_emergencyaccess"
    " for each row execute function emergency_within_limit()"
)
# A line is of a note that is reserved, of the person of the access, and read while it is open.
READS_NOW = (
    "exists (select 1 from beneficiaries_emergencyaccess e join beneficiaries_casenote n"
    " on n.beneficiary_id = e.beneficiary_id where e.id = access_id and n.id = note_id"
    " and n.author_id = beneficiaries_emergencyreading.author_id and n.visibility = 'RESERVED'"
    f" and e.opened_by_id = {USER} and e.ended_at is null and statement_timestamp() < e.until)"
)
protect(
    EmergencyReading,
    Rows(
        "holder",
        using=OWN,
        check=f"{OWN} and {READS_NOW}",
        history_check=OWN,
        command="INSERT",
    ),
    Rows("authors", using=f"{OWN} and author_id = {USER}", command="SELECT"),
    Rows("coordinators", using=COORDINATOR, command="SELECT"),
    # Their own, for who holds the access; how many, for who administers.
    Rows(
        "told",
        using=(
            f"agency_id = {AGENCY} and ({ROLE} = 'AGENCY_ADMIN' or {OWN} and access_id in"
            f" (select e.id from beneficiaries_emergencyaccess e where e.opened_by_id = {USER}))"
            " and access_id in (select e.id from beneficiaries_emergencyaccess e)"
        ),
        command="SELECT",
        history=False,
    ),
    grants="SELECT, INSERT",
)
