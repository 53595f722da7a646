"""Placements and allowances of a project at the cut-off day, row by row and in sums."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import Prefetch
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from agencies.models import User
from core.money import total
from placements.enums import NoticeKind, Outcome, PlacementKind, PlacementState
from placements.models import Allowance, MandatoryNotice, Payment, Placement
from placements.policy import visible_payments, visible_placements
from reporting.models import FundingReport

BY_CODE = Collate("participation__code", "C")


@dataclass(frozen=True)
class PlacementRow:
    """One placement that had begun by the cut-off day; nobody's name stands in it."""

    pk: int
    participation_id: int
    agency_id: int
    kind_now: PlacementKind
    state_now: PlacementState
    outcome_now: str
    code: str
    kind: str
    partner: str
    host: str
    host_code: str
    sector: str
    employees: int | None
    municipality: str
    starts_on: date
    ends_on: date
    ended_on: date | None
    weekly_hours: Decimal
    monthly_allowance: Decimal
    notice: str
    state: str
    outcome: str

    @property
    def is_over(self) -> bool:
        """Whether it had ended by the cut-off day."""
        return self.ended_on is not None


@dataclass(frozen=True)
class AllowanceRow:
    """What was paid for one month of a placement, with the hours it follows from."""

    pk: int
    participation_id: int
    agency_id: int
    steps: list[dict[str, Any]]
    code: str
    partner: str
    kind: str
    host: str
    month: date
    planned_hours: Decimal
    hours: Decimal
    share: Decimal | None
    agreed: Decimal
    due: Decimal
    paid: Decimal
    paid_on: date
    reference: str


@dataclass(frozen=True)
class Placed:
    """Placements and allowances of the report."""

    placements: tuple[PlacementRow, ...]
    allowances: tuple[AllowanceRow, ...]

    @property
    def paid(self) -> Decimal:
        """The sum of what was paid."""
        return total(row.paid for row in self.allowances)

    @property
    def people(self) -> int:
        """How many participations were placed."""
        return len({row.code for row in self.placements})

    def by_kind(self) -> list[tuple[str, int, int, int]]:
        """Kind: begun, under way, over."""
        begun = Counter(row.kind for row in self.placements)
        over = Counter(row.kind for row in self.placements if row.is_over)
        return [
            (kind, number, number - over[kind], over[kind])
            for kind, number in sorted(begun.items())
        ]

    def by_outcome(self) -> list[tuple[str, int]]:
        """Outcome of those that are over: how many."""
        told = Counter(row.outcome or _("Non indicato") for row in self.placements if row.is_over)
        return sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))

    def by_month(self) -> list[tuple[date, int, Decimal, Decimal, Decimal]]:
        """Month attended: months paid, planned and attended hours, amount."""
        months: dict[date, list[AllowanceRow]] = {}
        for row in self.allowances:
            months.setdefault(row.month, []).append(row)
        return [
            (
                month,
                len({row.code for row in rows}),
                sum((row.planned_hours for row in rows), Decimal(0)),
                sum((row.hours for row in rows), Decimal(0)),
                total(row.paid for row in rows),
            )
            for month, rows in sorted(months.items())
        ]


def placed_of(report: FundingReport, *, by: User) -> Placed:
    """What the asker may see of the project's placements and payments by the cut-off day."""
    return Placed(
        tuple(_placements(report, by=by)),
        tuple(_allowances(report, by=by)),
    )


def _placements(report: FundingReport, *, by: User) -> Iterator[PlacementRow]:
    notices = MandatoryNotice.objects.filter(kind=NoticeKind.START)
    begun = visible_placements(by).of_project(report.project_id).begun()
    rows: Iterable[Any] = (
        begun.filter(starts_on__lte=report.cut_off)
        .select_related("participation", "host__municipality", "agency")
        .prefetch_related(Prefetch("notices", queryset=notices, to_attr="of_start"))
        .order_by(BY_CODE, "starts_on", "pk")
    )
    for row in rows:
        yield _placement(row, report.cut_off)


def _placement(row: Any, cut_off: date) -> PlacementRow:
    is_over = row.ended_on is not None and row.ended_on <= cut_off
    state = PlacementState(row.state) if is_over or row.ended_on is None else PlacementState.RUNNING
    return PlacementRow(
        pk=row.pk,
        participation_id=row.participation_id,
        agency_id=row.agency_id,
        kind_now=row.kind_now,
        state_now=state,
        outcome_now=row.outcome if is_over else "",
        code=row.participation.code,
        kind=str(row.kind_now.label),
        partner=row.agency.short_name,
        host=row.host.name,
        host_code=row.host.tax_code,
        sector=row.host.sector,
        employees=row.host.employees,
        municipality=row.host.municipality.name if row.host.municipality else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        ended_on=row.ended_on if is_over else None,
        weekly_hours=row.weekly_hours,
        monthly_allowance=row.monthly_allowance,
        notice=", ".join(one.protocol for one in row.of_start),
        state=str(state.label),
        outcome=str(Outcome(row.outcome).label) if is_over and row.outcome else "",
    )


def _allowances(report: FundingReport, *, by: User) -> Iterator[AllowanceRow]:
    paid = visible_payments(by).filter(
        project_id=report.project_id,
        batch__paid_on__gte=report.project.starts_on,
        batch__paid_on__lte=report.cut_off,
    )
    rows = paid.select_related(
        "batch", "agency", "allowance__register__placement__participation",
        "allowance__register__placement__host",
    ).order_by(
        Collate("allowance__register__placement__participation__code", "C"),
        "allowance__register__month",
        "pk",
    )  # fmt: skip
    for row in rows:
        yield _allowance(row)


def _allowance(row: Payment) -> AllowanceRow:
    due: Allowance = row.allowance
    placement: Placement = due.register.placement
    return AllowanceRow(
        pk=row.pk,
        participation_id=placement.participation_id,
        agency_id=row.agency_id,
        steps=due.lines["lines"] if due.lines else [],
        code=placement.participation.code,
        partner=row.agency.short_name,
        kind=str(placement.kind_now.label),
        host=placement.host.name,
        month=due.register.month,
        planned_hours=Decimal(due.planned_minutes) / 60,
        hours=Decimal(due.minutes) / 60,
        share=_attended(due.minutes, due.planned_minutes),
        agreed=placement.monthly_allowance or Decimal(0),
        due=due.total,
        paid=row.amount,
        paid_on=row.batch.paid_on,
        reference=row.batch.reference,
    )


def _attended(minutes: int, planned: int) -> Decimal | None:
    """Hundredths of the planned time, cut as in the calculation: what is below looks below."""
    if not planned:
        return None
    return (Decimal(minutes) * 100 / planned).quantize(Decimal("0.1"), ROUND_DOWN)
