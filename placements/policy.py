"""Who may do what with placements, their registers and their payments."""

from django.db import models
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.policy import is_caseworker, is_coordinator, is_reporting_officer, same_agency
from beneficiaries.row_security.grounds import SEES_PERSON, SERVES_ITS_OWN
from core.arming import helper
from core.policy import grant
from core.tenancy import AGENCY, PROJECTS, ROLE, Rows, protect
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    Extension,
    HostOrganisation,
    HostTutor,
    MandatoryNotice,
    Payment,
    PaymentBatch,
    Placement,
    PlacementVersion,
    Signature,
    Suspension,
)
from placements.querysets import HostQuerySet, PlacementQuerySet, RegisterQuerySet
from projects.policy import accounted_projects


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_PLACEMENTS = "placements.see_placements", _("Vedere i tirocini")
    SEE_HOSTS = "placements.see_hosts", _("Vedere gli ospitanti")
    EDIT_HOST = "placements.edit_host", _("Registrare o correggere un ospitante")
    PROPOSE = "placements.propose", _("Proporre un tirocinio")
    WITHDRAW = "placements.withdraw", _("Ritirare o riaprire una proposta")
    REVIEW = "placements.review", _("Vedere le proposte da esaminare")
    DECIDE = "placements.decide", _("Decidere su una proposta")
    SIGN = "placements.sign", _("Registrare firme e comunicazioni")
    START = "placements.start", _("Avviare un tirocinio")
    SUSPEND = "placements.suspend", _("Sospendere o riprendere un tirocinio")
    FINISH = "placements.finish", _("Concludere o interrompere un tirocinio")
    SEE_REGISTERS = "placements.see_registers", _("Vedere i registri delle presenze")
    FILL = "placements.fill", _("Scrivere le presenze e chiudere il registro")
    VALIDATE = "placements.validate", _("Validare o rimandare un registro")
    RECTIFY = "placements.rectify", _("Rettificare un registro validato")
    SEE_PAYMENTS = "placements.see_payments", _("Vedere indennità e pagamenti")
    PAY = "placements.pay", _("Registrare il pagamento delle indennità")


keepers = _("gli operatori e i coordinatori dell’ente che segue la persona")
coordinators = _("i coordinatori dell’ente che segue la persona")
payers = _("i coordinatori e chi rendiconta per l’ente")
in_charge = is_caseworker & same_agency
decides = is_coordinator & same_agency
pays = (is_coordinator | is_reporting_officer) & same_agency

grant(
    Can.SEE_PLACEMENTS,
    is_caseworker | is_reporting_officer,
    who=_("operatori, coordinatori e chi rendiconta"),
)
grant(Can.SEE_HOSTS, is_caseworker, who=_("operatori e coordinatori"))
grant(Can.EDIT_HOST, in_charge, who=_("operatori e coordinatori dell’ente"))
grant(Can.PROPOSE, in_charge, who=keepers)
grant(Can.WITHDRAW, in_charge, who=keepers)
grant(Can.REVIEW, is_coordinator, who=_("i coordinatori"))
grant(Can.DECIDE, decides, who=coordinators)
grant(Can.SIGN, in_charge, who=keepers)
grant(Can.START, in_charge, who=keepers)
grant(Can.SUSPEND, in_charge, who=keepers)
grant(Can.FINISH, in_charge, who=keepers)
grant(
    Can.SEE_REGISTERS,
    is_caseworker | is_reporting_officer,
    who=_("operatori, coordinatori e chi rendiconta"),
)
grant(Can.FILL, in_charge, who=keepers)
grant(Can.VALIDATE, decides, who=coordinators)
grant(Can.RECTIFY, decides, who=coordinators)
grant(
    Can.SEE_PAYMENTS,
    is_coordinator | is_reporting_officer,
    who=_("coordinatori e chi rendiconta"),
)
grant(Can.PAY, pays, who=payers)


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


def visible_hosts(user: User) -> HostQuerySet:
    """The hosts of the agency the user acts for."""
    if user.acting is None or not is_caseworker.test(user):
        return HostOrganisation.objects.none()
    return HostOrganisation.objects.of_agency(user.acting.agency_id)


def visible_placements(user: User) -> PlacementQuerySet:
    """Placements of the agency, or of the projects it accounts for."""
    reach = _reach(user)
    every = Placement.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_extensions(user: User) -> models.QuerySet[Extension]:
    """Extensions of the agency's placements, for who works with people: they hold reasons."""
    if user.acting is None or not is_caseworker.test(user):
        return Extension.objects.none()
    return Extension.objects.filter(agency_id=user.acting.agency_id)


