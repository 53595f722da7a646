"""Who may do what with people and their files.

Python hides rows and refuses verbs; the rows below say the same to the database, so that a
view that forgets to filter shows nothing.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.enums import Role
from agencies.models import User
from agencies.policy import (
    holds,
    is_agency_admin,
    is_caseworker,
    is_coordinator,
    same_agency,
)
from agencies.workers import workers_now
from beneficiaries.enums import ShareSection
from beneficiaries.models import (
    Beneficiary,
    CaseFile,
    CaseNote,
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
from beneficiaries.plan_querysets import PlanActionQuerySet, PlanQuerySet
from beneficiaries.querysets import BeneficiaryQuerySet, CaseNoteQuerySet, RosterQuerySet
from core.arming import define, helper
from core.policy import grant
from core.tenancy import AGENCY, ROLE, TODAY, USER, Rows, admit, protect


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PEOPLE = "beneficiaries.see_people", _("Vedere le persone in carico")
    REGISTER = "beneficiaries.register", _("Registrare una persona")
    CORRECT = "beneficiaries.correct", _("Correggere i dati di una persona")
    READ_DIARY = "beneficiaries.read_diary", _("Leggere il diario")
    WRITE_NOTE = "beneficiaries.write_note", _("Scrivere una nota")
    CORRECT_NOTE = "beneficiaries.correct_note", _("Correggere una nota")
    MOVE_CASE = "beneficiaries.move_case", _("Far avanzare la cartella")
    CLOSE_CASE = "beneficiaries.close_case", _("Chiudere o riaprire la cartella")
    SEE_READERS = "beneficiaries.see_readers", _("Vedere chi ha letto la scheda")
    SEE_UNFOLLOWED = "beneficiaries.see_unfollowed", _("Vedere chi è senza operatore")
    ENTRUST = "beneficiaries.entrust", _("Affidare una persona a un operatore")
    READ_PLAN = "beneficiaries.read_plan", _("Leggere il progetto di una persona")
    WRITE_PLAN = "beneficiaries.write_plan", _("Scrivere il progetto di una persona")
    REVIEW_PLANS = "beneficiaries.review_plans", _("Vedere i progetti da approvare")
    DECIDE_PLAN = "beneficiaries.decide_plan", _("Decidere sul progetto di una persona")


caseworkers = _("gli operatori e i coordinatori dell’ente che segue la persona")
coordinators = _("i coordinatori dell’ente che segue la persona")
in_charge = is_caseworker & same_agency

grant(Can.SEE_PEOPLE, is_caseworker, who=caseworkers)
grant(Can.REGISTER, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.CORRECT, in_charge, who=caseworkers)
grant(Can.READ_DIARY, in_charge, who=caseworkers)
grant(Can.WRITE_NOTE, in_charge, who=caseworkers)
grant(Can.CORRECT_NOTE, in_charge, who=caseworkers)
grant(Can.MOVE_CASE, in_charge, who=caseworkers)
grant(Can.CLOSE_CASE, in_charge, who=caseworkers)
grant(
    Can.SEE_READERS,
    holds(Role.SOCIAL_WORKER, Role.COORDINATOR, Role.AGENCY_ADMIN) & same_agency,
    who=_("operatori, coordinatori e amministratori dell’ente che segue la persona"),
)
grant(Can.SEE_UNFOLLOWED, is_agency_admin, who=_("gli amministratori dell’ente"))
grant(
    Can.ENTRUST,
    is_coordinator & same_agency,
    who=coordinators,
)
grant(Can.READ_PLAN, in_charge, who=caseworkers)
grant(Can.WRITE_PLAN, in_charge, who=caseworkers)
grant(Can.REVIEW_PLANS, is_coordinator, who=_("i coordinatori"))
grant(Can.DECIDE_PLAN, is_coordinator & same_agency, who=coordinators)


def visible_people(user: User) -> BeneficiaryQuerySet:
    """People in the charge of the agency the user acts for, or shared with it today."""
    if not is_caseworker.test(user) or user.acting is None:
        return Beneficiary.objects.none()
    shared = Share.objects.filter(
        to_agency_id=user.acting.agency_id, sections__contains=[ShareSection.IDENTITY]
    ).current(timezone.localdate())
    mine = Q(agency_id=user.acting.agency_id)
    return Beneficiary.objects.filter(mine | Q(pk__in=shared.values("beneficiary_id")))


def visible_roster(user: User) -> RosterQuerySet:
    """The maintained rows of the agency the user acts for."""
    if not is_caseworker.test(user) or user.acting is None:
        return RosterEntry.objects.none()
    return RosterEntry.objects.of_agency(user.acting.agency_id)


def visible_names(user: User) -> BeneficiaryQuerySet:
    """People whose name an administrator needs: those of the agency's own records."""
    if user.acting is None or user.acting.role not in (
        Role.AGENCY_ADMIN,
        Role.SOCIAL_WORKER,
        Role.COORDINATOR,
    ):
        return Beneficiary.objects.none()
    return Beneficiary.objects.filter(agency_id=user.acting.agency_id)


def visible_unfollowed(user: User) -> RosterQuerySet:
    """Open files of the agency that no worker of today follows, for who administers it."""
    if not is_agency_admin.test(user) or user.acting is None:
        return RosterEntry.objects.none()
    own = RosterEntry.objects.of_agency(user.acting.agency_id)
    return own.open().of_nobody(workers_now(user))


def visible_notes(user: User) -> CaseNoteQuerySet:
    """The diary of the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return CaseNote.objects.none()
    return CaseNote.objects.filter(agency_id=user.acting.agency_id)


def visible_plans(user: User) -> PlanQuerySet:
    """Versions of the plans of the agency's own people."""
    if not is_caseworker.test(user) or user.acting is None:
        return PersonalPlan.objects.none()
    return PersonalPlan.objects.filter(agency_id=user.acting.agency_id)


def visible_goals(user: User) -> models.QuerySet[PlanGoal]:
    """Goals of the plans one sees."""
    if not is_caseworker.test(user) or user.acting is None:
        return PlanGoal.objects.none()
    return PlanGoal.objects.filter(agency_id=user.acting.agency_id)


def visible_actions(user: User) -> PlanActionQuerySet:
    """Actions of the plans one sees."""
    if not is_caseworker.test(user) or user.acting is None:
        return PlanAction.objects.none()
    return PlanAction.objects.filter(agency_id=user.acting.agency_id)


# --- the same, for the database -----------------------------------------------------------
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
for kept in (CaseFile, CaseNote, PrivacyNotice):
    protect(
        kept,
        Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    )
protect(
    Share,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    Rows("receivers", using=f"to_agency_id = {AGENCY}", command="SELECT", history=False),
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
