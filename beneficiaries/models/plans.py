"""The plan of a person (*progetto personalizzato*): versions, goals, actions, signatures."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.models.people import Beneficiary, CaseFile
from beneficiaries.plan_enums import (
    OPEN_PLANS,
    Doer,
    LifeArea,
    PlanState,
    Reached,
    Signatory,
)
from beneficiaries.plan_querysets import PlanActionQuerySet, PlanQuerySet
from core.audit.history import keep_history


@keep_history()
class PersonalPlan(models.Model):
    """One version of a person's plan; one holds, and at most one is being written."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="plans")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(_("versione"))
    state = models.CharField(
        _("stato"), max_length=12, choices=PlanState.choices, default=PlanState.DRAFT
    )
    aim = models.TextField(_("finalità generale"), blank=True)
    review_months = models.PositiveSmallIntegerField(
        _("verifica ogni quanti mesi"), null=True, blank=True
    )
    # The next one; moves on each time a review is recorded.
    review_on = models.DateField(_("prossima verifica"), null=True, blank=True)
    reviewed_on = models.DateField(_("ultima verifica"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("scritto da")
    )
    made_at = models.DateTimeField(_("iniziato"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposto"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deciso da"),
    )
    decided_at = models.DateTimeField(_("deciso"), null=True, blank=True)
    comment = models.TextField(_("commento"), blank=True)
    ended_on = models.DateField(_("finito il"), null=True, blank=True)
    # The words that were approved and are signed, and their SHA-256 (plan_wording.py); with no
    # SHA-256, the words of a proposal as it was sent back.
    content = models.JSONField(_("testo approvato"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("progetto personalizzato")
        verbose_name_plural = _("progetti personalizzati")
        constraints = [
            models.UniqueConstraint(fields=["beneficiary", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["beneficiary"],
                condition=Q(state__in=OPEN_PLANS),
                name="plan_one_open",
                violation_error_message=_("C’è già una versione da finire o da approvare."),
            ),
            models.UniqueConstraint(
                fields=["beneficiary"],
                condition=Q(state=PlanState.APPROVED),
                name="plan_one_approved",
                violation_error_message=_("C’è già un progetto approvato."),
            ),
            models.CheckConstraint(
                condition=Q(review_months=None) | Q(review_months__range=(1, 24)),
                name="plan_reviewed_within_two_years",
                violation_error_message=_("La verifica è ogni 1-24 mesi."),
            ),
            # What holds or has held can be printed again word by word.
            models.CheckConstraint(
                condition=Q(state__in=(*OPEN_PLANS, PlanState.GIVEN_UP))
                | (Q(content__isnull=False) & ~Q(sha256="")),
                name="plan_approved_with_its_text",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state"], name="plan_of_agency_by_state")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"

    @property
    def state_now(self) -> PlanState:
        """The state as a badge."""
        return PlanState(self.state)


@keep_history()
class PlanGoal(models.Model):
    """What the person wants, in one area of life, and how one sees that it is reached."""

    plan = models.ForeignKey(PersonalPlan, models.PROTECT, related_name="goals")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    # The same goal through the versions.
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(_("posto"), default=0)
    area = models.CharField(_("area di vita"), max_length=12, choices=LifeArea.choices, blank=True)
    title = models.CharField(_("obiettivo"), max_length=200)
    wish = models.TextField(_("che cosa vuole la persona"), blank=True)
    sign = models.TextField(_("da che cosa si vede che è raggiunto"), blank=True)
    reached = models.CharField(
        _("raggiunto"), max_length=4, choices=Reached.choices, default=Reached.NO
    )
    is_dropped = models.BooleanField(_("tolto"), default=False)

    class Meta:
        verbose_name = _("obiettivo")
        verbose_name_plural = _("obiettivi")
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="plan_goal_once"),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="plan_goal_has_a_title",
                violation_error_message=_("Dai un titolo all’obiettivo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def reached_now(self) -> Reached:
        """How far it is, as a badge."""
        return Reached(self.reached)


@keep_history()
class PlanAction(models.Model):
    """One thing somebody does for a goal, by a day."""

    goal = models.ForeignKey(PlanGoal, models.PROTECT, related_name="actions")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(_("posto"), default=0)
    what = models.CharField(_("che cosa"), max_length=300)
    who = models.CharField(_("chi"), max_length=8, choices=Doer.choices)
    who_else = models.CharField(_("chi altri"), max_length=120, blank=True)
    due_by = models.DateField(_("entro il"), null=True, blank=True)
    hours_planned = models.PositiveSmallIntegerField(_("ore previste"), null=True, blank=True)
    done_on = models.DateField(_("fatta il"), null=True, blank=True)
    # What others did for it, as they say: it is in no note and in no register of ours.
    hours_declared = models.PositiveSmallIntegerField(_("ore dichiarate"), null=True, blank=True)
    declared_by = models.CharField(_("chi le ha dichiarate"), max_length=120, blank=True)
    is_dropped = models.BooleanField(_("tolta"), default=False)

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("azione")
        verbose_name_plural = _("azioni")
        constraints = [
            models.UniqueConstraint(fields=["goal", "line"], name="plan_action_once"),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="plan_action_says_what",
                violation_error_message=_("Scrivi che cosa si fa."),
            ),
            models.CheckConstraint(
                condition=~Q(who=Doer.OTHER) | ~Q(who_else=""),
                name="plan_action_says_who_else",
                violation_error_message=_("Scrivi chi altri lo fa."),
            ),
            models.CheckConstraint(
                condition=Q(declared_by="") | Q(hours_declared__isnull=False),
                name="plan_declared_hours_of_somebody",
                violation_error_message=_("Scrivi quante ore sono state dichiarate."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def doer(self) -> str:
        """Who does it, in words."""
        return self.who_else if self.who == Doer.OTHER else str(Doer(self.who).label)

    @property
    def is_late(self) -> bool:
        """Not done, and its day is over, today."""
        if self.done_on is not None or self.due_by is None:
            return False
        return self.due_by < timezone.localdate()


@keep_history()
class PlanSignature(models.Model):
    """A signature on the printed plan: who, when, on which text (by its hash)."""

    plan = models.ForeignKey(PersonalPlan, models.PROTECT, related_name="signatures")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    party = models.CharField(_("parte"), max_length=12, choices=Signatory.choices)
    signer = models.CharField(_("firmato da"), max_length=120)
    signed_on = models.DateField(_("firmato il"))
    sha256 = models.CharField(_("impronta del testo"), max_length=64)

    class Meta:
        verbose_name = _("firma del progetto")
        verbose_name_plural = _("firme del progetto")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "party"],
                name="plan_signature_once",
                violation_error_message=_("Questa firma è già registrata."),
            ),
            models.CheckConstraint(
                condition=~Q(signer=""),
                name="plan_signature_has_a_name",
                violation_error_message=_("Scrivi chi ha firmato."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def party_now(self) -> Signatory:
        """Who signed, with its label."""
        return Signatory(self.party)
