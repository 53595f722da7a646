"""A report and its files."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from core.ui.words import JOINER, say_number
from reporting.enums import ReopenReason, ReportKind, ReportState
from reporting.querysets import FundingReportQuerySet


@keep_history()
class FundingReport(models.Model):
    """The account of one project at one cut-off day; each version has its own number."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="reports")
    # The body that accounts; what it may see is what the report holds.
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(_("tipo"), max_length=12, choices=ReportKind.choices)
    cut_off = models.DateField(_("dati al"))
    version = models.PositiveSmallIntegerField(_("versione"), default=1)
    state = models.CharField(
        _("stato"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("preparato da"),
    )
    # A second person answers for it.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("confermato da"),
    )
    confirmed_at = models.DateTimeField(_("confermato"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("inviato da"),
    )
    sent_on = models.DateField(_("inviato il"), null=True)
    protocol = models.CharField(_("protocollo"), max_length=40, blank=True)
    # The sent version that this one corrects, and why.
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("sostituisce")
    )
    reopen_reason = models.CharField(
        _("motivo della riapertura"), max_length=10, choices=ReopenReason.choices, blank=True
    )
    reopen_note = models.CharField(_("precisazione"), max_length=500, blank=True)

    objects = FundingReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rendiconto")
        verbose_name_plural = _("rendiconti")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "agency", "kind", "cut_off", "version"],
                name="report_version_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("prepared_by")),
                name="report_confirmed_by_another",
                violation_error_message=_("Chi ha preparato il rendiconto non può confermarlo."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("CONFIRMED", "SENT"), confirmed_by__isnull=False)
                | ~Q(state__in=("CONFIRMED", "SENT")) & Q(confirmed_by=None),
                name="report_confirmed_has_its_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state="SENT", sent_on__isnull=False) & ~Q(protocol="")
                | ~Q(state="SENT") & Q(sent_on=None, protocol=""),
                name="report_sent_has_its_protocol",
                violation_error_message=_("Un rendiconto inviato ha protocollo e data."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.cut_off:%d/%m/%Y} v{self.version:02d}"

    @property
    def kind_now(self) -> ReportKind:
        """The kind with its label."""
        return ReportKind(self.kind)

    @property
    def state_now(self) -> ReportState:
        """The state with its label, tone and icon."""
        return ReportState(self.state)


class Artefact(models.Model):
    """A file of a report; its bytes lie outside the web root under a random name."""

    report = models.ForeignKey(FundingReport, models.PROTECT, related_name="artefacts")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    name = models.CharField(_("nome"), max_length=120)
    content = models.CharField(_("contenuto"), max_length=120)
    path = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(_("dimensione"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    is_package = models.BooleanField(default=False)
    # Fetching it is looking at each person in it.
    holds_people = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("file")
        constraints = [
            models.UniqueConstraint(fields=["report", "name"], name="artefact_once"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(is_package=True), name="artefact_one_package"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weight(self) -> str:
        """The size in words: “142,0 kB”, “1,2 MB”."""
        if self.size < 1_000_000:
            return f"{say_number(self.size / 1000, 1)}{JOINER}kB"
        return f"{say_number(self.size / 1_000_000, 1)}{JOINER}MB"
