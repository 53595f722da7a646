"""What is paid: the explained allowance of a month, and the batches it is paid in."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from placements.models.registers import AttendanceRegister


@keep_history()
class Allowance(models.Model):
    """The allowance of a validated register, with the lines that explain it; amounts in euro.

    A correction of the register makes another one with the next number; none is ever changed.
    """

    register = models.ForeignKey(AttendanceRegister, models.PROTECT, related_name="allowances")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("calcolo"), default=1)
    planned_minutes = models.PositiveIntegerField(_("minuti previsti"))
    minutes = models.PositiveIntegerField(_("minuti fatti"))
    total = models.DecimalField(_("dovuto"), max_digits=8, decimal_places=2)
    # As `Explained.as_json` writes them (placements/allowances.py).
    lines = models.JSONField(_("calcolo"))

    class Meta:
        verbose_name = _("indennità")
        verbose_name_plural = _("indennità")
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="allowance_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class PaymentBatch(models.Model):
    """What was paid together: the month it is for, the day, and the bank's reference."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    month = models.DateField(_("mese"))
    paid_on = models.DateField(_("pagato il"))
    reference = models.CharField(_("riferimento del pagamento"), max_length=80)

    class Meta:
        verbose_name = _("distinta di pagamento")
        verbose_name_plural = _("distinte di pagamento")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reference=""),
                name="batch_has_a_reference",
                violation_error_message=_("Scrivi il riferimento del pagamento."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@keep_history()
class Payment(models.Model):
    """What one allowance gave: the whole, or after a correction the difference (maybe negative)."""

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, related_name="payments")
    allowance = models.OneToOneField(Allowance, models.PROTECT, related_name="payment")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    amount = models.DecimalField(_("importo"), max_digits=8, decimal_places=2)

    class Meta:
        verbose_name = _("pagamento")
        verbose_name_plural = _("pagamenti")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def recovered(self) -> Decimal | None:
        """What was taken back; None where it was paid."""
        return -self.amount if self.amount < 0 else None
