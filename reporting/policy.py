"""Who may do what with reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.policy import is_auditor, is_reporting_officer, same_agency
from core.policy import grant
from core.tenancy import AGENCY, PURPOSE, ROLE, Rows, protect
from projects.policy import SEES_PARTICIPATION
from reporting.models import Artefact, FundingReport, ReportMember
from reporting.querysets import FundingReportQuerySet


class Can(models.TextChoices):
    """What can be done on this floor."""

    SEE_REPORTS = "reporting.see_reports", _("Vedere i rendiconti")
    ASK = "reporting.ask", _("Preparare un rendiconto")
    PREPARE = "reporting.prepare", _("Portare a termine la preparazione")
    DOWNLOAD = "reporting.download", _("Scaricare i file di un rendiconto")


officers = _("chi rendiconta il progetto")
own_account = is_reporting_officer & same_agency

grant(Can.SEE_REPORTS, is_reporting_officer | is_auditor, who=officers)
grant(Can.ASK, is_reporting_officer, who=officers)
grant(Can.PREPARE, own_account, who=officers)
grant(Can.DOWNLOAD, own_account, who=officers)


def visible_reports(user: User) -> FundingReportQuerySet:
    """The reports of the agency the user accounts for; an auditor sees the sent ones."""
    if user.acting is None or not is_reporting_officer.test(user):
        # No report can be marked as sent yet: an auditor has none to read.
        return FundingReport.objects.none()
    return FundingReport.objects.filter(agency_id=user.acting.agency_id)


OWN = f"{ROLE} = 'REPORTING_OFFICER' and agency_id = {AGENCY}"
protect(
    FundingReport,
    Rows("officers", using=OWN),
    # A job that fails for good says so even where its asker lost the seat; no personal data here.
    Rows("runner", using=f"{PURPOSE} = 'jobs'"),
)
SEES_REPORT = "exists (select 1 from reporting_fundingreport r where r.id = report_id)"
protect(
    ReportMember,
    Rows("officers", using=OWN, check=f"{OWN} and {SEES_REPORT} and {SEES_PARTICIPATION}"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
protect(
    Artefact,
    Rows("officers", using=OWN, check=f"{OWN} and {SEES_REPORT}"),
    # Files that no row names are removed; a row holds names of files and hashes, no person.
    Rows("sweeper", using=f"{PURPOSE} = 'sweep'", command="SELECT"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
