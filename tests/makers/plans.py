"""Plans of people: written, proposed, approved."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import Beneficiary, PersonalPlan
from beneficiaries.plan_wording import content_of, fingerprint
from tests.acting import as_user
from tests.cast import player
from tests.makers.people import make_person

COORDINATORS = {"ascl": "marco", "tecum": "nora"}


def typed_goals() -> list[actions.TypedGoal]:
    """Two goals, the first with two actions."""
    soon = timezone.localdate() + timedelta(days=20)
    return [
        actions.TypedGoal(
            title="Un lavoro vicino a casa",
            area="WORK",
            wish="Lavorare la mattina, quando i figli sono a scuola.",
            sign="Un contratto di almeno sei mesi.",
            actions=[
                actions.TypedAction("Scrivere il curriculum", "PERSON", due_by=soon),
                actions.TypedAction(
                    "Cercare un tirocinio in un magazzino", "WORKER", due_by=soon, hours_planned=6
                ),
            ],
        ),
        actions.TypedGoal(
            title="Parlare meglio italiano",
            area="TRAINING",
            actions=[
                actions.TypedAction(
                    "Corso serale", "OTHER", who_else="CPIA di Como", hours_planned=80
                )
            ],
        ),
    ]


def make_plan(
    person: Beneficiary | None = None,
    *,
    by: User | None = None,
    goals: Sequence[actions.TypedGoal] | None = None,
    aim: str = "Tornare a lavorare e reggersi sulle proprie forze.",
    review_months: int | None = 3,
    review_on: date | None = None,
) -> PersonalPlan:
    """A draft of the person's next version, whole enough to be proposed."""
    by = by or player("ines")
    person = person or make_person(by=by)
    typed = actions.TypedPlan(
        aim=aim,
        review_months=review_months,
        review_on=review_on or timezone.localdate() + timedelta(days=90),
        goals=typed_goals() if goals is None else goals,
    )
    with as_user(by) as user:
        plan = actions.begin_plan(person, by=user, at=timezone.now())
        seen = fingerprint(content_of(plan))
        return actions.save_plan(plan, typed, seen=seen, by=user, at=timezone.now())


def make_proposed(person: Beneficiary | None = None, **fields: Any) -> PersonalPlan:
    """A plan on the coordinator's desk."""
    by = fields.get("by") or player("ines")
    plan = make_plan(person, **fields)
    with as_user(by) as user:
        return actions.propose_plan(plan, by=user, at=timezone.now())


def make_approved(person: Beneficiary | None = None, **fields: Any) -> PersonalPlan:
    """A plan that holds."""
    plan = make_proposed(person, **fields)
    with as_user(player(COORDINATORS[plan.agency.code])) as user:
        seen = fingerprint(content_of(plan))
        return actions.approve_plan(plan, seen=seen, by=user, at=timezone.now())
