"""What a cost scheme makes of staff, allowances, invoices and units: amounts in cents.

Pure: numbers in, numbers out. Every line is rounded half-up, and a total is the sum of the lines.
Sources: Reg. (UE) 1303/2013, art. 67-68b; Reg. (UE) 2021/1060, art. 53-56.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import ZERO, cents, format_euro, share
from core.ui.words import say_number, say_percent
from projects.enums import CostScheme

INTERNAL, EXTERNAL, FLAT, ALLOWANCES, UNITS, DIRECT, INDIRECT = "A1", "A2", "B", "C", "D", "E", "F"
STAFF = (INTERNAL, EXTERNAL)
# The cost items a scheme pays, in the order of the account.
ITEMS = {
    CostScheme.STAFF_40: (*STAFF, FLAT, ALLOWANCES),
    CostScheme.STAFF_15: (*STAFF, INDIRECT, ALLOWANCES, DIRECT),
    CostScheme.REAL: (*STAFF, ALLOWANCES, DIRECT),
    CostScheme.UNIT_COST: (UNITS, ALLOWANCES),
}
# Where a scheme puts its flat rate.
FLAT_ITEM = {CostScheme.STAFF_40: FLAT, CostScheme.STAFF_15: INDIRECT}


@dataclass(frozen=True)
class Rate:
    """An hourly cost in euro, and in words how it came about."""

    amount: Decimal
    why: str


def hourly_rate(
    annual_cost: Decimal | None,
    *,
    annual_hours: int,
    weekly_hours: Decimal,
    full_time_hours: Decimal,
    declared: Decimal | None = None,
) -> Rate:
    """Annual gross cost / (annual hours × part of full time), rounded to the cent.

    Where another document declares another rate the lower one is paid.
    """
    if annual_cost is None:
        paid = cents(declared or ZERO)
        return Rate(paid, _("%(rate)s dal documento di incarico") % {"rate": format_euro(paid)})
    computed = share(annual_cost, full_time_hours, annual_hours * weekly_hours)
    why = _("%(cost)s ÷ %(hours)s ore = %(rate)s") % {
        "cost": format_euro(annual_cost),
        "hours": _paid_hours(annual_hours, weekly_hours, full_time_hours),
        "rate": format_euro(computed),
    }
    if declared is None or cents(declared) >= computed:
        return Rate(computed, why)
    lower = cents(declared)
    told = _("%(why)s; un altro documento dichiara %(lower)s: vale il costo più basso") % {
        "why": why,
        "lower": format_euro(lower),
    }
    return Rate(lower, told)


def _paid_hours(annual_hours: int, weekly: Decimal, full_time: Decimal) -> str:
    hours = say_number(annual_hours)
    if weekly == full_time:
        return hours
    return f"({hours} × {say_number(weekly.normalize())}/{say_number(full_time.normalize())})"


def staff_amount(hours: Decimal, rate: Decimal) -> Decimal:
    """The hours of one person in one month at their rate, to the cent."""
    return cents(hours * rate)


@dataclass(frozen=True)
class Scheme:
    """How a call pays: its kind, its flat rate, and on what the flat rate is rounded."""

    kind: CostScheme
    flat_rate: Decimal = Decimal("0.4000")
    per_partner: bool = True


# Amounts by partner (id of the agency; 0: of no one partner) and cost item (code).
Amounts = dict[tuple[int, str], Decimal]


def flat_amount(staff: Decimal, rate: Decimal) -> Decimal:
    """The flat rate on an amount of staff, to the cent."""
    return cents(staff * rate)


def eligible(scheme: Scheme, shown: Mapping[tuple[int, str], Decimal]) -> Amounts:
    """What a scheme pays of what was shown, and the flat rate it puts on the staff.

    The flat rate is of each partner, or of all of them under the key 0. What a scheme does not
    pay (invoices under a flat rate, staff under unit costs) counts nothing.
    """
    paid = {key: amount for key, amount in shown.items() if key[1] in ITEMS[scheme.kind]}
    item = FLAT_ITEM.get(scheme.kind)
    if item is None:
        return paid
    staff: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for (partner, what), amount in paid.items():
        if what in STAFF:
            staff[partner if scheme.per_partner else 0] += amount
    flat = {(key, item): flat_amount(amount, scheme.flat_rate) for key, amount in staff.items()}
    return paid | flat


@dataclass(frozen=True)
class Funding:
    """Who pays an eligible cost: the funder's contribution, the partnership's co-financing."""

    contribution: Decimal
    cofinancing: Decimal
    why: str


def contribution(eligible_cost: Decimal, rate: Decimal, ceiling: Decimal) -> Funding:
    """The lower of the rate on the eligible cost and the ceiling; co-financing is the rest."""
    part = cents(eligible_cost * rate)
    paid = min(part, cents(ceiling))
    why = _("%(rate)s di %(cost)s = %(part)s") % {
        "rate": say_percent(rate * 100),
        "cost": format_euro(eligible_cost),
        "part": format_euro(part),
    }
    if paid < part:
        why = _("%(why)s, ma non più di %(ceiling)s") % {"why": why, "ceiling": format_euro(paid)}
    return Funding(paid, cents(eligible_cost) - paid, why)
