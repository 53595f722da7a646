"""Pairs of records that may be of one person, and records made one."""

from beneficiaries.models import DuplicatePair, Merge
from beneficiaries.row_security.grounds import COORDINATOR, OWN
from core.arming import helper
from core.tenancy import Rows, protect

helper(
    "create or replace function sees_pair(wanted bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_duplicatepair"
    " where id = wanted); end $$"
)
BOTH = "sees_person(first_id) and sees_person(second_id)"
protect(
    DuplicatePair,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {BOTH}", history_check=OWN),
    # What is no longer alike is no longer proposed.
    grants="SELECT, INSERT, UPDATE, DELETE",
)
# Written while both records stand: before one leads to the other, and after it no longer does.
protect(
    Merge,
    Rows(
        "coordinators",
        using=COORDINATOR,
        check=f"{COORDINATOR} and sees_person(kept_id) and sees_person(gone_id)"
        " and sees_pair(pair_id)",
        history_check=COORDINATOR,
    ),
)
