"""People, their answers, their lists and words."""

from beneficiaries.enums import ShareSection
from beneficiaries.models import (
    Assessment,
    Beneficiary,
    CaseFile,
    PrivacyNotice,
    RosterEntry,
    SamePerson,
    SearchTicket,
    SearchToken,
    Situation,
)
from beneficiaries.row_security.grounds import OWN, SEES_PERSON, shared_section, shown
from core.arming import define
from core.tenancy import AGENCY, ROLE, TODAY, USER, Rows, admit, protect

protect(
    Beneficiary,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and (merged_into_id is null or sees_person(merged_into_id))",
        history_check=OWN,
    ),
    Rows(
        "administrators",
        using=f"{ROLE} = 'AGENCY_ADMIN' and agency_id = {AGENCY}",
        command="SELECT",
        history=False,
    ),
    shown(shared_section(ShareSection.IDENTITY)),
)
protect(
    Situation, Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN)
)
admit(Situation, shown(shared_section(ShareSection.SITUATION)))
for kept in (Assessment, CaseFile, PrivacyNotice):
    protect(
        kept,
        Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    )
admit(Assessment, shown(shared_section(ShareSection.ASSESSMENT, "beneficiary_id")))
protect(SamePerson, grants="SELECT")
# Who administers sees a row only while nobody who works here today follows the person.
FOLLOWED = (
    "exists (select 1 from agencies_membership m join agencies_user u on u.id = m.user_id"
    f" where m.user_id = case_manager_id and m.agency_id = {AGENCY}"
    " and m.role in ('SOCIAL_WORKER', 'COORDINATOR') and u.is_active"
    f" and {TODAY} between m.valid_from and coalesce(m.valid_to, 'infinity'))"
)
protect(
    RosterEntry,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}"),
    Rows(
        "administrators",
        using=(
            f"{ROLE} = 'AGENCY_ADMIN' and agency_id = {AGENCY} and phase <> 'CLOSED'"
            f" and not {FOLLOWED}"
        ),
        command="SELECT",
    ),
    # A record made one with another leaves the lists.
    grants="SELECT, INSERT, UPDATE, DELETE",
)
protect(
    SearchToken,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
protect(
    SearchTicket,
    Rows("author", using=f"user_id = {USER} and agency_id = {AGENCY}"),
    grants="SELECT, INSERT, DELETE",
)

# The writer of a record must not learn that another agency has one with the same code, so the
# link is made by the definer, in silence, and no error can tell of it.
define(
    "link_same_person()",
    """
    create or replace function link_same_person() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    declare known uuid; other bigint;
    begin
      delete from beneficiaries_sameperson where beneficiary_id = new.id;
      if new.identifier <> '' then
        for other in select id from beneficiaries_beneficiary
          where identifier = new.identifier and id <> new.id order by id
        loop
          select "group" into known from beneficiaries_sameperson where beneficiary_id = other;
          if known is null then
            known := gen_random_uuid();
            insert into beneficiaries_sameperson ("group", beneficiary_id) values (known, other);
          end if;
          insert into beneficiaries_sameperson ("group", beneficiary_id) values (known, new.id)
            on conflict (beneficiary_id) do nothing;
        end loop;
      end if;
      return null;
    end $$
    """,
    reads=("beneficiaries_beneficiary",),
    writes=("beneficiaries_sameperson",),
    after=(
        "create or replace trigger same_person after insert or update of identifier"
        " on beneficiaries_beneficiary for each row execute function link_same_person()"
    ),
)
