"""The euros that rest on incomplete records.

**Definition.** A participation whose record lacks a required answer counts in the grand total only,
and the Region may cut what was paid for it. At risk is the money recognised to that person in the
open period of the project: the allowances paid after the cut-off day of the last report that one's
agency sent for it (all of them, where none was sent), and those of validated months still to be
paid. Hours of the staff and the flat rate on them hang on no single person: they are not at risk.
Completing the record takes its euros off at once (docs/decisions/0060).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    DecimalField,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from agencies.models import User
from core.money import ZERO
from core.period import day_after
from placements.models import Allowance, Payment
from placements.policy import visible_allowances, visible_payments
from placements.spending import due_allowances
from projects.incomplete import incomplete_participations
from projects.models import Project
from projects.querysets import ParticipationQuerySet
from reporting.enums import ReportState
from reporting.policy import visible_reports

AMOUNT = DecimalField(max_digits=12, decimal_places=2)
OF_ALLOWANCE = "register__placement__participation"
OF_PAYMENT = f"allowance__{OF_ALLOWANCE}"


def sent_until(user: User, projects: Iterable[Project]) -> dict[int, date]:
    """The latest cut-off day one's agency has sent, by project."""
    sent: Any = visible_reports(user).filter(project__in=list(projects), state=ReportState.SENT)
    found = sent.order_by().values("project_id").annotate(last=Max("cut_off"))
    return {row["project_id"]: row["last"] for row in found}


def open_from(projects: Iterable[Project], sent: dict[int, date]) -> dict[int, date]:
    """The first day of the open period, by project."""
    return {
        one.pk: day_after(sent[one.pk]) if one.pk in sent else one.starts_on for one in projects
    }


def paid_since(user: User, first_days: dict[int, date]) -> QuerySet[Payment]:
    """What was paid in the open period of each project."""
    which = Q(pk__in=())
    for pk, day in first_days.items():
        which |= Q(project_id=pk, batch__paid_on__gte=day)
    return visible_payments(user).filter(which)


def still_due(user: User, projects: Iterable[int]) -> QuerySet[Allowance]:
    """What validated months still give, each with `due`."""
    return due_allowances(visible_allowances(user).filter(project_id__in=list(projects)))


def euros_at_risk(user: User, first_days: dict[int, date]) -> dict[int, Any]:
    """The euros at risk, by project; the sums of the same rows as the lists (`at_risk`)."""
    lacking = incomplete_participations(user).values("pk")
    paid = paid_since(user, first_days).filter(**{f"{OF_PAYMENT}__in": lacking})
    due = still_due(user, first_days).filter(**{f"{OF_ALLOWANCE}__in": lacking})
    sums = dict.fromkeys(first_days, ZERO)
    for rows, amount in ((paid, "amount"), (due, "due")):
        for row in rows.order_by().values("project_id").annotate(sum=Sum(amount)):
            sums[row["project_id"]] += row["sum"]
    return sums


def at_risk(user: User, project: Project, first_day: date) -> ParticipationQuerySet:
    """Incomplete participations with euros of the open period, each `paid`, `due`, `euros`."""
    first_days = {project.pk: first_day}
    paid = _summed(paid_since(user, first_days), OF_PAYMENT, "amount")
    due = _summed(still_due(user, first_days), OF_ALLOWANCE, "due")
    lacking = incomplete_participations(user).of_project(project.pk)
    return (
        lacking.annotate(paid=paid, due=due).annotate(euros=F("paid") + F("due")).exclude(euros=0)
    )


def _summed(rows: QuerySet[Any], of: str, amount: str) -> Coalesce:
    own = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Coalesce(
        Subquery(own.annotate(sum=Sum(amount)).values("sum")), Value(ZERO), output_field=AMOUNT
    )
