"""Calls, programmes, projects, their partnership and what they promised."""

from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from projects.enums import CostScheme, PartnerRole, Period, ProjectStage
from projects.querysets import ProjectQuerySet


class Call(models.Model):
    """A call of the funder. What could differ between two calls is a field of it."""

    code = models.SlugField(_("codice"), max_length=30, unique=True)
    title = models.CharField(_("titolo"), max_length=200)
    programme = models.CharField(_("programma operativo"), max_length=200)
    period = models.CharField(_("periodo"), max_length=9, choices=Period.choices)
    objective = models.CharField(_("obiettivo o azione"), max_length=80, blank=True)
    # Reg. (UE) 2021/1057, annex I: for objective l only four output indicators apply.
    indicator_codes = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    # Reg. (UE, Euratom) 2018/1046 took the household out; which records it binds is unsettled.
    counts_household = models.BooleanField(
        _("la condizione familiare è nel test di completezza"), default=False
    )
    # Whether who is homeless or rural is “other disadvantaged” too is a national choice.
    housing_is_disadvantage = models.BooleanField(
        _("chi è senza dimora conta fra gli altri svantaggiati"), default=False
    )
    contribution_rate = models.DecimalField(_("contributo massimo"), max_digits=5, decimal_places=4)
    # Reg. (UE) 1303/2013, art. 67-68b, and 2021/1060, art. 53-56: the call says which one it pays.
    cost_scheme = models.CharField(
        _("schema di costo"),
        max_length=10,
        choices=CostScheme.choices,
        default=CostScheme.STAFF_40,
    )
    # At most 40 % of the staff (art. 68b; 2021/1060, art. 56), or 15 % (art. 68(1)(b); art. 54(b)).
    flat_rate = models.DecimalField(
        _("tasso forfettario"), max_digits=5, decimal_places=4, default=Decimal("0.4000")
    )
    # Unsettled: rounded per partner the sum may differ by cents from the rounded total (0042).
    flat_rate_per_partner = models.BooleanField(
        _("tasso forfettario calcolato per ciascun partner"), default=True
    )
    # Reg. (UE) 1303/2013, art. 68(2); 2021/1060, art. 55(2)(a).
    annual_hours = models.PositiveSmallIntegerField(_("ore annue del costo orario"), default=1720)
    # D.g.r. X/7763/2018: whole allowance from this share of the month's hours, else pro rata …
    allowance_threshold = models.DecimalField(
        _("presenza per l’indennità intera"),
        max_digits=5,
        decimal_places=4,
        default=Decimal("0.8000"),
    )
    # … and not below this.
    allowance_floor = models.DecimalField(
        _("indennità minima sotto soglia"),
        max_digits=8,
        decimal_places=2,
        default=Decimal("300.00"),
    )
    # Linee guida 22.1.2015 (d.g.r. X/5451/2016) state none for inclusion: empty is no threshold.
    inclusion_threshold = models.DecimalField(
        _("presenza per l’indennità intera nei tirocini di inclusione"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        default=Decimal("0.8000"),
    )
    # D.g.r. X/7763/2018 sets 300 € at a public host; below the threshold it says nothing.
    public_host_prorates = models.BooleanField(
        _("sotto soglia si riduce anche presso un ente pubblico"), default=True
    )
    # The floor without a day of attendance: the sources do not say, an auditor would not pay.
    pays_without_attendance = models.BooleanField(
        _("l’indennità minima spetta anche senza presenze"), default=False
    )
    # D.g.r. X/7763/2018: not due with an extracurricular traineeship, but it may be paid.
    pays_on_income_support = models.BooleanField(
        _("l’indennità spetta anche a chi riceve un sostegno al reddito"), default=False
    )
    # When it is accounted for: each so many months, and once more at the project's end …
    report_every = models.PositiveSmallIntegerField(
        _("un rendiconto ogni quanti mesi"), null=True, blank=True
    )
    # … within so many days of the period's end.
    report_within = models.PositiveSmallIntegerField(
        _("giorni per inviarlo dopo la fine del periodo"), default=60
    )
    # A start, an end or a suspension inside a month: the sources do not say.
    prorates_partial_months = models.BooleanField(
        _("i mesi iniziati o sospesi si pagano in proporzione"), default=True
    )

    class Meta:
        verbose_name = _("avviso")
        verbose_name_plural = _("avvisi")
        constraints = [
            models.CheckConstraint(
                condition=Q(flat_rate__gte=0, flat_rate__lte=1), name="call_flat_rate_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(annual_hours__gt=0), name="call_annual_hours_positive"
            ),
            models.CheckConstraint(
                condition=Q(report_every=None) | Q(report_every__gt=0),
                name="call_reports_after_a_month_at_least",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Programme(models.Model):
    """The programme of an area: its promoter and its projects."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="programmes")
    name = models.CharField(_("nome"), max_length=200)
    area = models.CharField(_("area"), max_length=100)
    promoter = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programmi")

    def __str__(self) -> str:
        return self.name


@keep_history()
class Project(models.Model):
    """A funded unit (in ESF law, an *operation*). Amounts in euro, two decimals."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="projects")
    code = models.SlugField(_("codice"), max_length=20, unique=True)
    title = models.CharField(_("titolo"), max_length=200)
    cup_code = models.CharField(_("CUP"), max_length=15, unique=True)
    application_code = models.CharField(_("ID pratica"), max_length=30, blank=True)
    lead = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="led_projects")
    starts_on = models.DateField(_("inizio"))
    ends_on = models.DateField(_("fine"))
    total_cost = models.DecimalField(_("costo totale"), max_digits=12, decimal_places=2)
    contribution = models.DecimalField(_("contributo"), max_digits=12, decimal_places=2)
    people_target = models.PositiveIntegerField(_("persone previste"))

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("progetto")
        verbose_name_plural = _("progetti")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="project_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(contribution__lte=F("total_cost")),
                name="project_contribution_within_cost",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def stage_on(self, day: date) -> ProjectStage:
        """Whether it has begun, runs, or is over on a day."""
        if day < self.starts_on:
            return ProjectStage.UPCOMING
        return ProjectStage.RUNNING if day <= self.ends_on else ProjectStage.ENDED

    @property
    def days(self) -> int:
        """How many days it lasts, the first and the last included."""
        return (self.ends_on - self.starts_on).days + 1

    def days_gone(self, day: date) -> int:
        """How many of them have begun on a day."""
        return min(max((day - self.starts_on).days + 1, 0), self.days)


class Partner(models.Model):
    """A body in a project's partnership; the lead is one of them."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="partners")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="partnerships")
    role = models.CharField(_("ruolo"), max_length=8, choices=PartnerRole.choices)

    class Meta:
        verbose_name = _("partner")
        constraints = [
            models.UniqueConstraint(fields=["project", "agency"], name="partner_once"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(role="LEAD"), name="partner_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.agency.short_name


class ParticipationCounter(models.Model):
    """The last number given to a participant of a project; only a database function writes it."""

    project = models.OneToOneField(Project, models.PROTECT, primary_key=True, related_name="+")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("numeratore")


class Target(models.Model):
    """What a project promised of one indicator."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="targets")
    indicator = models.CharField(_("indicatore"), max_length=10)
    value = models.PositiveIntegerField(_("obiettivo"))

    class Meta:
        verbose_name = _("obiettivo")
        constraints = [models.UniqueConstraint(fields=["project", "indicator"], name="target_once")]
