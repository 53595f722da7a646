"""The nouns of passing people on: an act of who coordinates, with a line for each person."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Phase
from beneficiaries.handover_enums import HandOverState, NotPassed
from beneficiaries.handover_querysets import HandOverLineQuerySet, HandOverQuerySet
from beneficiaries.models.people import Beneficiary, CaseFile
from core.audit.history import keep_history

# So long one may take it back; afterwards one passes the people on again.
UNDONE_WITHIN = timedelta(hours=24)
# So far ahead one may be planned.
PLANNED_AHEAD = timedelta(days=90)


@keep_history()
class HandOver(models.Model):
    """People of one worker passed on together; from nobody, where nobody followed them."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    from_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("da"),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("fatto da")
    )
    made_at = models.DateTimeField(_("fatto il"))
    # Without a day it took effect when it was made; with one, when the clock carried it out.
    starts_on = models.DateField(_("dal giorno"), null=True, blank=True)
    done_at = models.DateTimeField(_("eseguito il"), null=True, blank=True)
    not_done = models.CharField(
        _("perché non è stato eseguito"), max_length=10, choices=NotPassed.choices, blank=True
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("annullato da"),
    )
    undone_at = models.DateTimeField(_("annullato il"), null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("passaggio di consegne")
        verbose_name_plural = _("passaggi di consegne")
        indexes = [models.Index(fields=["agency", "-made_at"], name="handover_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="handover_undone_by_somebody",
                violation_error_message=_("Un passaggio annullato ha chi lo ha annullato."),
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(starts_on__isnull=False),
                name="handover_done_was_planned",
                violation_error_message=_("Solo un passaggio programmato si esegue dopo."),
            ),
            models.CheckConstraint(
                condition=Q(not_done="") | Q(done_at__isnull=False),
                name="handover_not_done_when",
                violation_error_message=_("Un passaggio non eseguito ha un momento."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_planned(self) -> bool:
        """Whether its day is to come, or has come and the clock has not."""
        return bool(self.starts_on and not self.done_at and not self.undone_at)

    @property
    def took_effect_at(self) -> datetime | None:
        """From when the people were with the new worker; nothing while it is planned."""
        return self.done_at if self.starts_on else self.made_at

    @property
    def state(self) -> HandOverState:
        """Where it stands, as a badge."""
        if self.undone_at:
            return HandOverState.UNDONE
        if self.is_planned:
            return HandOverState.PLANNED
        return HandOverState.NOT_DONE if self.not_done else HandOverState.DONE

    @property
    def begins_on(self) -> date:
        """From which day: the day that is planned, or the one on which it took effect."""
        at = timezone.localdate(self.took_effect_at or self.made_at)
        return self.starts_on if self.is_planned and self.starts_on else at

    @property
    def from_words(self) -> str:
        """Whose people they were."""
        return str(self.from_worker or _("senza operatore"))

    @property
    def passed_words(self) -> str:
        """Who goes to whom, and why somebody did not; of lines that came with their people."""
        return "; ".join(
            f"{line.beneficiary.full_name} → {line.to_worker}"
            + (f" ({line.why_not})" if line.not_done else "")
            for line in self.lines.all()
        )

    @property
    def not_done_words(self) -> str:
        """Why it was not carried out, or nothing."""
        return str(NotPassed(self.not_done).label) if self.not_done else ""

    def may_be_taken_back(self, at: datetime) -> bool:
        """Whether it is planned still, or took effect less than a day ago."""
        if self.undone_at or self.not_done:
            return False
        done = self.took_effect_at
        return done is None or at <= done + UNDONE_WITHIN


@keep_history()
class HandOverLine(models.Model):
    """One person of a hand-over: who follows them now, and what the new worker should know."""

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="lines")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="+")
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="+")
    # As the hand-over has it: whose lines these are is asked of the line alone.
    from_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("da"),
    )
    to_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("a")
    )
    summary = models.TextField(_("consegne"), blank=True)
    # Undone: whether the person went back, or was by then with somebody else.
    is_back = models.BooleanField(_("tornata indietro"), default=False)
    not_done = models.CharField(
        _("perché non è passata"), max_length=10, choices=NotPassed.choices, blank=True
    )

    objects = HandOverLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona passata")
        verbose_name_plural = _("persone passate")
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "case_file"],
                name="handover_once_per_file",
                violation_error_message=_("La persona è già in questo passaggio."),
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def may_come_back(self) -> bool:
        """Whether the person is still with the new worker: who has gone elsewhere stays there."""
        file = self.case_file
        return file.case_manager_id == self.to_worker_id and file.phase != Phase.CLOSED

    @property
    def why_not(self) -> str:
        """Why the person did not pass on, or nothing; what stopped the hand-over stopped all."""
        code = self.not_done or self.hand_over.not_done
        return str(NotPassed(code).label) if code else ""
