"""Who may do what with projects and participations."""

import rules
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.context import accountable
from agencies.enums import Role
from agencies.models import Membership, User
from agencies.policy import is_caseworker, is_coordinator, is_reporting_officer, same_agency
from beneficiaries.models import Beneficiary
from beneficiaries.row_security.grounds import SEES_PERSON
from core.arming import define, helper
from core.policy import grant
from core.tenancy import AGENCY, PROJECTS, ROLE, TODAY, Rows, admit, exempt, protect
from projects.models import (
    BudgetLine,
    Call,
    EntrySnapshot,
    FollowUp,
    Participation,
    ParticipationCounter,
    Partner,
    Programme,
    Project,
    Result,
    StaffHours,
    StaffMember,
    Target,
)
from projects.querysets import (
    EntryQuerySet,
    FollowUpQuerySet,
    ParticipationQuerySet,
    ProjectQuerySet,
    ResultQuerySet,
    StaffHoursQuerySet,
    StaffQuerySet,
)


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PROJECTS = "projects.see_projects", _("Vedere i progetti dell’ente")
    SEE_FIGURES = "projects.see_figures", _("Vedere gli indicatori di un progetto")
    ENTER = "projects.enter", _("Iscrivere una persona a un progetto")
    BEGIN = "projects.begin", _("Avviare la partecipazione")
    LEAVE = "projects.leave", _("Registrare l’uscita")
    COME_BACK = "projects.come_back", _("Registrare il rientro")
    COMPLETE_ENTRY = "projects.complete_entry", _("Completare le risposte all’ingresso")
    RECORD_RESULT = "projects.record_result", _("Rilevare l’esito all’uscita")
    FOLLOW_UP = "projects.follow_up", _("Rilevare la situazione a sei mesi dall’uscita")
    SEE_SPENDING = "projects.see_spending", _("Vedere la spesa di un progetto")
    SEE_OWN_MONTH = "projects.see_own_month", _("Vedere le proprie ore del mese, dal diario")
    RECORD_HOURS = "projects.record_hours", _("Registrare personale e ore del proprio ente")
    SET_BUDGET = "projects.set_budget", _("Cambiare il budget di un progetto")
    SEE_SAME_PEOPLE = (
        "projects.see_same_people",
        _("Vedere quali codici stanno in due enti di un progetto"),
    )


keepers = _("gli operatori e i coordinatori dell’ente che segue la persona")
in_charge = is_caseworker & same_agency

grant(
    Can.SEE_PROJECTS,
    is_caseworker | is_reporting_officer,
    who=_("operatori, coordinatori e chi rendiconta"),
)
grant(Can.SEE_FIGURES, is_reporting_officer, who=_("chi rendiconta il progetto"))
grant(Can.ENTER, in_charge, who=keepers)
grant(Can.BEGIN, in_charge, who=keepers)
grant(Can.LEAVE, in_charge, who=keepers)
grant(Can.COME_BACK, in_charge, who=keepers)
grant(Can.COMPLETE_ENTRY, in_charge, who=keepers)
grant(Can.RECORD_RESULT, in_charge, who=keepers)
grant(Can.FOLLOW_UP, in_charge, who=keepers)
grant(Can.SEE_SPENDING, is_reporting_officer, who=_("chi rendiconta il progetto"))
grant(Can.SEE_OWN_MONTH, is_caseworker, who=_("operatori e coordinatori, le proprie"))
grant(
    Can.RECORD_HOURS,
    is_reporting_officer & same_agency,
    who=_("chi rendiconta per l’ente di cui sono le ore"),
)


@accountable
def accounted_projects(seat: Membership) -> tuple[int, ...]:
    """The projects a reporting officer accounts for across partners (lead body, promoter)."""
    if seat.role != Role.REPORTING_OFFICER:
        return ()
    # Asked by every `visible_…`: kept on the seat, which lives as long as one request or job.
    if seat.accounts_for is None:
        ids = Project.objects.accounted_by(seat.agency_id).order_by("pk")
        seat.accounts_for = tuple(ids.values_list("pk", flat=True))
    return seat.accounts_for


@rules.predicate
def answers_for(user: User, project: Project | None) -> bool:
    """The user accounts for the whole project: as officer of the lead body or the promoter."""
    return project is None or (
        user.acting is not None and project.pk in accounted_projects(user.acting)
    )


grant(
    Can.SET_BUDGET,
    is_reporting_officer & answers_for,
    who=_("chi rendiconta per il capofila o per il promotore del programma"),
)


@rules.predicate
def leads(user: User, project: Project | None) -> bool:
    """The user's agency is the lead body of the project."""
    return project is None or (user.acting is not None and project.lead_id == user.acting.agency_id)


