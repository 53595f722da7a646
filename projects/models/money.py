"""The money of a project: its budget by partner and item, the staff and their hours."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from core.audit.history import keep_history
from projects.models.programmes import Project
from projects.querysets import StaffHoursQuerySet, StaffQuerySet

# More hours than any month has working ones: a typing error, whatever the contract.
MOST_HOURS = 400


@keep_history()
class BudgetLine(models.Model):
    """What a partner may spend on one cost item; a change keeps the former amount and why."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="budget_lines")
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    item = models.ForeignKey(
        "reference.CostItem", models.PROTECT, related_name="+", verbose_name=_("voce di costo")
    )
    amount = models.DecimalField(_("importo"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("voce di budget")
        verbose_name_plural = _("budget")
        constraints = [
            models.UniqueConstraint(fields=["project", "agency", "item"], name="budget_line_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="budget_line_not_negative",
                violation_error_message=_("L’importo non può essere negativo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.amount}"


def _only(name: str) -> Func:
    """The range that holds one number and no other."""
    return Func(
        F(name),
        F(name),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


@keep_history()
class StaffMember(models.Model):
    """Someone who works for a partner: the contract and the cost of one stretch of time.

    A new annual cost or other hours begin another row, so that past months keep their rate.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    first_name = models.CharField(_("nome"), max_length=80)
    last_name = models.CharField(_("cognome"), max_length=80)
    role = models.CharField(_("ruolo"), max_length=120)
    contract = models.CharField(_("contratto"), max_length=200, blank=True)
    # A1 employees, A2 collaborators and self-employed.
    item = models.ForeignKey(
        "reference.CostItem",
        models.PROTECT,
        related_name="+",
        verbose_name=_("voce di costo"),
        default="A1",
    )
    # The last documented gross cost of a year; who is paid by the hour has none.
    annual_cost = models.DecimalField(
        _("costo annuo lordo"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    weekly_hours = models.DecimalField(
        _("ore settimanali da contratto"), max_digits=4, decimal_places=2
    )
    full_time_hours = models.DecimalField(
        _("ore settimanali del tempo pieno"), max_digits=4, decimal_places=2, default=38
    )
    # Another document's rate: where two differ the Region pays the lower one.
    declared_rate = models.DecimalField(
        _("costo orario dichiarato"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    valid_from = models.DateField(_("dal"))
    valid_to = models.DateField(_("al"), null=True, blank=True)
    # Who also works with people: the diary then proposes the hours.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("utente che scrive nel diario"),
        null=True,
        blank=True,
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona del personale")
        verbose_name_plural = _("personale")
        constraints = [
            models.CheckConstraint(
                condition=Q(annual_cost__gt=0) | Q(annual_cost=None, declared_rate__gt=0),
                name="staff_member_has_a_cost",
                violation_error_message=_("Serve il costo annuo, o il costo orario dichiarato."),
            ),
            models.CheckConstraint(
                condition=Q(declared_rate=None) | Q(declared_rate__gt=0),
                name="staff_member_declared_rate_positive",
                violation_error_message=_("Il costo orario è più di zero."),
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__gt=0, weekly_hours__lte=F("full_time_hours")),
                name="staff_member_part_of_full_time",
                violation_error_message=_("Le ore del contratto superano quelle del tempo pieno."),
            ),
            models.CheckConstraint(
                condition=Q(item__in=("A1", "A2")),
                name="staff_member_item_is_staff",
                violation_error_message=_("La voce di costo del personale è A1 o A2."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="staff_member_ends_after_start",
                violation_error_message=_("La fine viene prima dell’inizio."),
            ),
            # Ranges of one number in place of btree_gist, which a plain role may not install.
            ExclusionConstraint(
                name="staff_member_one_user_a_day",
                expressions=[
                    (_only("agency"), RangeOperators.OVERLAPS),
                    (_only("user"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(user__isnull=False),
                violation_error_message=_("Questo utente è già collegato in questi giorni."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "last_name"], name="staff_member_of_agency")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Last name first, as the lists of hours are ordered."""
        return f"{self.last_name} {self.first_name}".strip()


@keep_history()
class StaffHours(models.Model):
    """The hours somebody worked for a project in a month, as their timesheet says."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="staff_hours")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    member = models.ForeignKey(StaffMember, models.PROTECT, related_name="hours")
    # The first day of the month.
    month = models.DateField(_("mese"))
    hours = models.DecimalField(_("ore"), max_digits=6, decimal_places=2)
    # What the diary said when the hours were taken from it; none where somebody typed them.
    diary_minutes = models.PositiveIntegerField(_("minuti presi dal diario"), null=True, blank=True)

    objects = StaffHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("ore di lavoro")
        verbose_name_plural = _("ore di lavoro")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "project", "month"], name="staff_hours_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=MOST_HOURS),
                name="staff_hours_possible",
                violation_error_message=_("Le ore di un mese vanno da 0 a 400."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="staff_hours_of_a_whole_month"),
        ]
        indexes = [models.Index(fields=["project", "month"], name="staff_hours_of_project")]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y} {self.hours}"
