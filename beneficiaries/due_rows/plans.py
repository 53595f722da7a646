"""What plans ask for by a day: to be looked at again, and what was agreed to be done."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.plan_querysets import PlanActionQuerySet, PlanQuerySet
from beneficiaries.policy import Can, visible_actions, visible_plans
from core.dues import Due, due


def _say_review(one: Due) -> str:
    return _("Verificare il progetto con la persona")


def _say_action(one: Due) -> str:
    return _("Un’azione del progetto è da fare")


def _page(one: Due) -> str:
    return reverse("beneficiaries:plan", args=[one.person_id])


def _line(one: Due) -> str:
    return f"{_page(one)}#azione-{one.row}"


@due("verifica", who=Can.SEE_PEOPLE, say=_say_review, link=_page, may_wait=True)
def reviews(request: Any, today: date) -> PlanQuerySet:
    """Plans that hold, by the day of their next review."""
    return (
        visible_plans(request.user)
        .to_review()
        .annotate(
            due_on=F("review_on"),
            due_person=F("beneficiary_id"),
            due_worker=F("case_file__case_manager_id"),
            due_other=F("proposed_by_id"),
        )
    )


@due("azione", who=Can.SEE_PEOPLE, say=_say_action, link=_line, may_wait=True)
def actions_to_do(request: Any, today: date) -> PlanActionQuerySet:
    """Actions of plans that hold, not done by their day."""
    return (
        visible_actions(request.user)
        .to_do()
        .annotate(
            due_on=F("due_by"),
            due_person=F("goal__plan__beneficiary_id"),
            due_worker=F("goal__plan__case_file__case_manager_id"),
            due_other=F("goal__plan__proposed_by_id"),
        )
    )