grant(Can.SEE_SAME_PEOPLE, is_coordinator & leads, who=_("i coordinatori dell’ente capofila"))


def visible_projects(user: User) -> ProjectQuerySet:
    """Projects in whose partnership the agency is."""
    allowed = is_caseworker | is_reporting_officer
    if user.acting is None or not allowed.test(user):
        return Project.objects.none()
    return Project.objects.of_agency(user.acting.agency_id)


def _reach(user: User) -> Q | None:
    """Own rows for who works with people; for who accounts, those of the led projects too."""
    if user.acting is None:
        return None
    own = Q(agency_id=user.acting.agency_id)
    if is_caseworker.test(user):
        return own
    if is_reporting_officer.test(user):
        return own | Q(project_id__in=accounted_projects(user.acting))
    return None


def visible_participations(user: User) -> ParticipationQuerySet:
    """Participations of the agency, or of the projects it accounts for."""
    reach = _reach(user)
    every = Participation.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_entries(user: User) -> EntryQuerySet:
    """Entry answers of the participations one sees."""
    reach = _reach(user)
    every = EntrySnapshot.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_results(user: User) -> ResultQuerySet:
    """Results of the participations one sees."""
    reach = _reach(user)
    every = Result.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_follow_ups(user: User) -> FollowUpQuerySet:
    """States after six months of the participations one sees."""
    reach = _reach(user)
    every = FollowUp.objects.all()
    return every.none() if reach is None else every.filter(reach)


def _accounts(user: User) -> Q | None:
    return _reach(user) if is_reporting_officer.test(user) else None


def visible_budget(user: User) -> models.QuerySet[BudgetLine]:
    """Budget lines of one's own agency, and of the projects one accounts for."""
    reach = _accounts(user)
    every = BudgetLine.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_hours(user: User) -> StaffHoursQuerySet:
    """Hours of one's own staff, and of every partner of the projects one accounts for."""
    reach = _accounts(user)
    every = StaffHours.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_staff(user: User) -> StaffQuerySet:
    """One's own staff, and who of a partner's has hours in a project one accounts for."""
    every = StaffMember.objects.all()
    if user.acting is None or not is_reporting_officer.test(user):
        return every.none()
    led = StaffHours.objects.filter(project_id__in=accounted_projects(user.acting))
    return every.filter(Q(agency_id=user.acting.agency_id) | Q(pk__in=led.values("member_id")))


# --- the same, for the database -----------------------------------------------------------
OWN = f"{ROLE} in ('SOCIAL_WORKER', 'COORDINATOR') and agency_id = {AGENCY}"
ACCOUNTED = (
    f"{ROLE} = 'REPORTING_OFFICER' and (agency_id = {AGENCY} or project_id = any({PROJECTS}))"
)
for bodies in (Call, Programme, Project, Partner, Target):
    exempt(bodies, reason="Facts about bodies and plans; no personal data.")
exempt(ParticipationCounter, reason="A number per project; no personal data.", grants="")
exempt(
    Project._meta.apps.get_model("projects", "ProjectEvent"),
    reason="Facts about plans; no personal data.",
    grants="SELECT, INSERT",
)
protect(
    Participation,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PERSON}", history_check=OWN),
    Rows("accounting", using=ACCOUNTED, command="SELECT"),
)
SEES_PARTICIPATION = "exists (select 1 from projects_participation p where p.id = participation_id)"
protect(
    EntrySnapshot,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PARTICIPATION}", history_check=OWN),
    Rows("accounting", using=ACCOUNTED, command="SELECT"),
)
for _observed in (Result, FollowUp):
    protect(
        _observed,
        Rows("caseworkers", using=OWN, check=f"{OWN} and {SEES_PARTICIPATION}", history_check=OWN),
        Rows("accounting", using=ACCOUNTED, command="SELECT"),
        # A re-entry takes the results off; their history stays.
        grants="SELECT, INSERT, UPDATE, DELETE",
    )
