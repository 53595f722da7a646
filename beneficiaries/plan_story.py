"""What happened to a version of a plan, from its history: each step as it was then."""

from typing import Any

from beneficiaries.models import PersonalPlan
from core.tenancy import history_of


def story_of(plan: PersonalPlan) -> list[Any]:
    """The version as it was begun, and each time it was proposed, sent back or approved.

    What was asked for stays there, also once it was done and approved.
    """
    kept: Any = history_of(PersonalPlan)
    # Each of them sets one of these moments: the first row that has them is the step.
    moments = ("proposed_at", "decided_at")
    steps = kept.objects.filter(pgh_obj_id=plan.pk).order_by(*moments, "pgh_id").distinct(*moments)
    told = steps.select_related("made_by", "proposed_by", "decided_by").defer("content", "aim")
    return sorted(told, key=lambda one: one.pgh_id)
