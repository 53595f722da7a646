"""The money of the demo: budgets by partner and item, and the hours that spend most of them.

Under the scheme of the call the flat rate follows from the staff: only staff and allowances are
chosen here. Over the programme: 410,000 of staff, 164,000 flat, 177,000 of allowances.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from core.period import months_after
from projects.costs import flat_amount
from reporting.demo.bodies import STARTS_ON
from reporting.demo.staff import IN_TWO, Member, members_of

FLAT_RATE = Decimal("0.40")
STAFF, FLAT, ALLOWANCES = Decimal("410000.00"), Decimal("164000.00"), Decimal("177000.00")


@dataclass(frozen=True)
class Share:
    """What a partner may spend in a project: employees, collaborators, allowances."""

    project: str
    agency: str
    employees: Decimal
    collaborators: Decimal = Decimal(0)
    allowances: Decimal = Decimal(0)

    @property
    def items(self) -> dict[str, Decimal]:
        """The amounts by cost item; an item without money has no line."""
        flat = flat_amount(self.employees + self.collaborators, FLAT_RATE)
        amounts = {
            "A1": self.employees,
            "A2": self.collaborators,
            "B": flat,
            "C": self.allowances,
        }
        return {item: amount for item, amount in amounts.items() if amount}


def _share(project: str, agency: str, *amounts: int) -> Share:
    return Share(project, agency, *(Decimal(amount) for amount in amounts))


SHARES = (
    _share("EL-1", "ascl", 45_000, 7_000, 25_000),
    _share("EL-1", "comune-como", 21_000, 0, 12_500),
    _share("EL-1", "gelso-lariano", 18_000, 4_000, 11_450),
    _share("EL-1", "remi-e-reti", 16_500, 0, 9_000),
    _share("EL-1", "asst-lariana", 8_000, 0, 4_000),
    _share("EL-1", "trama-lavoro", 14_000),
    _share("EL-1", "bottega-saperi", 10_000),
    _share("EL-2", "asci", 41_700, 6_000, 27_790),
    _share("EL-2", "vela-comune", 22_000, 0, 11_000),
    _share("EL-2", "trama-lavoro", 22_000, 5_000, 9_000),
    _share("EL-2", "bottega-saperi", 14_000),
    _share("EL-3", "tecum", 33_000, 5_000, 22_400),
    _share("EL-3", "remi-e-reti", 16_000, 0, 8_000),
    _share("EL-3", "bottega-saperi", 18_000, 0, 5_000),
    _share("EL-3", "trama-lavoro", 10_000),
    _share("EL-4", "centro-lario", 30_000, 4_800, 20_160),
    _share("EL-4", "gelso-lariano", 14_000, 0, 6_000),
    _share("EL-4", "vela-comune", 15_000, 0, 5_700),
    _share("EL-4", "asst-lariana", 10_000),
)

MONTHS = tuple(months_after(STARTS_ON, number) for number in range(18))
# How much of the work falls on each month, October 2020 first; August is short.
WEIGHTS = (6, 8, 8, 9, 10, 12, 11, 12, 12, 11, 6, 11, 12, 12, 10, 11, 11, 10)
# How much of a budget line of staff is worked off, line after line.
WORKED = tuple(Decimal(part) for part in ("0.94", "0.91", "0.96", "0.89", "0.93", "0.97"))
HALF_HOUR = Decimal("0.5")
FULL_MONTH = date(2021, 2, 1)
# Together the 80 hours that 20 a week are in four weeks.
UP_TO_THE_LIMIT = {"EL-1": Decimal(46), "EL-3": Decimal(34)}

Hours = dict[tuple[Member, date], Decimal]


def hours_of(share: Share) -> Hours:
    """The hours of each member of a partner in each month of a project."""
    turn = SHARES.index(share)
    lines = ((item, share.items.get(item)) for item in ("A1", "A2"))
    return dict(
        cell
        for number, (item, amount) in enumerate(lines)
        if amount
        for cell in _worked(share, item, amount * WORKED[(turn + number) % len(WORKED)])
    )


def _worked(
    share: Share, item: str, amount: Decimal
) -> Iterator[tuple[tuple[Member, date], Decimal]]:
    members = members_of(share.agency, item)
    week = sum(member.weekly for member in members)
    for member in members:
        own = amount * member.weekly / week
        for month, weight in zip(MONTHS, WEIGHTS, strict=True):
            exact = own * weight / sum(WEIGHTS) / member.rate
            hours = (exact / HALF_HOUR).to_integral_value(ROUND_FLOOR) * HALF_HOUR
            if month == FULL_MONTH and (member.agency, member.last_name) == IN_TWO:
                hours = UP_TO_THE_LIMIT[share.project]
            yield (member, month), hours


def most_hours(member: Member, month: date) -> Decimal:
    """The hours of a contract in a month."""
    days = monthrange(month.year, month.month)[1]
    return round(Decimal(member.weekly) * days / 7, 2)