OFFICER = f"{ROLE} = 'REPORTING_OFFICER' and agency_id = {AGENCY}"
LEADING = f"{ROLE} = 'REPORTING_OFFICER' and project_id = any({PROJECTS})"
IS_PARTNER = (
    "exists (select 1 from projects_partner p where p.project_id = {table}.project_id"
    " and p.agency_id = {table}.agency_id)"
)
protect(
    BudgetLine,
    Rows(
        "lead",
        using=LEADING,
        check=f"{LEADING} and {IS_PARTNER.format(table='projects_budgetline')}",
        history_check=LEADING,
    ),
    Rows("own", using=OFFICER, command="SELECT"),
)
# A function, so that staff and hours may check each other without an endless policy; with the
# writer's own rights, because foreign keys ignore row security and this must not.
helper(
    "create or replace function sees_member(wanted bigint, of_agency bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from projects_staffmember"
    " where id = wanted and agency_id = of_agency); end $$"
)
protect(
    StaffMember,
    # Linked to somebody who has, or had, a seat at the agency.
    Rows(
        "own",
        using=OFFICER,
        check=f"{OFFICER} and (user_id is null or user_id in"
        f" (select s.user_id from agencies_membership s where s.agency_id = {AGENCY}))",
        history_check=OFFICER,
    ),
    Rows(
        "lead",
        using=(
            f"{ROLE} = 'REPORTING_OFFICER' and exists (select 1 from projects_staffhours h"
            f" where h.member_id = {{id}} and h.project_id = any({PROJECTS}))"
        ),
        command="SELECT",
    ),
)
protect(
    StaffHours,
    Rows(
        "own",
        using=OFFICER,
        check=(
            f"{OFFICER} and sees_member(member_id, agency_id)"
            f" and {IS_PARTNER.format(table='projects_staffhours')}"
        ),
        history_check=OFFICER,
    ),
    Rows("lead", using=LEADING, command="SELECT"),
)
admit(
    Beneficiary,
    Rows(
        "accounting",
        using=(
            f"{ROLE} = 'REPORTING_OFFICER' and exists (select 1 from projects_participation p"
            " where p.beneficiary_id = {id})"
        ),
        command="SELECT",
        history=False,
    ),
)
# Output data are a snapshot of the day of entry: a given answer changes only with a reason,
# and keeps its history (ESF monitoring guidance: output data never change after entry).
_answers = [
    field.column
    for field in EntrySnapshot._meta.concrete_fields
    if field.name not in ("participation", "project", "agency", "refused", "vulnerability_answer")
]
# Not available, or empty, is no answer yet: it may be filled in like a null.
_changed = " or ".join(
    f"(old.{name} is not null and old.{name}::text not in ('', 'N')"
    f" and new.{name} is distinct from old.{name})"
    for name in _answers
)
helper(
    "create or replace function entry_written_once() returns trigger language plpgsql as $$"
    " begin if new.participation_id <> old.participation_id or new.project_id <> old.project_id"
    " or new.agency_id <> old.agency_id then raise exception 'an entry stays with its"
    " participation' using errcode = 'check_violation'; end if;"
    f" if ({_changed}) and coalesce(current_setting('app.reason', true), '') = '' then"
    " raise exception 'entry answers are written once; a correction needs a reason'"
    " using errcode = 'check_violation'; end if; return new; end $$"
)
helper(
    "create or replace trigger written_once before update on projects_entrysnapshot"
    " for each row execute function entry_written_once()"
)
# A partner sees its own participations only, so it could not count the others' numbers.
define(
    "next_participation_number(bigint)",
    """
    create or replace function next_participation_number(wanted bigint) returns integer
    language sql security definer set search_path = public, pg_temp as $$
      insert into projects_participationcounter as c (project_id, last) values (wanted, 1)
      on conflict (project_id) do update set last = c.last + 1 returning last
    $$
    """,
    reads=(),
    writes=("projects_participationcounter",),
)
# Two partners may each keep a record with the same code, and neither may learn it of the other; who
# coordinates the lead body learns that it is so, and nothing else of either. No policy of a table
# could say it: it would show whole rows. So the least is told here, and who asks is looked at here.
# Once the project is over nobody has a reason to look any more.
define(
    "codes_in_two_agencies(bigint)",
    f"""
    create or replace function codes_in_two_agencies(wanted bigint) returns table (
      code_end text, since date, one_agency bigint, other_agency bigint, one bigint, other bigint)
    language sql stable security definer set search_path = public, pg_temp as $$
      select right(a.identifier, 3), greatest(a.registered_on, b.registered_on),
        a.agency_id, b.agency_id, a.id, b.id
      from projects_project p
      join projects_partner pa on pa.project_id = p.id
      join projects_partner pb on pb.project_id = p.id
      join beneficiaries_beneficiary a on a.agency_id = pa.agency_id
      join beneficiaries_sameperson sa on sa.beneficiary_id = a.id
      join beneficiaries_sameperson sb on sb."group" = sa."group" and sb.id <> sa.id
      join beneficiaries_beneficiary b on b.id = sb.beneficiary_id and b.agency_id = pb.agency_id
      where p.id = wanted and p.lead_id = {AGENCY} and {ROLE} = 'COORDINATOR'
        and p.ends_on >= {TODAY}
        and a.agency_id < b.agency_id and a.merged_into_id is null and b.merged_into_id is null
      order by 2 desc, a.id, b.id
    $$
    """,
    reads=(
        "projects_project",
        "projects_partner",
        "beneficiaries_beneficiary",
        "beneficiaries_sameperson",
    ),
    writes=(),
)
