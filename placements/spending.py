"""What is due and what was paid in allowances; a figure and its list are the same rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from agencies.models import Agency
from core.money import ZERO, total
from core.period import Period
from placements.enums import RegisterState
from placements.models import Allowance, Payment
from projects.costs import ALLOWANCES
from projects.models import Project
from projects.spending import add_to_spending

AMOUNT = DecimalField(max_digits=8, decimal_places=2)


def paid_for(register: str) -> Coalesce:
    """The sum of what was paid for the register that `register` names."""
    payments = Payment.objects.filter(allowance__register=OuterRef(register)).order_by()
    summed = payments.values("allowance__register").annotate(paid=Sum("amount")).values("paid")
    return Coalesce(Subquery(summed), Value(ZERO), output_field=AMOUNT)


def last_allowances(allowances: QuerySet[Allowance]) -> QuerySet[Allowance]:
    """Those that no correction of their register replaced."""
    newer = Allowance.objects.filter(
        register=OuterRef("register"), number__gt=OuterRef("number")
    ).order_by()
    return allowances.filter(~Exists(newer))


def due_allowances(allowances: QuerySet[Allowance]) -> QuerySet[Allowance]:
    """Those to pay, each with `paid_before` and `due`: the last one of a register, if not paid.

    After a correction only the difference is due, which may be negative; where there is none,
    there is nothing to pay.
    """
    last = (
        last_allowances(allowances)
        .filter(
            payment=None,
            register__state__in=(RegisterState.VALIDATED, RegisterState.PAID),
        )
        .annotate(paid_before=paid_for("register"))
    )
    rows = last.annotate(due=F("total") - F("paid_before"))
    return rows.exclude(register__state=RegisterState.PAID, due=ZERO)


def for_payment(allowances: QuerySet[Allowance]) -> QuerySet[Allowance]:
    """With the person, the host and the month, by name."""
    return allowances.select_related(
        "register__placement__beneficiary", "register__placement__host"
    ).order_by(
        "register__placement__beneficiary__last_name",
        "register__placement__beneficiary__first_name",
        "register__month",
        "pk",
    )


@dataclass(frozen=True)
class PaidLine:
    """What one payment gave for one month of one participation."""

    agency_id: int
    agency: str
    participation_id: int
    code: str
    register_id: int
    month: date
    amount: Decimal
    paid_on: date
    batch_id: int
    reference: str


def allowances_paid(
    project: Project,
    first: date,
    last: date,
    agency: int | None = None,
    *,
    rows: QuerySet[Payment] | None = None,
) -> list[PaidLine]:
    """The payments of these days, both included; of one partner, or of all the asker may see."""
    payments = Payment.objects.all() if rows is None else rows
    payments = payments.filter(project=project, batch__paid_on__gte=first, batch__paid_on__lte=last)
    if agency is not None:
        payments = payments.filter(agency_id=agency)
    found = payments.select_related(
        "agency", "batch", "allowance__register__placement__participation"
    ).order_by("batch__paid_on", "allowance__register__month", "pk")
    return [_line(one) for one in found]


def _line(one: Payment) -> PaidLine:
    register = one.allowance.register
    participation = register.placement.participation
    return PaidLine(
        agency_id=one.agency_id,
        agency=one.agency.short_name,
        participation_id=participation.pk,
        code=participation.code,
        register_id=register.pk,
        month=register.month,
        amount=one.amount,
        paid_on=one.batch.paid_on,
        batch_id=one.batch_id,
        reference=one.batch.reference,
    )


def totals_by_agency(lines: Iterable[PaidLine]) -> dict[int, Decimal]:
    """The sum of the lines of each partner agency."""
    amounts: dict[int, list[Decimal]] = defaultdict(list)
    for line in lines:
        amounts[line.agency_id].append(line.amount)
    return {agency: total(paid) for agency, paid in amounts.items()}


def _paid_out(project: Project, agency: Agency) -> str:
    """The list of the payments a partner made for a project."""
    return f"{reverse('placements:payments')}?progetto={project.code}&ente={agency.code}"


@add_to_spending({ALLOWANCES: _paid_out})
def spent_on_allowances(project: Project, period: Period) -> dict[tuple[int, str], Decimal]:
    """What the floor below adds to the spending of a project: the allowances paid, by partner."""
    lines = allowances_paid(project, period.start, period.last or date.max)
    return {(agency, ALLOWANCES): paid for agency, paid in totals_by_agency(lines).items()}
