"""The days: one register per placement and month, one entry per planned day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from placements.enums import Absence, RegisterState
from placements.models.placements import MOST_MINUTES, Placement
from placements.querysets import RegisterQuerySet


@keep_history()
class AttendanceRegister(models.Model):
    """The register of one month of a placement."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="registers")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    # The first day of the month.
    month = models.DateField(_("mese"))
    state = models.CharField(
        _("stato"), max_length=10, choices=RegisterState.choices, default=RegisterState.OPEN
    )

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("registro")
        verbose_name_plural = _("registri")
        constraints = [
            models.UniqueConstraint(fields=["placement", "month"], name="register_once"),
            models.CheckConstraint(
                condition=Q(month__day=1), name="register_starts_with_its_month"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "month", "state"], name="register_by_month"),
            models.Index(fields=["project", "month"], name="register_of_project"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.month:%m/%Y}"

    @property
    def state_now(self) -> RegisterState:
        """The state as a badge."""
        return RegisterState(self.state)


@keep_history()
class AttendanceEntry(models.Model):
    """One day of a register: minutes planned, minutes done or the kind of absence.

    Once the register is validated the database refuses a change without a reason: a *rettifica*.
    """

    register = models.ForeignKey(AttendanceRegister, models.PROTECT, related_name="entries")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="+")
    day = models.DateField(_("giorno"))
    planned_minutes = models.PositiveSmallIntegerField(_("minuti previsti"))
    minutes = models.PositiveSmallIntegerField(_("minuti fatti"), default=0)
    absence = models.CharField(
        _("assenza"), max_length=10, choices=Absence.choices, blank=True, default=""
    )
    # Not yet written is another thing than no hours done.
    is_confirmed = models.BooleanField(_("confermata"), default=False)

    class Meta:
        verbose_name = _("presenza")
        verbose_name_plural = _("presenze")
        constraints = [
            models.UniqueConstraint(fields=["register", "day"], name="entry_once_a_day"),
            models.CheckConstraint(
                condition=Q(minutes__lte=MOST_MINUTES, planned_minutes__lte=MOST_MINUTES),
                name="entry_within_a_day",
                violation_error_message=_("Un giorno ha al massimo 24 ore."),
            ),
            models.CheckConstraint(
                condition=Q(absence="") | Q(minutes=0),
                name="entry_present_or_absent",
                violation_error_message=_("Chi è assente non ha ore fatte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
