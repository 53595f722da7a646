"""A person in a project, and the answers of the first day."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Gender, Question
from core.audit.history import keep_history
from projects.enums import GONE, Answer, ExitReason, ParticipationState
from projects.models.programmes import Project
from projects.querysets import EntryQuerySet, ParticipationQuerySet


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
                condition=Q(state__in=GONE, exit_on__isnull=False) & ~Q(exit_reason="")
                | ~Q(state__in=GONE) & Q(exit_on=None, exit_reason=""),
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
