"""What a cost scheme makes of staff, allowances, invoices and units: explained lines, in cents.

Pure: numbers in, lines out. Every line is rounded half-up and a total is the sum of the lines.
Sources: Reg. (UE) 1303/2013, art. 67-68b; Reg. (UE) 2021/1060, art. 53-56.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from core.money import ZERO, cents, format_euro, share, total
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


@dataclass(frozen=True)
class Costs:
    """What one partner can show, by kind; each amount is a line that is already in cents."""

    partner: str
    staff: Sequence[Decimal] = ()
    allowances: Sequence[Decimal] = ()
    direct: Sequence[Decimal] = ()
    # Units delivered and proven, with the cost of one.
    units: Sequence[tuple[Decimal, Decimal]] = ()


@dataclass(frozen=True)
class Line:
    """One line of an account: whose, which item, how much, and why. No partner: of all."""

    partner: str
    item: str
    amount: Decimal
    why: str


def flat_amount(staff: Decimal, rate: Decimal) -> Decimal:
    """The flat rate on an amount of staff, to the cent."""
    return cents(staff * rate)


def unit_amount(units: Decimal, unit_cost: Decimal) -> Decimal:
    """Whole units only: a part of a unit is not delivered."""
    return cents(units.to_integral_value(rounding=ROUND_DOWN) * unit_cost)


def eligible(scheme: Scheme, costs: Iterable[Costs]) -> list[Line]:
    """The eligible cost, line by line; its total is the sum of these lines."""
    partners = list(costs)
    lines = [line for one in partners for line in _shown(scheme, one)]
    return [*lines, *_flat(scheme, partners)]


def _shown(scheme: Scheme, one: Costs) -> Iterable[Line]:
    paid = ITEMS[scheme.kind]
    if INTERNAL in paid and one.staff:
        why = _("ore × costo orario, persona per persona e mese per mese")
        yield Line(one.partner, INTERNAL, total(one.staff), why)
    if ALLOWANCES in paid and one.allowances:
        why = _("indennità pagate ai destinatari")
        yield Line(one.partner, ALLOWANCES, total(one.allowances), why)
    if DIRECT in paid and one.direct:
        yield Line(one.partner, DIRECT, total(one.direct), _("altri costi diretti documentati"))
    for units, cost in one.units if UNITS in paid else ():
        why = _("%(units)s unità intere × %(cost)s") % {
            "units": say_number(units.to_integral_value(rounding=ROUND_DOWN)),
            "cost": format_euro(cost),
        }
        yield Line(one.partner, UNITS, unit_amount(units, cost), why)


def _flat(scheme: Scheme, partners: list[Costs]) -> Iterable[Line]:
    item = FLAT_ITEM.get(scheme.kind)
    if item is None:
        return
    staffs = [(one.partner, total(one.staff)) for one in partners if one.staff]
    if not scheme.per_partner:
        staffs = [("", total(amount for _partner, amount in staffs))] if staffs else []
    for partner, staff in staffs:
        why = _("%(staff)s di personale × %(rate)s") % {
            "staff": format_euro(staff),
            "rate": say_percent(scheme.flat_rate * 100),
        }
        yield Line(partner, item, flat_amount(staff, scheme.flat_rate), why)


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
