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
