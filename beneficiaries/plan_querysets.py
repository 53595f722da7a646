"""Questions about plans; none of them knows who asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from beneficiaries.plan_enums import HELD_PLANS, OPEN_PLANS, PlanState
from beneficiaries.querysets import Workers

if TYPE_CHECKING:
    from beneficiaries.models import PersonalPlan, PlanAction  # noqa: F401


class PlanQuerySet(models.QuerySet["PersonalPlan"]):
    """Which versions of plans."""

    def of_person(self, person_id: int) -> "PlanQuerySet":
        """Of this person, the newest first."""
        return self.filter(beneficiary_id=person_id).order_by("-number")

    def open(self) -> "PlanQuerySet":
        """Being written, or on the coordinator's desk."""
        return self.filter(state__in=OPEN_PLANS)

    def held(self) -> "PlanQuerySet":
        """That hold or have held."""
        return self.filter(state__in=HELD_PLANS)

    def to_approve(self) -> "PlanQuerySet":
        """That wait for a decision."""
        return self.filter(state=PlanState.PROPOSED)

    def to_review(self) -> "PlanQuerySet":
        """That hold, with a day on which one looks how they go."""
        return self.filter(state=PlanState.APPROVED, review_on__isnull=False)

    def answered_to(self, user_id: int) -> "PlanQuerySet":
        """Of this worker: sent back, or approved and signed by nobody yet."""
        sent_back = Q(state=PlanState.DRAFT)
        return self.filter(
            sent_back | Q(state=PlanState.APPROVED, signatures=None),
            proposed_by_id=user_id,
            decided_at__isnull=False,
        )

    def for_page(self) -> "PlanQuerySet":
        """With whoever wrote, sent and decided, and who follows the person."""
        return self.select_related(
            "made_by", "proposed_by", "decided_by", "case_file__case_manager"
        )

    def for_list(self) -> "PlanQuerySet":
        """With the person and who sent it."""
        return self.select_related("beneficiary", "proposed_by")

    def of_worker(self, *user_ids: int) -> "PlanQuerySet":
        """Of people this worker (or one of these) follows, or sent by them."""
        mine = Q(case_file__case_manager_id__in=user_ids) | Q(proposed_by_id__in=user_ids)
        return self.filter(mine)

    def of_nobody(self, workers: Workers) -> "PlanQuerySet":
        """With none of these workers behind it."""
        follows = Q(case_file__case_manager_id__in=workers)
        return self.exclude(follows).exclude(proposed_by_id__in=workers)


class PlanActionQuerySet(models.QuerySet["PlanAction"]):
    """Which actions."""

    def to_do(self) -> "PlanActionQuerySet":
        """Of a plan that holds: neither done nor dropped, with a day."""
        return self.filter(
            goal__plan__state=PlanState.APPROVED,
            goal__is_dropped=False,
            is_dropped=False,
            done_on=None,
            due_by__isnull=False,
        )

    def to_serve(self) -> "PlanActionQuerySet":
        """Of a plan that holds, in the order of its page: what is done may be for one of them."""
        held = self.filter(goal__plan__state=PlanState.APPROVED, goal__is_dropped=False)
        kept = held.filter(is_dropped=False).select_related("goal__plan")
        return kept.order_by("goal__position", "goal_id", "position", "pk")

    def of_people(self, people: Iterable[int]) -> "PlanActionQuerySet":
        """Of the plans of these people."""
        return self.filter(goal__plan__beneficiary_id__in=people)

    def of_worker(self, *user_ids: int) -> "PlanActionQuerySet":
        """Of people this worker (or one of these) follows, or of plans sent by them."""
        plan = "goal__plan__"
        mine = Q(**{f"{plan}case_file__case_manager_id__in": user_ids})
        return self.filter(mine | Q(**{f"{plan}proposed_by_id__in": user_ids}))

    def of_nobody(self, workers: Workers) -> "PlanActionQuerySet":
        """With none of these workers behind it."""
        plan = "goal__plan__"
        followed = self.exclude(**{f"{plan}case_file__case_manager_id__in": workers})
        return followed.exclude(**{f"{plan}proposed_by_id__in": workers})
