"""The nouns of passing people on: an act of who coordinates, with a line for each person."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.models.people import Beneficiary, CaseFile
from beneficiaries.querysets import HandOverQuerySet
from core.audit.history import keep_history

# So long one may take it back with one click; afterwards one passes the people on again.
UNDONE_WITHIN = timedelta(hours=24)


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
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class HandOverLine(models.Model):
    """One person of a hand-over: who follows them now, and what the new worker should know."""

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="lines")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="+")
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="+")
    to_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("a")
    )
    summary = models.TextField(_("consegne"), blank=True)
    # Undone: whether the person went back, or was by then with somebody else.
    is_back = models.BooleanField(_("tornata indietro"), default=False)

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
