"""Who may do what with reports."""

import rules
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.enums import AgencyKind
from agencies.models import User
from agencies.policy import is_auditor, is_reporting_officer, same_agency
from beneficiaries.models import Beneficiary
from core.arming import helper
from core.policy import grant
from core.tenancy import AGENCY, PURPOSE, ROLE, Rows, admit, protect
from placements.models import (
    Allowance,
    AttendanceEntry,
    AttendanceRegister,
    Payment,
    PaymentBatch,
)
from projects.models import EntrySnapshot, Participation, StaffHours
from projects.policy import SEES_PARTICIPATION
from reporting.enums import ReportState
from reporting.models import (
    Artefact,
    FundingReport,
    MoneyMember,
    PlacementMember,
    ReportMember,
)
from reporting.querysets import FundingReportQuerySet


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_REPORTS = "reporting.see_reports", _("Vedere i rendiconti")
    ASK = "reporting.ask", _("Preparare un rendiconto")
    PREPARE = "reporting.prepare", _("Portare a termine la preparazione")
    CONFIRM = "reporting.confirm", _("Confermare un rendiconto preparato da un’altra persona")
    SEND = "reporting.send", _("Segnare un rendiconto come inviato")
    REOPEN = "reporting.reopen", _("Riaprire un rendiconto, con il motivo")
    READ_FIGURES = "reporting.read_figures", _("Vedere chi conta nelle cifre di un rendiconto")
    AUDIT = "reporting.audit", _("Rivedere i rendiconti inviati")
    DOWNLOAD = "reporting.download", _("Scaricare i file di un rendiconto")


officers = _("chi rendiconta il progetto")
own_account = is_reporting_officer & same_agency


@rules.predicate
def is_second_person(user: User, report: FundingReport | None) -> bool:
    """Somebody else prepared it."""
    return report is None or user.pk != report.prepared_by_id


@rules.predicate
def is_sent(user: User, report: FundingReport | None) -> bool:
    """It was sent to the funder."""
    return report is None or report.state == ReportState.SENT


@rules.predicate
def of_the_funder(user: User) -> bool:
    """The user acts for the body that funds."""
    return user.acting is not None and user.acting.agency.kind == AgencyKind.FUNDER


funders_auditor = is_auditor & of_the_funder
audited = funders_auditor & is_sent

grant(Can.SEE_REPORTS, is_reporting_officer | funders_auditor, who=officers)
grant(Can.ASK, is_reporting_officer, who=officers)
grant(Can.PREPARE, own_account, who=officers)
grant(
    Can.CONFIRM,
    own_account & is_second_person,
    who=_("una persona che rendiconta per l’ente, diversa da chi lo ha preparato"),
)
grant(Can.SEND, own_account, who=officers)
grant(Can.REOPEN, own_account, who=officers)
readers = _("chi rendiconta il progetto e, per quelli inviati, chi revisiona")
grant(Can.AUDIT, funders_auditor, who=_("chi revisiona per il finanziatore"))
grant(Can.READ_FIGURES, own_account | audited, who=readers)
grant(Can.DOWNLOAD, own_account | audited, who=readers)


def visible_reports(user: User) -> FundingReportQuerySet:
    """The reports of the agency the user accounts for; an auditor sees the sent ones."""
    if funders_auditor.test(user):
        return FundingReport.objects.filter(state=ReportState.SENT)
    if user.acting is None or not is_reporting_officer.test(user):
        return FundingReport.objects.none()
    return FundingReport.objects.filter(agency_id=user.acting.agency_id)


AUDITING = (
    f"{ROLE} = 'AUDITOR' and exists (select 1 from agencies_agency a"
    f" where a.id = {AGENCY} and a.kind = 'FUNDER')"
)
# Functions, so that a report's members and its people may ask about each other without an
# endless policy; they run with the reader's own rights: an auditor's end at what was sent.
helper(
    "create or replace function sees_report(wanted bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from reporting_fundingreport"
    " where id = wanted); end $$"
)
helper(
    "create or replace function audits_participation(wanted bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from reporting_reportmember"
    " where participation_id = wanted); end $$"
)
helper(
    "create or replace function audits_person(wanted bigint) returns boolean"
    " language plpgsql stable as $$ begin return exists (select 1 from projects_participation"
    " where beneficiary_id = wanted); end $$"
)
# From a payment that counts in a sent report down to its days; each step as the reader sees it.
for asked, table, column in (
    ("audits_payment", "reporting_moneymember", "payment_id"),
    ("audits_hours", "reporting_moneymember", "timesheet_id"),
    ("audits_batch", "placements_payment", "batch_id"),
    ("audits_allowance", "placements_payment", "allowance_id"),
    ("audits_register", "placements_allowance", "register_id"),
):
    helper(
        f"create or replace function {asked}(wanted bigint) returns boolean language plpgsql"
        f" stable as $$ begin return exists (select 1 from {table}"
        f" where {column} = wanted); end $$"
    )
