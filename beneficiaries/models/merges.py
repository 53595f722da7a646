"""Two records made one, with all that is needed to make them two again."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.merge_querysets import MergeQuerySet
from beneficiaries.models.duplicates import DuplicatePair
from beneficiaries.models.people import Beneficiary
from core.audit.history import keep_history

# So long it can be taken back from the same page.
TAKEN_BACK_WITHIN = timedelta(days=90)


@keep_history()
class Merge(models.Model):
    """The act that made two records one: what moved, what was replaced, which file was closed.

    `moved`: by model the keys, and the highest key there was then (`mark`); `replaced`: by record
    the columns with their value before and after; `closed`: the case file closed by the act.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    pair = models.ForeignKey(DuplicatePair, models.PROTECT, related_name="merges")
    kept = models.ForeignKey(
        Beneficiary, models.PROTECT, related_name="+", verbose_name=_("scheda che resta")
    )
    gone = models.ForeignKey(
        Beneficiary, models.PROTECT, related_name="+", verbose_name=_("scheda unita")
    )
    moved = models.JSONField(_("spostato"), default=dict)
    replaced = models.JSONField(_("sostituito"), default=dict, encoder=DjangoJSONEncoder)
    closed = models.JSONField(_("cartella chiusa"), default=dict, encoder=DjangoJSONEncoder)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("unite da")
    )
    made_at = models.DateTimeField(_("unite"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("annullata da"),
    )
    undone_at = models.DateTimeField(_("annullata"), null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("unione")
        verbose_name_plural = _("unioni")
        indexes = [models.Index(fields=["agency", "-made_at"], name="merge_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merge_gone_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two_records"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
                violation_error_message=_("Un’unione annullata ha chi l’ha annullata."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def until(self) -> datetime:
        """The last moment in which it can be taken back."""
        return self.made_at + TAKEN_BACK_WITHIN
