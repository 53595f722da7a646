"""What each amount of the account is made of, row by row, as it is frozen with the package.

The same lines as the sheets of the workbook. A figure that is not the sum of its rows ends the job.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import ZERO, format_euro, total
from core.ui.words import say_number, say_percent
from projects.costs import ALLOWANCES, FLAT_ITEM, STAFF
from projects.spending import StaffLine, scheme_of
from reporting.enums import MoneyPart
from reporting.models import MoneyMember, PlacementMember
from reporting.reports.money import WHOLE_PROJECT, Money, SpendingLine
from reporting.reports.participants import FiguresDisagree, Participants
from reporting.reports.placed import AllowanceRow

P = MoneyPart


def money_members(content: Participants) -> list[MoneyMember]:
    """Every row, partner by partner and item by item, then who pays; numbered in this order."""
    money = content.money
    rows = [
        row
        for _partner, items in money.groups
        for line in items
        for row in _checked(line, list(_behind(content, line)))
    ]
    rows += _payers(money)
    for number, row in enumerate(rows, 1):
        row.number = number
    return rows


def _checked(line: SpendingLine, rows: list[MoneyMember]) -> list[MoneyMember]:
    """The rows of a line; refuse where they do not add up to it."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        sums[row.part] += row.amount
        row.partner_id, row.item_id = line.agency_id or None, line.code
    figures = {P.APPROVED: line.approved, P.BEFORE: line.before, P.NOW: line.now}
    for part, amount in figures.items():
        if sums[part] != amount:
            raise FiguresDisagree(f"{line.partner} {line.code} {part}: {amount} != {sums[part]}")
    return rows


def _behind(content: Participants, line: SpendingLine) -> Iterator[MoneyMember]:
    money = content.money
    if line.approved:
        why = money.budget_why.get((line.agency_id, line.code), "")
        yield MoneyMember(part=P.APPROVED, amount=line.approved, why=why)
    if line.code in STAFF:
        own = [
            one for one in money.staff if (one.agency_id, one.item) == (line.agency_id, line.code)
        ]
        yield from (_of_staff(money, one) for one in own)
    elif line.code == ALLOWANCES:
        paid = [one for one in content.placed.allowances if one.agency_id == line.agency_id]
        yield from (_of_allowance(money, one) for one in paid)
    elif line.code == FLAT_ITEM.get(scheme_of(content.account.call).kind):
        yield from _of_flat_rate(content, line)


def _is_before(money: Money, line: StaffLine) -> bool:
    return money.is_second and line.month < money.first_day


def _of_staff(money: Money, line: StaffLine) -> MoneyMember:
    why = _("%(hours)s ore × %(rate)s. Costo orario: %(why)s") % {
        "hours": say_number(line.hours, 2),
        "rate": format_euro(line.rate),
        "why": line.why,
    }
    return MoneyMember(
        part=P.BEFORE if _is_before(money, line) else P.NOW,
        amount=line.amount,
        why=why,
        month=line.month,
        hours=line.hours,
        timesheet_id=line.pk,
        worker=line.member,
        rate=line.rate,
    )


def _of_allowance(money: Money, row: AllowanceRow) -> MoneyMember:
    """A payment, explained by the last step of the calculation behind it."""
    why = next((one["text"] for one in reversed(row.steps) if one["amount"]), "")
    if row.paid != row.due:
        words = {"due": format_euro(row.due), "why": why}
        why = (
            _("Recuperato dopo una rettifica: %(due)s dovuti in tutto. %(why)s") % words
            if row.paid < 0
            else _("Conguaglio dopo una rettifica, su %(due)s dovuti in tutto. %(why)s") % words
        )
    return MoneyMember(
        part=P.BEFORE if row.paid_on < money.first_day else P.NOW,
        amount=row.paid,
        why=why,
        month=row.month,
        planned_hours=row.planned_hours,
        hours=row.hours,
        participation_id=row.participation_id,
        payment_id=row.pk,
        steps=row.steps,
        paid_on=row.paid_on,
        reference=row.reference,
    )


def _of_flat_rate(content: Participants, line: SpendingLine) -> Iterator[MoneyMember]:
    """What the flat rate gives on the staff before, and then on all of it less that."""
    money, rate = content.money, scheme_of(content.account.call).flat_rate
    own = [one for one in money.staff if line.agency_id in (WHOLE_PROJECT, one.agency_id)]
    before = total(one.amount for one in own if _is_before(money, one))
    if line.before:
        yield MoneyMember(part=P.BEFORE, amount=line.before, why=_of_rate(before, rate))
    why = _of_rate(total(one.amount for one in own), rate)
    if line.before:
        why = _("%(why)s, meno %(before)s rendicontati prima") % {
            "why": why,
            "before": format_euro(line.before),
        }
    yield MoneyMember(part=P.NOW, amount=line.now, why=why)


def _of_rate(staff: Decimal, rate: Decimal) -> str:
    return _("%(staff)s di personale × %(rate)s") % {
        "staff": format_euro(staff),
        "rate": say_percent(rate * 100),
    }


def _payers(money: Money) -> list[MoneyMember]:
    funding = money.funding
    rest = _("%(spent)s di spesa meno %(contribution)s di contributo") % {
        "spent": format_euro(money.whole.cumulative),
        "contribution": format_euro(funding.contribution),
    }
    return [
        MoneyMember(part=P.CONTRIBUTION, amount=funding.contribution, why=funding.why),
        MoneyMember(part=P.COFINANCING, amount=funding.cofinancing, why=rest),
    ]


def placement_members(content: Participants) -> list[PlacementMember]:
    """The placements of the report, as they stood at its day."""
    return [
        PlacementMember(
            number=number,
            participation_id=row.participation_id,
            placement_id=row.pk,
            partner_id=row.agency_id,
            kind=row.kind_now,
            host=row.host,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            ended_on=row.ended_on,
            weekly_hours=row.weekly_hours,
            state=row.state_now,
            outcome=row.outcome_now,
        )
        for number, row in enumerate(content.placed.placements, 1)
    ]
