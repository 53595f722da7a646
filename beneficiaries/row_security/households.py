"""Households and who lives there: only those who work with the agency's people."""

from beneficiaries.models import Household, HouseholdMember
from beneficiaries.row_security.grounds import OWN, SEES_PERSON
from core.arming import helper
from core.tenancy import Rows, protect

protect(Household, Rows("caseworkers", using=OWN))
# With the writer's own rights: foreign keys ignore row security.
helper(
    "create or replace function sees_household(home bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_household"
    " where id = home); end $$"
)
protect(
    HouseholdMember,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and sees_household(household_id)"
        f" and (beneficiary_id is null or {SEES_PERSON})",
        history_check=OWN,
    ),
)
