"""The conditions that the tables of this floor share."""

from typing import Any

from beneficiaries.enums import ShareSection
from core.arming import helper
from core.tenancy import AGENCY, ROLE, TODAY, Rows

CASEWORKER = f"{ROLE} in ('SOCIAL_WORKER', 'COORDINATOR')"
OWN = f"{CASEWORKER} and agency_id = {AGENCY}"
# A function, so that two tables may check each other without an endless policy; it runs with
# the writer's own rights, because foreign keys ignore row security and this must not.
# A record made one with another takes no new rows: they belong with the one that stays.
SEES_PERSON = "sees_person(beneficiary_id)"
helper(
    "create or replace function sees_person(person bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_beneficiary"
    " where id = person and merged_into_id is null); end $$"
)


# What is done for a person serves an action of that person's own plan, kept by the same agency.
helper(
    "create or replace function action_is_of(action bigint, person bigint, keeper bigint)"
    " returns boolean language plpgsql stable as $$ begin return exists (select 1"
    " from beneficiaries_planaction a join beneficiaries_plangoal g on g.id = a.goal_id"
    " join beneficiaries_personalplan p on p.id = g.plan_id where a.id = action"
    " and p.beneficiary_id = person and p.agency_id = keeper); end $$"
)
SERVES_ITS_OWN = "(action_id is null or action_is_of(action_id, beneficiary_id, agency_id))"
COORDINATOR = f"{ROLE} = 'COORDINATOR' and agency_id = {AGENCY}"


def shared_section(section: ShareSection, person: str = "{id}") -> str:
    """Shared with the agency that asks, today, with this section; `person`: the column."""
    return (
        f"{CASEWORKER} and {person} in (select s.beneficiary_id from beneficiaries_share s"
        f" where s.to_agency_id = {AGENCY} and {TODAY} between s.valid_from and s.valid_to"
        f" and s.ended_at is null and '{section}' = any(s.sections))"
    )


def shown(using: str) -> Rows:
    """Rows that another agency reads where they are shared with it; never their history."""
    return Rows("shared", using=using, command="SELECT", history=False)


def stays(model: Any, moves: tuple[str, ...]) -> None:
    """Refuse a change of any column but these."""
    table = model._meta.db_table
    kept = [one.column for one in model._meta.concrete_fields if one.column not in moves]
    now, before = (", ".join(f"{row}.{name}" for name in kept) for row in ("new", "old"))
    helper(
        f"create or replace function {table}_stays() returns trigger language plpgsql as $$ begin"
        f" if ({now}) is distinct from ({before}) then"
        " raise exception 'what was agreed stays' using errcode = 'check_violation';"
        " end if; return new; end $$"
    )
    helper(
        f"create or replace trigger stays before update on {table}"
        f" for each row execute function {table}_stays()"
    )
