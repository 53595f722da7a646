"""What a package was made of, frozen with it: who counts, the euros, the placements.

Written when the package is, from the same rows as its workbook; they stay as they were when the
records behind them change.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from placements.enums import Outcome, PlacementKind, PlacementState
from reporting.enums import MoneyPart
from reporting.models.reports import FundingReport
from reporting.querysets import MoneyMemberQuerySet, PlacementMemberQuerySet


class ReportMember(models.Model):
    """Which participation counts for which figure of a report, and why, in words."""

    report = models.ForeignKey(FundingReport, models.PROTECT, related_name="members")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    figure = models.CharField(_("cifra"), max_length=20)
    participation = models.ForeignKey(
        "projects.Participation", models.PROTECT, related_name="report_memberships"
    )
    why = models.CharField(_("perché conta"), max_length=300)

    class Meta:
        verbose_name = _("conteggiato")
        verbose_name_plural = _("conteggiati")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "figure", "participation"], name="member_counted_once"
            ),
        ]


class MoneyMember(models.Model):
    """One amount of a report and how it came about: hours, an allowance, a flat rate, a budget.

    The figures of the spending are sums of these rows, by partner, cost item and part.
    """

    report = models.ForeignKey(FundingReport, models.PROTECT, related_name="euros")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    # Its place in the account.
    number = models.PositiveIntegerField()
    part = models.CharField(_("colonna"), max_length=12, choices=MoneyPart.choices)
    # None: of the whole project, not of one partner.
    partner = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, related_name="+")
    # None: of all items, as the contribution is.
    item = models.ForeignKey("reference.CostItem", models.PROTECT, null=True, related_name="+")
    amount = models.DecimalField(_("importo"), max_digits=12, decimal_places=2)
    why = models.CharField(_("come si calcola"), max_length=600)
    month = models.DateField(_("mese"), null=True)
    planned_hours = models.DecimalField(
        _("ore previste"), max_digits=8, decimal_places=2, null=True
    )
    hours = models.DecimalField(_("ore"), max_digits=8, decimal_places=2, null=True)
    # Hours of the staff: the row of the timesheet, whose it is, at which cost.
    timesheet = models.ForeignKey(
        "projects.StaffHours", models.PROTECT, null=True, related_name="+"
    )
    worker = models.CharField(_("persona del personale"), max_length=161, blank=True)
    rate = models.DecimalField(_("costo orario"), max_digits=8, decimal_places=2, null=True)
    # An allowance: whose, and what was paid when.
    participation = models.ForeignKey(
        "projects.Participation", models.PROTECT, null=True, related_name="+"
    )
    payment = models.ForeignKey("placements.Payment", models.PROTECT, null=True, related_name="+")
    # The steps of the calculation as they were when it was paid (placements/allowances.py).
    steps = models.JSONField(_("calcolo"), default=list)
    paid_on = models.DateField(_("pagato il"), null=True)
    reference = models.CharField(_("riferimento del pagamento"), max_length=80, blank=True)

    objects = MoneyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("importo del rendiconto")
        verbose_name_plural = _("importi del rendiconto")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="money_member_numbered"),
            models.CheckConstraint(
                condition=Q(payment=None, participation=None)
                | Q(payment__isnull=False, participation__isnull=False, timesheet=None),
                name="money_member_is_of_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.amount}"

    @property
    def part_now(self) -> MoneyPart:
        """The column of the account it stands in."""
        return MoneyPart(self.part)


class PlacementMember(models.Model):
    """One placement of a report as it stood at the cut-off day, under the person's code."""

    report = models.ForeignKey(FundingReport, models.PROTECT, related_name="placed")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    participation = models.ForeignKey("projects.Participation", models.PROTECT, related_name="+")
    placement = models.ForeignKey("placements.Placement", models.PROTECT, related_name="+")
    partner = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField(_("tipo"), max_length=16, choices=PlacementKind.choices)
    host = models.CharField(_("ospitante"), max_length=200)
    starts_on = models.DateField(_("inizio"))
    ends_on = models.DateField(_("fine prevista"))
    ended_on = models.DateField(_("finito il"), null=True)
    weekly_hours = models.DecimalField(_("ore settimanali"), max_digits=5, decimal_places=2)
    state = models.CharField(_("stato"), max_length=12, choices=PlacementState.choices)
    outcome = models.CharField(_("esito"), max_length=16, choices=Outcome.choices, blank=True)

    objects = PlacementMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("tirocinio del rendiconto")
        verbose_name_plural = _("tirocini del rendiconto")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="placement_member_numbered"),
            models.UniqueConstraint(fields=["report", "placement"], name="placement_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def kind_now(self) -> PlacementKind:
        """The kind with its label."""
        return PlacementKind(self.kind)

    @property
    def state_now(self) -> PlacementState:
        """The state with its label, tone and icon."""
        return PlacementState(self.state)
