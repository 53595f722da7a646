"""How the projects one accounts for stand today: people, euros, deadlines, what is at risk."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from agencies.models import User
from core.money import ZERO, percent_of
from placements.policy import visible_payments
from projects.costs import ALLOWANCES, Amounts
from projects.deadlines import ReportDue, next_report
from projects.enums import ProjectStage
from projects.incomplete import counted_projects
from projects.models import Project
from projects.policy import visible_budget, visible_hours, visible_projects
from projects.spending import spent_by_project
from reporting.risk import (
    AMOUNT,
    OF_PAYMENT,
    due_at_risk,
    of_incomplete,
    paid_in_the_open,
    with_sent_until,
)


@dataclass(frozen=True)
class Standing:
    """One project: people against the target, euros against the budget, what comes next."""

    project: Project
    stage: ProjectStage
    people: int
    incomplete: int
    spent: Decimal
    budget: Decimal
    at_risk: Decimal
    # Whether one's own agency answers for the whole project, and what it has to send next.
    is_lead: bool
    due: ReportDue | None
    is_late: bool

    @property
    def percent(self) -> Decimal | None:
        """Spent in hundredths of the budget; none without a budget."""
        return percent_of(self.spent, self.budget)


def standings(user: User, day: date) -> list[Standing]:
    """Each project one sees; of a partner's officer, its own part of it."""
    projects = _projects(user)
    counted = counted_projects(user, day, projects)
    allowances, risks = _payments(user, projects, day)
    for pk, due in due_at_risk(user, projects).items():
        risks[pk] += due
    spent = spent_by_project(projects, day, rows=visible_hours(user), extra=allowances)
    return [
        Standing(
            **{name: row[name] for name in ("project", "stage", "people", "incomplete")},
            spent=spent[row["project"].pk].of(),
            budget=row["project"].budget,
            at_risk=risks[row["project"].pk],
            **_deadline(user, row["project"], day),
        )
        for row in counted
    ]


def _deadline(user: User, project: Any, day: date) -> dict[str, Any]:
    """What the lead body sends next: nobody else sees whether it did, nor answers for it."""
    is_lead = user.acting is not None and user.acting.agency_id == project.lead_id
    due = next_report(project, project.sent_until) if is_lead else None
    return {"is_lead": is_lead, "due": due, "is_late": due is not None and due.is_late(day)}


def _projects(user: User) -> list[Project]:
    """The projects one sees with `budget`, the sum of the lines one sees, and `sent_until`."""
    lines = visible_budget(user).filter(project=OuterRef("pk")).order_by().values("project")
    budget = Subquery(lines.annotate(sum=Sum("amount")).values("sum"))
    rows = with_sent_until(visible_projects(user).for_page(), user)
    return list(rows.annotate(budget=Coalesce(budget, Value(ZERO), output_field=AMOUNT)))


def _payments(
    user: User, projects: list[Project], day: date
) -> tuple[dict[int, Amounts], dict[int, Decimal]]:
    """Allowances paid until today by project and partner, and those at risk by project.

    One statement: the payments are grouped by what they are, and not read once for each sum.
    """
    risky = paid_in_the_open(projects) & of_incomplete(user, projects, OF_PAYMENT)
    paid: Any = visible_payments(user).filter(project_id__in=[one.pk for one in projects])
    rows = paid.annotate(is_spent=_whether(Q(batch__paid_on__lte=day)), risks=_whether(risky))
    spent: dict[int, Amounts] = defaultdict(lambda: defaultdict(lambda: ZERO))
    risks: dict[int, Decimal] = defaultdict(lambda: ZERO)
    named = ("project_id", "agency_id", "is_spent", "risks")
    for row in rows.order_by().values(*named).annotate(sum=Sum("amount")):
        if row["is_spent"]:
            spent[row["project_id"]][row["agency_id"], ALLOWANCES] += row["sum"]
        if row["risks"]:
            risks[row["project_id"]] += row["sum"]
    return spent, risks


def _whether(which: Q) -> Case:
    return Case(When(which, then=True), default=False)
