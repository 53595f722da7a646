"""What lead bodies of a programme are told of a partner's emergency accesses: those left to them.

Where in an agency nobody but the holder could review an access, neither a coordinator nor an
administrator, whoever coordinates a lead body of a programme in which the agency takes part does:
who, when, why, how many notes; never of whom. The lower floor asks by the name of the function.
"""

from beneficiaries.models import EmergencyAccess, EmergencyReading
from core.arming import define
from core.tenancy import AGENCY, ROLE, TODAY, USER, Rows, admit, history_of

# No policy of a table could say it: nobody sees the seats of another agency. So the least is told
# here: which bodies review, by number; and only to who coordinates, or of one's own agency.
_LIVE = (
    "select 1 from agencies_membership m join agencies_user u on u.id = m.user_id"
    f" where u.is_active and m.user_id <> holder and {TODAY} between m.valid_from"
    " and coalesce(m.valid_to, 'infinity')"
)
define(
    "left_to_lead_bodies(bigint,bigint)",
    f"""
    create or replace function left_to_lead_bodies(kept_by bigint, holder bigint) returns bigint[]
    language sql stable security definer set search_path = public, pg_temp as $$
      select coalesce(array_agg(distinct p.lead_id order by p.lead_id), '{{}}')
      from projects_partner here
      join projects_project taken on taken.id = here.project_id
      join projects_project p on p.programme_id = taken.programme_id and p.lead_id <> kept_by
      where here.agency_id = kept_by
        and (kept_by = {AGENCY} or {ROLE} = 'COORDINATOR')
        and not exists ({_LIVE} and m.agency_id = kept_by
          and m.role in ('COORDINATOR', 'AGENCY_ADMIN'))
        and exists ({_LIVE} and m.agency_id = p.lead_id and m.role = 'COORDINATOR')
    $$
    """,
    reads=("projects_partner", "projects_project", "agencies_membership", "agencies_user"),
    writes=(),
)
# Whom of them to write to: numbers of users, told to whoever has just opened an access that is left
# to them, and to nobody else.
define(
    "lead_bodies_coordinators(bigint)",
    f"""
    create or replace function lead_bodies_coordinators(access bigint) returns bigint[]
    language sql stable security definer set search_path = public, pg_temp as $$
      select coalesce(array_agg(distinct m.user_id order by m.user_id), '{{}}')
      from beneficiaries_emergencyaccess e
      join agencies_membership m on m.role = 'COORDINATOR'
        and m.agency_id = any(left_to_lead_bodies(e.agency_id, e.opened_by_id))
      join agencies_user u on u.id = m.user_id
      where e.id = access and e.agency_id = {AGENCY} and e.opened_by_id = {USER}
        and e.state = 'WAITING' and u.is_active and m.user_id <> e.opened_by_id
        and {TODAY} between m.valid_from and coalesce(m.valid_to, 'infinity')
    $$
    """,
    reads=("beneficiaries_emergencyaccess", "agencies_membership", "agencies_user"),
    writes=(),
)
# While nobody has looked at it; afterwards, for whoever has.
LEFT = (
    f"{ROLE} = 'COORDINATOR' and agency_id <> {AGENCY} and opened_by_id <> {USER}"
    f" and (reviewed_by_id = {USER} or state = 'WAITING'"
    f" and {AGENCY} = any(left_to_lead_bodies(agency_id, opened_by_id)))"
)
admit(
    EmergencyAccess,
    Rows("lead_bodies", using=LEFT, command="SELECT", history=False),
    Rows(
        "lead_bodies_review",
        using=LEFT,
        check=f"{LEFT} and (reviewed_by_id is null or reviewed_by_id = {USER})",
        command="UPDATE",
        history=False,
    ),
)
HISTORY = history_of(EmergencyAccess)
assert HISTORY is not None  # noqa: S101  why: accesses keep their history
admit(HISTORY, Rows("lead_bodies", using=LEFT, command="INSERT"))
admit(
    EmergencyReading,
    # How many; the policy of the accesses says of which.
    Rows(
        "lead_bodies",
        using=(
            f"{ROLE} = 'COORDINATOR' and agency_id <> {AGENCY}"
            " and access_id in (select e.id from beneficiaries_emergencyaccess e)"
        ),
        command="SELECT",
        history=False,
    ),
)
