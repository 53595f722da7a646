"""How the projects one accounts for stand today: people, euros, deadlines, what is at risk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from agencies.models import User
from core.money import ZERO, share
from placements.policy import visible_payments
from projects.costs import ALLOWANCES
from projects.deadlines import ReportDue, next_report
from projects.enums import ProjectStage
from projects.incomplete import counted_projects
from projects.models import Project
from projects.policy import visible_budget, visible_hours
from projects.spending import Amounts, spent_by_project
from reporting.risk import euros_at_risk, open_from, sent_until


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
    due: ReportDue | None
    is_late: bool

    @property
    def percent(self) -> Decimal | None:
        """Spent in hundredths of the budget; none without a budget."""
        return share(Decimal(100), self.spent, self.budget) if self.budget else None


def standings(user: User, day: date) -> list[Standing]:
    """Each project one sees; of a partner's officer, its own part of it."""
    counted = counted_projects(user, day)
    projects: list[Project] = [row["project"] for row in counted]
    sent = sent_until(user, projects)
    risks = euros_at_risk(user, open_from(projects, sent))
    spent = spent_by_project(
        projects, day, rows=visible_hours(user), extra=_allowances(user, projects, day)
    )
    budgets = _budgets(user, projects)
    return [
        Standing(
            project=one,
            stage=row["stage"],
            people=row["people"],
            incomplete=row["incomplete"],
            spent=spent[one.pk].of(),
            budget=budgets.get(one.pk, ZERO),
            at_risk=risks[one.pk],
            due=(due := next_report(one, sent.get(one.pk))),
            is_late=due is not None and due.is_late(day),
        )
        for one, row in zip(projects, counted, strict=True)
    ]


def _allowances(user: User, projects: Iterable[Project], day: date) -> dict[int, Amounts]:
    """What was paid in allowances until today, by project and partner."""
    paid: Any = visible_payments(user).filter(project__in=list(projects), batch__paid_on__lte=day)
    found: dict[int, Amounts] = defaultdict(dict)
    for row in paid.order_by().values("project_id", "agency_id").annotate(sum=Sum("amount")):
        found[row["project_id"]][row["agency_id"], ALLOWANCES] = row["sum"]
    return found


def _budgets(user: User, projects: Iterable[Project]) -> dict[int, Decimal]:
    lines: Any = visible_budget(user).filter(project__in=list(projects)).order_by()
    found = lines.values("project_id").annotate(sum=Sum("amount"))
    return {row["project_id"]: row["sum"] for row in found}
