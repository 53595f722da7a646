"""A participation sent to a host: its terms, its state, what came of it."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from placements.enums import (
    BEGUN,
    PLACED,
    BreakReason,
    Outcome,
    PlacementKind,
    PlacementShape,
    PlacementState,
    RefusalReason,
)
from placements.models.hosts import HostOrganisation, HostTutor
from placements.querysets import PlacementQuerySet

# States in which the terms may still be missing.
UNFINISHED = (PlacementState.DRAFT, PlacementState.CHANGES, PlacementState.WITHDRAWN)
WEEK, MOST_MINUTES = 7, 24 * 60


@keep_history()
class Placement(models.Model):
    """One placement of a participation. Amounts in euro a month, the schedule in minutes."""

    participation = models.ForeignKey(
        "projects.Participation", models.PROTECT, related_name="placements"
    )
    beneficiary = models.ForeignKey(
        "beneficiaries.Beneficiary", models.PROTECT, related_name="placements"
    )
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="placements")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    host = models.ForeignKey(HostOrganisation, models.PROTECT, related_name="placements")
    kind = models.CharField(_("tipo"), max_length=16, choices=PlacementKind.choices)
    state = models.CharField(
        _("stato"),
        max_length=12,
        choices=PlacementState.choices,
        default=PlacementState.DRAFT,
    )
    host_tutor = models.ForeignKey(
        HostTutor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        verbose_name=_("tutor dell’ospitante"),
    )
    promoter_tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tutor del promotore"),
    )
    # The service that has the person in charge; an inclusion traineeship names it.
    service = models.CharField(_("servizio che ha in carico"), max_length=150, blank=True)
    # Seasonal and summer ones may be shorter; asked of extracurricular traineeships only.
    shape = models.CharField(
        _("forma del tirocinio"),
        max_length=8,
        choices=PlacementShape.choices,
        default=PlacementShape.ORDINARY,
    )
    starts_on = models.DateField(_("inizio"), null=True, blank=True)
    # The last day, both in the plan and in fact.
    ends_on = models.DateField(_("fine prevista"), null=True, blank=True)
    ended_on = models.DateField(_("finito il"), null=True, blank=True)
    # Minutes on each day of the week, from Monday.
    schedule = ArrayField(models.PositiveSmallIntegerField(), size=WEEK, null=True, blank=True)
    # Minutes a week by the collective agreement of the host's workers; none: not said.
    contract_minutes = models.PositiveSmallIntegerField(
        _("orario del contratto collettivo"), null=True, blank=True
    )
    monthly_allowance = models.DecimalField(
        _("indennità mensile"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    gives_meals = models.BooleanField(_("mensa o buono pasto"), default=False)
    gets_income_support = models.BooleanField(_("percepisce un sostegno al reddito"), default=False)
    eqf_level = models.PositiveSmallIntegerField(_("livello EQF"), null=True, blank=True)
    # Months spent elsewhere in placements of this kind, as the person says.
    months_elsewhere = models.PositiveSmallIntegerField(_("mesi già svolti altrove"), default=0)
    worked_for_host = models.BooleanField(
        _("ha lavorato per l’ospitante negli ultimi due anni"), default=False
    )
    attestation_on = models.DateField(_("attestazione del servizio, del"), null=True, blank=True)
    tasks = models.TextField(_("mansioni e attività"), blank=True)
    aims = models.TextField(_("obiettivi"), blank=True)
    # Raised each time it is submitted; papers and signatures belong to one version.
    version = models.PositiveSmallIntegerField(_("versione"), default=0)
    submitted_at = models.DateTimeField(_("inviato"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("deciso"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal_reason = models.CharField(
        _("motivo del rifiuto"), max_length=16, choices=RefusalReason.choices, blank=True
    )
    decision_note = models.TextField(_("messaggio della decisione"), blank=True)
    # When who sent it was last told that signatures lack.
    reminded_at = models.DateTimeField(_("sollecitato"), null=True, blank=True)
    # When who follows it was last told that months are to be closed.
    registers_reminded_at = models.DateTimeField(
        _("sollecitato per i registri"), null=True, blank=True
    )
    break_reason = models.CharField(
        _("motivo dell’interruzione"), max_length=16, choices=BreakReason.choices, blank=True
    )
    outcome = models.CharField(_("esito"), max_length=16, choices=Outcome.choices, blank=True)
    end_note = models.TextField(_("precisazione sulla fine"), blank=True)

    # What of the person's plan it carries out, in the version that held then; its `line` goes on.
    action = models.ForeignKey(
        "beneficiaries.PlanAction", models.PROTECT, null=True, blank=True,
        related_name="placements", verbose_name=_("azione che realizza"),
    )  # fmt: skip

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("tirocinio")
        verbose_name_plural = _("tirocini")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
                violation_error_message=_("La fine viene prima dell’inizio."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="placement_ended_after_start",
                violation_error_message=_("La fine viene prima dell’inizio."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED)
                | Q(
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    schedule__isnull=False,
                    monthly_allowance__isnull=False,
                    host_tutor__isnull=False,
                    promoter_tutor__isnull=False,
                ),
                name="placement_submitted_whole",
                violation_error_message=_("Mancano delle condizioni: completa la proposta."),
            ),
            models.CheckConstraint(
                condition=Q(state="BROKEN_OFF") & ~Q(break_reason="")
                | ~Q(state="BROKEN_OFF") & Q(break_reason=""),
                name="placement_broken_off_with_reason",
                violation_error_message=_("Un’interruzione ha un motivo."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ENDED", "BROKEN_OFF"), ended_on__isnull=False)
                | ~Q(state__in=("ENDED", "BROKEN_OFF")) & Q(ended_on=None),
                name="placement_ended_has_its_day",
                violation_error_message=_("Manca il giorno della fine."),
            ),
            # Ranges of one number in place of btree_gist, which a plain role may not install.
            ExclusionConstraint(
                name="placement_one_at_a_time",
                expressions=[
                    (
                        Func(
                            F("beneficiary"),
                            F("beneficiary"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("starts_on"),
                            Coalesce(F("ended_on"), F("ends_on")),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=[*PLACED, *BEGUN]),
                violation_error_message=_("La persona ha già un tirocinio in questi giorni."),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "starts_on", "id"], name="placement_by_state"),
            models.Index(fields=["host", "state"], name="placement_of_host"),
            models.Index(fields=["project", "starts_on", "id"], name="placement_of_project"),
            models.Index(fields=["beneficiary"], name="placement_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> PlacementState:
        """The state as a badge."""
        return PlacementState(self.state)

    @property
    def kind_now(self) -> PlacementKind:
        """The kind with its label."""
        return PlacementKind(self.kind)

    @property
    def shape_now(self) -> PlacementShape:
        """The shape with its label."""
        return PlacementShape(self.shape)

    @property
    def weekly_minutes(self) -> int:
        """Planned minutes of a whole week."""
        return sum(self.schedule or ())

    @property
    def weekly_hours(self) -> Decimal:
        """Planned hours of a whole week."""
        return Decimal(self.weekly_minutes) / 60

    @property
    def last_day(self) -> object:
        """The last day, in fact where it is over, else in the plan."""
        return self.ended_on or self.ends_on


@keep_history()
class Suspension(models.Model):
    """Days on which a placement rests; no allowance is due for them (d.g.r. X/7763 of 2018)."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="suspensions")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("dal"))
    # The last day of rest; none while it lasts.
    ends_on = models.DateField(_("al"), null=True, blank=True)
    reason = models.CharField(_("motivo"), max_length=300)

    class Meta:
        verbose_name = _("sospensione")
        verbose_name_plural = _("sospensioni")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="suspension_ends_after_start",
                violation_error_message=_("La fine della sospensione viene prima dell’inizio."),
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(ends_on=None),
                name="suspension_one_open",
                violation_error_message=_("Il tirocinio è già sospeso."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
