"""What stands behind one amount of a report, read today under the reader's own rights.

The amount and its calculation are frozen with the report; the days and hours are the records
themselves. Where they no longer agree, the page says so.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import cents
from placements.allowances import Line
from placements.models import AttendanceEntry, AttendanceRegister, Payment
from projects.costs import FLAT_ITEM, STAFF
from projects.models import StaffHours
from projects.spending import scheme_of
from reporting.account import address
from reporting.enums import MoneyColumn
from reporting.models import FundingReport, MoneyMember, PlacementMember

CORRECTED = gettext_lazy(
    "Dopo il calcolo di questa indennità il registro è stato corretto: qui le ore sono quelle"
    " di oggi."
)


@dataclass(frozen=True)
class Day:
    """One day of a register; why somebody was away is no matter of the account."""

    on: date
    planned: int
    done: int

    @property
    def is_absent(self) -> bool:
        """Planned, and nothing done."""
        return bool(self.planned) and not self.done


@dataclass(frozen=True)
class Evidence:
    """The records behind an amount: a payment with its days, or hours; what no longer agrees."""

    steps: tuple[Line, ...] = ()
    payment: Payment | None = None
    register: AttendanceRegister | None = None
    placement: PlacementMember | None = None
    days: tuple[Day, ...] = ()
    timesheet: StaffHours | None = None
    rests_on: tuple[tuple[str, str], ...] = ()
    differs: str = ""

    @property
    def done(self) -> int:
        """Minutes done on these days."""
        return sum(day.done for day in self.days)

    @property
    def planned(self) -> int:
        """Minutes planned on these days."""
        return sum(day.planned for day in self.days)


def evidence_of(line: MoneyMember) -> Evidence:
    """The records behind this amount, as far as whoever asks may see them."""
    if line.payment_id:
        return _of_payment(line, line.payment_id)
    if line.timesheet_id:
        return _of_hours(line, line.timesheet_id)
    return Evidence(rests_on=_rests_on(line))


def _of_payment(line: MoneyMember, pk: int) -> Evidence:
    found = Payment.objects.filter(pk=pk)
    payment = found.select_related("batch", "allowance__register").first()
    if payment is None:
        return Evidence(steps=_steps(line))
    register = payment.allowance.register
    entries = AttendanceEntry.objects.filter(register_id=register.pk, is_confirmed=True)
    days = tuple(
        Day(day, planned, minutes)
        for day, planned, minutes in entries.order_by("day").values_list(
            "day", "planned_minutes", "minutes"
        )
    )
    placed = line.report.placed.filter(placement_id=register.placement_id)
    done = cents(Decimal(sum(day.done for day in days)) / 60)
    return Evidence(
        steps=_steps(line),
        payment=payment,
        register=register,
        placement=placed.first(),
        days=days,
        differs="" if done == line.hours else str(CORRECTED),
    )


def _of_hours(line: MoneyMember, pk: int) -> Evidence:
    timesheet = StaffHours.objects.filter(pk=pk).first()
    differs = ""
    if timesheet is not None and timesheet.hours != line.hours:
        differs = _("Dopo la preparazione del rendiconto le ore del mese sono state cambiate.")
    return Evidence(timesheet=timesheet, differs=differs)


def _steps(line: MoneyMember) -> tuple[Line, ...]:
    return tuple(
        Line(one["text"], None if one["amount"] is None else Decimal(one["amount"]))
        for one in line.steps
    )


def _rests_on(line: MoneyMember) -> tuple[tuple[str, str], ...]:
    """A flat rate rests on the staff, a contribution on the spending: words and addresses."""
    report: FundingReport = line.report
    call = report.project.programme.call
    partner = line.partner.code if line.partner else ""
    if line.item_id is None:
        return ((_("La spesa cumulata"), address(report, MoneyColumn.CUMULATIVE)),)
    if line.item_id == FLAT_ITEM.get(scheme_of(call).kind):
        return tuple(
            (
                _("Le ore del personale, voce %(item)s") % {"item": item},
                address(report, MoneyColumn.CUMULATIVE, partner=partner, voce=item),
            )
            for item in STAFF
        )
    return ()