def visible_registers(user: User) -> RegisterQuerySet:
    """Registers of the placements one sees."""
    reach = _reach(user)
    every = AttendanceRegister.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_allowances(user: User) -> models.QuerySet[Allowance]:
    """Allowances of the placements one sees."""
    reach = _reach(user)
    every = Allowance.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_batches(user: User) -> models.QuerySet[PaymentBatch]:
    """Payments of the agency, or of the projects it accounts for."""
    reach = _reach(user)
    every = PaymentBatch.objects.all()
    return every.none() if reach is None else every.filter(reach)


def visible_payments(user: User) -> models.QuerySet[Payment]:
    """What was paid for the placements one sees."""
    reach = _reach(user)
    every = Payment.objects.all()
    return every.none() if reach is None else every.filter(reach)


# --- the same, for the database -----------------------------------------------------------
OWN = f"{ROLE} in ('SOCIAL_WORKER', 'COORDINATOR') and agency_id = {AGENCY}"
PAYING = f"{ROLE} in ('COORDINATOR', 'REPORTING_OFFICER') and agency_id = {AGENCY}"
ACCOUNTED = (
    f"{ROLE} = 'REPORTING_OFFICER' and (agency_id = {AGENCY} or project_id = any({PROJECTS}))"
)


def _sees(table: str, column: str, same: str = "") -> str:
    """The row referred to is visible, and belongs to the same agency and project."""
    return f"exists (select 1 from placements_{table} r where r.id = {column}{same})"


SAME = " and r.agency_id = {own}.agency_id and r.project_id = {own}.project_id"


def _of(table: str, own: str, column: str) -> str:
    return _sees(table, f"{own}.{column}", SAME.replace("{own}", own))


HOST_OF_PLACEMENT = (
    f"{ROLE} = 'REPORTING_OFFICER' and exists (select 1 from placements_placement p"
    " where p.host_id = {host})"
)
protect(
    HostOrganisation,
    Rows("caseworkers", using=OWN),
    Rows(
        "accounting",
        using=HOST_OF_PLACEMENT.replace("{host}", "{id}"),
        command="SELECT",
        history=False,
    ),
)
# Functions, so that hosts and placements may check each other without an endless policy; they
# run with the writer's own rights (docs/decisions/0045).
helper(
    "create or replace function keeps_host(wanted bigint) returns boolean language plpgsql"
    " stable as $$ begin return exists (select 1 from placements_hostorganisation"
    f" where id = wanted and agency_id = {AGENCY}); end $$"
)
helper(
    "create or replace function tutor_is_of(tutor bigint, wanted bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from placements_hosttutor"
    " where id = tutor and host_id = wanted); end $$"
)
OWN_HOST = "keeps_host(host_id)"
protect(
    HostTutor,
    Rows("caseworkers", using=OWN, check=f"{OWN} and {OWN_HOST}", history_check=OWN),
    Rows(
        "accounting",
        using=HOST_OF_PLACEMENT.replace("{host}", "host_id"),
        command="SELECT",
        history=False,
    ),
)
# What a placement refers to fits together: its person, project and agency are those of its
# participation, its host and tutors the agency's own.
FITS = (
    "exists (select 1 from projects_participation p where p.id = participation_id"
    " and p.beneficiary_id = placements_placement.beneficiary_id"
    " and p.project_id = placements_placement.project_id"
    " and p.agency_id = placements_placement.agency_id)"
    " and (host_tutor_id is null or tutor_is_of(host_tutor_id, host_id))"
)
protect(
    Placement,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {SEES_PERSON} and {OWN_HOST} and {FITS} and {SERVES_ITS_OWN}",
        history_check=OWN,
    ),
    Rows("accounting", using=ACCOUNTED, command="SELECT"),
)


def _follows(model: type[Model], parent: str, column: str, *, grants: str) -> None:
    """Keep a table whose rows go with another's: caseworkers write them, accounts read them."""
    own = model._meta.db_table
    protect(
        model,
        Rows(
            "caseworkers",
            using=OWN,
            check=f"{OWN} and {_of(parent, own, column)}",
            history_check=OWN,
        ),
        Rows("accounting", using=ACCOUNTED, command="SELECT"),
        grants=grants,
    )


