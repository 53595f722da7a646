"""The nouns of the funded work: calls, projects, partners, participations."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Gender, Question
from core.audit.history import keep_history
from projects.enums import (
    Answer,
    ExitReason,
    ParticipationState,
    PartnerRole,
    Period,
    ProjectStage,
)
from projects.querysets import EntryQuerySet, ParticipationQuerySet, ProjectQuerySet


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

    class Meta:
        verbose_name = _("avviso")
        verbose_name_plural = _("avvisi")

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


@keep_history()
class Participation(models.Model):
    """A person in a project: the unit of count. Re-entry updates it, it is never a second one."""

    beneficiary = models.ForeignKey(
        "beneficiaries.Beneficiary", models.PROTECT, related_name="participations"
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="participations")
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("ente che segue")
    )
    # The pseudonym of lists and reports where the name is not required.
    code = models.CharField(_("codice partecipante"), max_length=30)
    state = models.CharField(
        _("stato"),
        max_length=12,
        choices=ParticipationState.choices,
        default=ParticipationState.ENROLLED,
    )
    entry_on = models.DateField(_("ingresso"))
    exit_on = models.DateField(_("uscita"), null=True, blank=True)
    exit_reason = models.CharField(
        _("motivo dell’uscita"), max_length=12, choices=ExitReason.choices, blank=True
    )
    exit_note = models.CharField(_("precisazione"), max_length=500, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("partecipazione")
        verbose_name_plural = _("partecipazioni")
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary", "project"],
                name="participation_once_per_project",
                violation_error_message=_("La persona partecipa già a questo progetto."),
            ),
            models.UniqueConstraint(fields=["project", "code"], name="participation_code_once"),
            models.CheckConstraint(
                condition=Q(exit_on=None) | Q(exit_on__gte=F("entry_on")),
                name="participation_exit_after_entry",
                violation_error_message=_("L’uscita viene prima dell’ingresso."),
            ),
            models.CheckConstraint(
                condition=Q(state="LEFT", exit_on__isnull=False) & ~Q(exit_reason="")
                | ~Q(state="LEFT") & Q(exit_on=None, exit_reason=""),
                name="participation_left_with_reason",
                violation_error_message=_("Un’uscita ha data e motivo."),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "entry_on", "id"], name="participation_by_entry"),
            models.Index(fields=["agency", "project"], name="participation_of_agency"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state_now(self) -> ParticipationState:
        """The state as a badge."""
        return ParticipationState(self.state)


@keep_history()
class EntrySnapshot(models.Model):
    """The answers of the first day, written once (ESF output data never change after entry).

    A missing answer may be filled in later; another change needs a written reason (the
    database refuses it without one). Facts the indicators count stand here, frozen, so that
    the figures of a project are one scan of one table.
    """

    participation = models.OneToOneField(
        Participation, models.PROTECT, primary_key=True, related_name="entry"
    )
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    entry_on = models.DateField(_("ingresso"))
    gender = models.CharField(_("genere"), max_length=1, choices=Gender.choices)
    # Completed years on the day of entry.
    age = models.PositiveSmallIntegerField(_("età"), null=True)
    citizenship_group = models.CharField(_("gruppo di cittadinanza"), max_length=10, blank=True)
    residence = models.ForeignKey(
        "reference.Municipality", models.PROTECT, null=True, related_name="+"
    )
    rural_class = models.PositiveSmallIntegerField(_("grado di urbanizzazione"), null=True)
    education = models.ForeignKey(
        "reference.EducationLevel", models.PROTECT, null=True, related_name="+"
    )
    isced = models.PositiveSmallIntegerField(_("ISCED"), null=True)
    employment = models.ForeignKey(
        "reference.EmploymentCondition", models.PROTECT, null=True, related_name="+"
    )
    esf_status = models.CharField(_("stato occupazionale FSE"), max_length=10, null=True)
    is_in_training = models.BooleanField(_("in istruzione o formazione"), null=True)
    unemployed_since = models.DateField(_("cerca lavoro dal"), null=True)
    is_long_term = models.BooleanField(_("disoccupato di lunga durata"), null=True)
    household = models.ForeignKey(
        "reference.HouseholdCondition", models.PROTECT, null=True, related_name="+"
    )
    is_jobless_household = models.BooleanField(null=True)
    has_dependent_children = models.BooleanField(null=True)
    is_single_adult = models.BooleanField(null=True)
    housing = models.ForeignKey(
        "reference.HousingCondition", models.PROTECT, null=True, related_name="+"
    )
    is_housing_excluded = models.BooleanField(null=True)
    vulnerability_answer = models.CharField(
        max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED
    )
    is_disabled = models.BooleanField(null=True)
    is_migrant_or_minority = models.BooleanField(null=True)
    # The two halves of the line above, which the indicators of 2021-2027 count apart.
    has_foreign_background = models.BooleanField(null=True)
    is_minority = models.BooleanField(null=True)
    is_other_disadvantaged = models.BooleanField(null=True)
    refused = ArrayField(
        models.CharField(max_length=20, choices=Question.choices), default=list, blank=True
    )
    privacy_given_on = models.DateField(_("informativa consegnata il"), null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("risposte all’ingresso")
        verbose_name_plural = _("risposte all’ingresso")
        indexes = [models.Index(fields=["project", "participation"], name="entry_of_project")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
