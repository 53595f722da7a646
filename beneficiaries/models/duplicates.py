"""Two records of an agency that may be of one person, and what somebody said of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Alike, DuplicateState
from beneficiaries.merge_querysets import DuplicateQuerySet
from beneficiaries.models.people import Beneficiary
from core.audit.history import keep_history


@keep_history()
class DuplicatePair(models.Model):
    """A pair found by rule. Set aside it stays, so that it is not proposed again."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    # The record made first stands first: a pair is there once.
    first = models.ForeignKey(
        Beneficiary, models.PROTECT, related_name="+", verbose_name=_("prima scheda")
    )
    second = models.ForeignKey(
        Beneficiary, models.PROTECT, related_name="+", verbose_name=_("seconda scheda")
    )
    reasons = ArrayField(
        models.CharField(max_length=8, choices=Alike.choices), verbose_name=_("che cosa è uguale")
    )
    state = models.CharField(
        _("stato"),
        max_length=12,
        choices=DuplicateState.choices,
        default=DuplicateState.OPEN,
    )
    found_at = models.DateTimeField(_("trovati"), db_default=models.functions.Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deciso da"),
    )
    decided_at = models.DateTimeField(_("deciso"), null=True, blank=True)

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possibile doppione")
        verbose_name_plural = _("possibili doppioni")
        indexes = [models.Index(fields=["agency", "state", "-id"], name="duplicate_of_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="duplicate_pair_once",
                violation_error_message=_("Queste due schede sono già fra i possibili doppioni."),
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="duplicate_older_record_first",
                violation_error_message=_("Una scheda non è doppione di sé stessa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def state_now(self) -> DuplicateState:
        """The state as a badge."""
        return DuplicateState(self.state)

    @property
    def alike(self) -> str:
        """What is equal, in words."""
        return ", ".join(str(Alike(one).label) for one in self.reasons)

    @property
    def names(self) -> str:
        """The two people, as their records call them."""
        return f"{self.first.full_name} / {self.second.full_name}"
