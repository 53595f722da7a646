"""The euros that rest on incomplete records.

**Definition.** A participation whose record lacks a required answer counts in the grand total only,
and the Region may cut what was paid for it. At risk is the money recognised to that person in the
open period of the project: the allowances paid after the cut-off day of the last report that one's
agency sent for it (all of them, where none was sent), and those of validated months still to be
paid. Hours of the staff and the flat rate on them hang on no single person: they are not at risk.
Completing the record takes its euros off at once (docs/decisions/0060).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    DecimalField,
    F,
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
from placements.models import Allowance
from placements.policy import visible_allowances, visible_payments
from placements.spending import due_allowances
from projects.incomplete import incomplete_participations
from projects.models import Project
from projects.querysets import ParticipationQuerySet, ProjectQuerySet
from reporting.enums import ReportState
from reporting.policy import visible_reports

AMOUNT = DecimalField(max_digits=12, decimal_places=2)
OF_ALLOWANCE = "register__placement__participation"
OF_PAYMENT = f"allowance__{OF_ALLOWANCE}"


def with_sent_until(projects: ProjectQuerySet, user: User) -> ProjectQuerySet:
    """Each with `sent_until`: the latest cut-off day that one's agency has sent, or None."""
    sent = visible_reports(user).filter(project=OuterRef("pk"), state=ReportState.SENT)
    return projects.annotate(sent_until=Subquery(sent.order_by("-cut_off").values("cut_off")[:1]))


def open_from(project: Project) -> date:
    """The first day of the open period of a project that came by `with_sent_until`."""
    sent: date | None = getattr(project, "sent_until", None)
    return day_after(sent) if sent else project.starts_on


def paid_in_the_open(projects: Iterable[Project]) -> Q:
    """Payments made in the open period of each project."""
    which = Q(pk__in=())
    for one in projects:
        which |= Q(project_id=one.pk, batch__paid_on__gte=open_from(one))
    return which


def of_incomplete(user: User, projects: Iterable[Project], path: str) -> Q:
    """Rows whose participation, at the end of this path, lacks something."""
    return Q(**{f"{path}__in": incomplete_participations(user, projects).values("pk")})


def still_due(user: User, projects: Iterable[Project]) -> QuerySet[Allowance]:
    """What validated months still give, each with `due`."""
    ids = [one.pk for one in projects]
    return due_allowances(visible_allowances(user).filter(project_id__in=ids))


def due_at_risk(user: User, projects: Sequence[Project]) -> dict[int, Decimal]:
    """What is still to be paid to incomplete people, by project."""
    rows: Any = still_due(user, projects).filter(of_incomplete(user, projects, OF_ALLOWANCE))
    found = rows.order_by().values("project_id").annotate(sum=Sum("due"))
    return {row["project_id"]: row["sum"] for row in found}


def at_risk(user: User, project: Project) -> ParticipationQuerySet:
    """Incomplete participations with euros of the open period, each `paid`, `due`, `euros`."""
    own = visible_payments(user).filter(paid_in_the_open([project]))
    paid = _summed(own, OF_PAYMENT, "amount")
    due = _summed(still_due(user, [project]), OF_ALLOWANCE, "due")
    lacking = incomplete_participations(user, [project]).of_project(project.pk)
    return (
        lacking.annotate(paid=paid, due=due).annotate(euros=F("paid") + F("due")).exclude(euros=0)
    )


def _summed(rows: QuerySet[Any], of: str, amount: str) -> Coalesce:
    own = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Coalesce(
        Subquery(own.annotate(sum=Sum(amount)).values("sum")), Value(ZERO), output_field=AMOUNT
    )