OWN = f"{ROLE} = 'REPORTING_OFFICER' and agency_id = {AGENCY}"
protect(
    FundingReport,
    Rows(
        "officers",
        using=OWN,
        check=f"{OWN} and (replaces_id is null or sees_report(replaces_id))",
        history_check=OWN,
    ),
    # A job that fails for good says so even where its asker lost the seat; no personal data here.
    Rows("auditors", using=f"{AUDITING} and state = 'SENT'", command="SELECT", history=False),
    Rows("runner", using=f"{PURPOSE} = 'jobs'"),
)
SEES_REPORT = "exists (select 1 from reporting_fundingreport r where r.id = report_id)"
protect(
    ReportMember,
    Rows("officers", using=OWN, check=f"{OWN} and {SEES_REPORT} and {SEES_PARTICIPATION}"),
    Rows("auditors", using=f"{AUDITING} and {SEES_REPORT}", command="SELECT"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)


def _sees(table: str, column: str) -> str:
    """The row referred to is one its writer sees, or there is none."""
    return f"({column} is null or exists (select 1 from {table} r where r.id = {column}))"


REFERS = {
    MoneyMember: {
        "projects_participation": "participation_id",
        "placements_payment": "payment_id",
        "projects_staffhours": "timesheet_id",
    },
    PlacementMember: {
        "projects_participation": "participation_id",
        "placements_placement": "placement_id",
    },
}
for member, refers in REFERS.items():
    seen = " and ".join(_sees(table, column) for table, column in refers.items())
    protect(
        member,
        Rows("officers", using=OWN, check=f"{OWN} and {SEES_REPORT} and {seen}"),
        Rows("auditors", using=f"{AUDITING} and {SEES_REPORT}", command="SELECT"),
        grants="SELECT, INSERT, UPDATE, DELETE",
    )
protect(
    Artefact,
    Rows("officers", using=OWN, check=f"{OWN} and {SEES_REPORT}"),
    Rows("auditors", using=f"{AUDITING} and {SEES_REPORT}", command="SELECT"),
    # Files that no row names are removed; a row holds names of files and hashes, no person.
    Rows("sweeper", using=f"{PURPOSE} = 'sweep'", command="SELECT"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
# The records behind a sent figure, read only. A placement itself is not among them: it holds
# aims and tasks; what of it the account needs is frozen with the report.
for behind, reached in (
    (Participation, "audits_participation({id})"),
    (EntrySnapshot, "audits_participation(participation_id)"),
    (Beneficiary, "audits_person({id})"),
    (Payment, "audits_payment({id})"),
    (PaymentBatch, "audits_batch({id})"),
    (Allowance, "audits_allowance({id})"),
    (AttendanceRegister, "audits_register({id})"),
    (AttendanceEntry, "audits_register(register_id)"),
    (StaffHours, "audits_hours({id})"),
):
    admit(
        behind,
        Rows("auditors", using=f"{AUDITING} and {reached}", command="SELECT", history=False),
    )
# A package somebody answered for stays as it is: its row once sent, its members and files from
# the confirmation on. Whoever tries, whatever the policy says.
helper(
    "create or replace function sent_report_stays() returns trigger language plpgsql as $$"
    " begin if old.state = 'SENT' then raise exception 'a sent report never changes'"
    " using errcode = 'check_violation'; end if;"
    " if tg_op = 'DELETE' then return old; end if; return new; end $$"
)
helper(
    "create or replace trigger sent_report_stays before update or delete"
    " on reporting_fundingreport for each row execute function sent_report_stays()"
)
helper(
    "create or replace function frozen_package_stays() returns trigger language plpgsql as $$"
    # Where it stands and where it would stand: nothing leaves a frozen package, or moves into one.
    " begin if exists (select 1 from reporting_fundingreport where state in ('CONFIRMED', 'SENT')"
    " and (tg_op <> 'INSERT' and id = old.report_id or tg_op <> 'DELETE' and id = new.report_id))"
    " then raise exception 'a confirmed package never changes' using errcode = 'check_violation';"
    " end if; if tg_op = 'DELETE' then return old; end if; return new; end $$"
)
for part in (ReportMember, MoneyMember, PlacementMember, Artefact):
    table = part._meta.db_table
    helper(
        f"create or replace trigger frozen_package_stays before insert or update or delete"
        f" on {table} for each row execute function frozen_package_stays()"
    )
