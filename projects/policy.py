"""Who may do what with projects and participations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.context import accountable
from agencies.enums import Role
from agencies.models import Membership, User
from agencies.policy import is_caseworker, is_reporting_officer, same_agency
from beneficiaries.models import Beneficiary
from beneficiaries.policy import SEES_PERSON
from core.arming import define, helper
from core.policy import grant
from core.tenancy import AGENCY, PROJECTS, ROLE, Rows, admit, exempt, protect
from projects.models import (
    Call,
    EntrySnapshot,
    Participation,
    ParticipationCounter,
    Partner,
    Programme,
    Project,
    Target,
)
from projects.querysets import EntryQuerySet, ParticipationQuerySet, ProjectQuerySet


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PROJECTS = "projects.see_projects", _("Vedere i progetti dell’ente")
    SEE_FIGURES = "projects.see_figures", _("Vedere gli indicatori di un progetto")
    ENTER = "projects.enter", _("Iscrivere una persona a un progetto")
    BEGIN = "projects.begin", _("Avviare la partecipazione")
    LEAVE = "projects.leave", _("Registrare l’uscita")
    COME_BACK = "projects.come_back", _("Registrare il rientro")
    COMPLETE_ENTRY = "projects.complete_entry", _("Completare le risposte all’ingresso")


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
