"""Plans, what hangs on them, and what stays once it is approved."""

from beneficiaries.enums import ShareSection
from beneficiaries.models import PersonalPlan, PlanAction, PlanGoal, PlanSignature
from beneficiaries.plan_enums import SHARED_PLANS
from beneficiaries.row_security.grounds import CASEWORKER, OWN, SEES_PERSON, shared_section, shown
from core.arming import define, helper
from core.tenancy import AGENCY, Rows, admit, protect

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
# Another agency reads the plan that holds or was concluded, with what hangs on it but signatures.
SHARED_STATES = ", ".join(f"'{state}'" for state in SHARED_PLANS)
SHARED = f"{shared_section(ShareSection.PLAN, 'beneficiary_id')} and state in ({SHARED_STATES})"
SHARED_PLAN = f"select p.id from beneficiaries_personalplan p where {SHARED}"
SHARED_GOAL = f"select g.id from beneficiaries_plangoal g where g.plan_id in ({SHARED_PLAN})"
admit(PersonalPlan, shown(SHARED))
admit(PlanGoal, shown(f"{CASEWORKER} and plan_id in ({SHARED_PLAN})"))
admit(PlanAction, shown(f"{CASEWORKER} and goal_id in ({SHARED_GOAL})"))
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
# The hours of a plan are the same for whoever follows the person: reserved notes count in the sum,
# and nothing of them leaves this function but minutes (docs/decisions/0085). Who asks is looked
# at here. A held appointment lends its duration to a note that says none, as for the timesheet.
define(
    "plan_minutes(bigint,uuid)",
    f"""
    create or replace function plan_minutes(person bigint, wanted uuid)
    returns integer
    language sql stable security definer set search_path = public, pg_temp as $$
      select coalesce(sum(coalesce(n.minutes, m.minutes)), 0)::integer
      from beneficiaries_casenote n
      join beneficiaries_planaction a on a.id = n.action_id
      left join beneficiaries_appointment m on m.note_id = n.id and m.state = 'HELD'
      where {CASEWORKER} and n.agency_id = {AGENCY} and n.beneficiary_id = person
        and a.line = wanted
    $$
    """,
    reads=("beneficiaries_casenote", "beneficiaries_planaction", "beneficiaries_appointment"),
    writes=(),
)
