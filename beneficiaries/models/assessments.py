"""The assessment of a person, area by area; several over time, to be compared."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.areas import HIGHEST, LOWEST, Area
from beneficiaries.models.people import Beneficiary
from beneficiaries.querysets import AssessmentQuerySet
from core.audit.history import keep_history


@keep_history()
class Assessment(models.Model):
    """The assessment (*valutazione multidimensionale*) of a day; read by its workers only."""

    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="assessments")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    assessed_on = models.DateField(_("data della valutazione"))
    remark = models.TextField(_("osservazione generale"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("autore")
    )
    written_at = models.DateTimeField(_("scritta"))
    is_corrected = models.BooleanField(_("corretta"), default=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("valutazione")
        verbose_name_plural = _("valutazioni")
        constraints = [
            # One a day, so that a day names it where two are compared.
            models.UniqueConstraint(
                fields=["beneficiary", "assessed_on"],
                name="assessment_once_a_day",
                violation_error_message=_("C’è già una valutazione di questo giorno."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class AreaScore(models.Model):
    """The answer on one area: a level, or none where it was not assessed, and a note."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    area = models.CharField(_("area"), max_length=12, choices=Area.choices)
    level = models.PositiveSmallIntegerField(_("livello"), null=True, blank=True)
    note = models.TextField(_("nota"), blank=True)

    class Meta:
        verbose_name = _("area della valutazione")
        verbose_name_plural = _("aree della valutazione")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "area"],
                name="area_score_once",
                violation_error_message=_("Ogni area si valuta una volta sola."),
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(LOWEST, HIGHEST)),
                name="area_score_from_one_to_five",
                violation_error_message=_("Il livello va da 1 a 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