WRITTEN_ONCE = "SELECT, INSERT"
_follows(Suspension, "placement", "placement_id", grants="SELECT, INSERT, UPDATE")
# The whole text, with aims and the service in charge: who accounts for it never reads it
# (docs/decisions/0055).
protect(
    PlacementVersion,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {_of('placement', 'placements_placementversion', 'placement_id')}",
        history_check=OWN,
    ),
    grants=WRITTEN_ONCE,
)
_follows(Signature, "placementversion", "version_id", grants=WRITTEN_ONCE)
SAME_PLACEMENT = SAME + " and r.placement_id = {own}.placement_id"


def _of_placement(table: str, own: str, column: str) -> str:
    """The row referred to is visible, and belongs to the same placement."""
    return _sees(table, f"{own}.{column}", SAME_PLACEMENT.replace("{own}", own))


protect(
    Extension,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {_of('placement', 'placements_extension', 'placement_id')}"
        f" and {_of_placement('placementversion', 'placements_extension', 'version_id')}",
        history_check=OWN,
    ),
)
protect(
    MandatoryNotice,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {_of('placement', 'placements_mandatorynotice', 'placement_id')}"
        " and (extension_id is null or"
        f" {_of_placement('extension', 'placements_mandatorynotice', 'extension_id')})",
        history_check=OWN,
    ),
    Rows("accounting", using=ACCOUNTED, command="SELECT"),
)
_follows(AttendanceEntry, "attendanceregister", "register_id", grants="SELECT, INSERT, UPDATE")
MARKED_PAID = f"{PAYING} and state = 'PAID'"
protect(
    AttendanceRegister,
    Rows(
        "caseworkers",
        using=OWN,
        check=f"{OWN} and {_of('placement', 'placements_attendanceregister', 'placement_id')}",
        history_check=OWN,
    ),
    # Whoever pays may mark it as paid, and write nothing else.
    Rows("payers", using=PAYING, check=MARKED_PAID, history_check=MARKED_PAID),
    Rows("accounting", using=ACCOUNTED, command="SELECT"),
)
# The reasons of the database: a row of history is born under the writer's own rights.
for model, parent, column in (
    (Allowance, "attendanceregister", "register_id"),
    (Payment, "paymentbatch", "batch_id"),
):
    protect(
        model,
        Rows("caseworkers", using=OWN, command="SELECT"),
        Rows(
            "payers",
            using=PAYING,
            check=f"{PAYING} and {_of(parent, model._meta.db_table, column)}",
            history_check=PAYING,
        ),
        Rows("accounting", using=ACCOUNTED, command="SELECT"),
        grants=WRITTEN_ONCE,
    )
protect(
    PaymentBatch,
    Rows("caseworkers", using=OWN, command="SELECT"),
    Rows("payers", using=PAYING),
    Rows("accounting", using=ACCOUNTED, command="SELECT"),
    grants=WRITTEN_ONCE,
)
# A day of a validated register changes only with a reason (a *rettifica*); history keeps both.
helper(
    "create or replace function validated_days_stay() returns trigger language plpgsql as $$"
    " declare now_in text; begin"
    " select state into now_in from placements_attendanceregister where id = new.register_id;"
    " if now_in in ('VALIDATED', 'PAID')"
    " and coalesce(current_setting('app.reason', true), '') = '' then"
    " raise exception 'a validated day changes only with a reason'"
    " using errcode = 'check_violation'; end if; return new; end $$"
)
helper(
    "create or replace trigger validated_days_stay before insert or update"
    " on placements_attendanceentry for each row execute function validated_days_stay()"
)
# The last day of a placement under way moves with an extension in force, and with nothing else.
helper(
    "create or replace function last_days_stay() returns trigger language plpgsql as $$ begin"
    " if old.state in ('RUNNING', 'SUSPENDED', 'ENDED', 'BROKEN_OFF')"
    " and new.ends_on is distinct from old.ends_on"
    " and not exists (select 1 from placements_extension e where e.placement_id = new.id"
    " and e.state = 'IN_FORCE' and e.ended_before = old.ends_on and e.ends_on = new.ends_on) then"
    " raise exception 'the last day moves with an extension in force'"
    " using errcode = 'check_violation'; end if; return new; end $$"
)
helper(
    "create or replace trigger last_days_stay before update"
    " on placements_placement for each row execute function last_days_stay()"
)
