"""Who sees what of people and their files, for the database: row security, table by table.

It says the same as the policy, so that a view that forgets to filter shows nothing.
"""

from beneficiaries.enums import ShareSection
from beneficiaries.models import (
    Appointment,
    AreaScore,
    Assessment,
    Beneficiary,
    CaseFile,
    CaseNote,
    Deadline,
    HandOver,
    HandOverLine,
    PersonalPlan,
    PlanAction,
    PlanGoal,
    PlanSignature,
    PrivacyNotice,
    RosterEntry,
    SamePerson,
    SearchTicket,
    SearchToken,
    Share,
    Situation,
)
from core.arming import define, helper
from core.tenancy import AGENCY, ROLE, TODAY, USER, Rows, admit, history_of, protect

CASEWORKER = f"{ROLE} in ('SOCIAL_WORKER', 'COORDINATOR')"
OWN = f"{CASEWORKER} and agency_id = {AGENCY}"
# A function, so that two tables may check each other without an endless policy; it runs with
# the writer's own rights, because foreign keys ignore row security and this must not.
SEES_PERSON = "sees_person(beneficiary_id)"
helper(
    "create or replace function sees_person(person bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_beneficiary"
    " where id = person); end $$"
)


def shared_section(section: ShareSection) -> str:
    """Shared with the agency that asks, today, with this section."""
    return (
        f"{CASEWORKER} and {{id}} in (select s.beneficiary_id from beneficiaries_share s"
        f" where s.to_agency_id = {AGENCY} and {TODAY} between s.valid_from and s.valid_to"
        f" and '{section}' = any(s.sections))"
    )


protect(
    Beneficiary,
    Rows("caseworkers", using=OWN),
    Rows(
        "administrators",
        using=f"{ROLE} = 'AGENCY_ADMIN' and agency_id = {AGENCY}",
        command="SELECT",
        history=False,
    ),
    Rows(
        "shared",
        using=shared_section(ShareSection.IDENTITY),
        command="SELECT",
        history=False,
    ),
)
protect(
    Situation, Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN)
)
admit(
    Situation,
    Rows(
        "shared",
        using=shared_section(ShareSection.SITUATION),
        command="SELECT",
        history=False,
    ),
)
for kept in (Assessment, CaseFile, PrivacyNotice):
    protect(
        kept,
        Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    )
# A reserved note is there for its author and for those it names; who coordinates is no exception.
READS = f"{OWN} and (visibility = 'AGENCY' or author_id = {USER} or {USER} = any(readers))"
protect(
    CaseNote, Rows("caseworkers", using=READS, check=f"{READS} and {SEES_PERSON}", history=False)
)
# A version follows the note as it is now, and who could read that version: a note that is
# reserved later takes its earlier text with it, one that is opened leaves its reserved text behind.
helper(
    "create or replace function sees_note(note bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from beneficiaries_casenote"
    " where id = note); end $$"
)
NOTE_HISTORY = history_of(CaseNote)
assert NOTE_HISTORY is not None  # noqa: S101  why: notes keep their history
admit(
    NOTE_HISTORY,
    Rows("caseworkers", using=f"{READS} and sees_note(pgh_obj_id)", check=OWN),
)
# The answer on an area is of an assessment its writer sees, and of no other person's.
SEES_ASSESSMENT = (
    "(assessment_id, beneficiary_id) in"
    " (select a.id, a.beneficiary_id from beneficiaries_assessment a)"
)
protect(
    AreaScore,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON} and {SEES_ASSESSMENT}",
        history_check=OWN,
    ),
)
protect(
    Deadline,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
)
# The note, and the appointment it takes the place of, are of the same person. Functions with the
# writer's own rights, because a table's policy may not ask the table itself.
helper(
    "create or replace function note_is_of(note bigint, person bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from beneficiaries_casenote n"
    " where n.id = note and n.beneficiary_id = person); end $$"
)
helper(
    "create or replace function appointment_is_of(former bigint, person bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from beneficiaries_appointment a"
    " where a.id = former and a.beneficiary_id = person); end $$"
)
protect(
    Appointment,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON}"
        " and (note_id is null or note_is_of(note_id, beneficiary_id))"
        " and (follows_id is null or appointment_is_of(follows_id, beneficiary_id))",
        history_check=OWN,
    ),
)
protect(
    Share,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    Rows("receivers", using=f"to_agency_id = {AGENCY}", command="SELECT", history=False),
)
COORDINATOR = f"{ROLE} = 'COORDINATOR' and agency_id = {AGENCY}"
protect(HandOver, Rows("coordinators", using=COORDINATOR))
protect(
    HandOverLine,
    Rows(
        "coordinators",
        using=COORDINATOR,
        check=f"{COORDINATOR} and {SEES_PERSON}",
        history_check=COORDINATOR,
    ),
)
# A version goes with a case file of the same person; what hangs on it, with a row of the agency.
protect(
    PersonalPlan,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON} and exists (select 1 from beneficiaries_casefile f"
        " where f.id = case_file_id"
        " and f.beneficiary_id = beneficiaries_personalplan.beneficiary_id"
        " and f.agency_id = beneficiaries_personalplan.agency_id)",
        history_check=OWN,
    ),
)
for hung, parent, column, grants in (
    (PlanGoal, PersonalPlan, "plan_id", "SELECT, INSERT, UPDATE"),
    (PlanAction, PlanGoal, "goal_id", "SELECT, INSERT, UPDATE"),
    (PlanSignature, PersonalPlan, "plan_id", "SELECT, INSERT"),
):
    protect(
        hung,
        Rows(
            "caseworkers",
            using=OWN,
            check=f"{OWN} and exists (select 1 from {parent._meta.db_table} r"
            f" where r.id = {column} and r.agency_id = {hung._meta.db_table}.agency_id)",
            history_check=OWN,
        ),
        grants=grants,
    )
# What was approved and is signed stays word by word; only how far one is moves on.
helper(
    "create or replace function approved_plans_stay() returns trigger language plpgsql as $$ begin"
    " if old.sha256 <> '' and (new.sha256, new.content::text, new.aim, new.number)"
    " is distinct from (old.sha256, old.content::text, old.aim, old.number) then"
    " raise exception 'the text of an approved plan stays' using errcode = 'check_violation';"
    " end if; return new; end $$"
)
helper(
    "create or replace trigger approved_plans_stay before update"
    " on beneficiaries_personalplan for each row execute function approved_plans_stay()"
)
for table, plan, text in (
    ("plangoal", "p.id = new.plan_id", "line area title wish sign position is_dropped"),
    (
        "planaction",
        "p.id = (select g.plan_id from beneficiaries_plangoal g where g.id = new.goal_id)",
        "line what who who_else due_by hours_planned position is_dropped",
    ),
):
    before, now = (", ".join(f"{row}.{name}" for name in text.split()) for row in ("old", "new"))
    helper(
        f"create or replace function approved_{table}s_stay() returns trigger language plpgsql"
        " as $$ begin if exists (select 1 from beneficiaries_personalplan p"
        f" where {plan} and p.sha256 <> '') then"
        f" if tg_op = 'INSERT' or ({now}) is distinct from ({before}) then"
        " raise exception 'the text of an approved plan stays' using errcode = 'check_violation';"
        " end if; end if; return new; end $$"
    )
    helper(
        f"create or replace trigger approved_{table}s_stay before insert or update"
        f" on beneficiaries_{table} for each row execute function approved_{table}s_stay()"
    )
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
