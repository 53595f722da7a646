"""Verbs on a plan that holds: actions done and undone, goals reached, reviews, signatures."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.plans import PlanRefused
from beneficiaries.models import PersonalPlan, PlanAction, PlanGoal, PlanSignature
from beneficiaries.plan_enums import PlanState, Reached, Signatory
from beneficiaries.policy import Can
from core.period import months_after
from core.policy import authorize
from core.ui.words import say_day_short

MOST_HOURS = 5_000


@transaction.atomic
def tick_action(action: PlanAction, *, by: User, at: datetime) -> PlanAction:
    """Mark an action of the plan that holds as done today."""
    fresh = _follow(action, by=by)
    if fresh.done_on is None:
        fresh.done_on = timezone.localdate(at)
    fresh.save(update_fields=["done_on"])
    return fresh


@transaction.atomic
def untick_action(action: PlanAction, *, by: User, at: datetime) -> PlanAction:
    """Undo it: the action is to be done again."""
    fresh = _follow(action, by=by)
    fresh.done_on = None
    fresh.save(update_fields=["done_on"])
    return fresh


@transaction.atomic
def declare_hours(
    action: PlanAction, hours: int | None, *, source: str, by: User, at: datetime
) -> PlanAction:
    """Keep the hours that others did for an action, as they say (`source`); None: none any more.

    What stands in our own notes and registers is counted from there, and never typed here.
    """
    fresh = _follow(action, by=by)
    if hours is not None and not 0 < hours <= MOST_HOURS:
        raise PlanRefused(_("Le ore dichiarate vanno da 1 a 5.000."), "hours")
    if hours is not None and not source.strip():
        raise PlanRefused(_("Scrivi chi ha dichiarato queste ore."), "source")
    fresh.hours_declared = hours
    fresh.declared_by = source.strip() if hours is not None else ""
    fresh.save(update_fields=["hours_declared", "declared_by"])
    return fresh


@transaction.atomic
def mark_goal(goal: PlanGoal, reached: Reached, *, by: User, at: datetime) -> PlanGoal:
    """Say how far a goal of the plan that holds is."""
    authorize(by, Can.WRITE_PLAN, goal)
    refuse_unheld(_held(goal.plan))
    fresh = PlanGoal.objects.select_for_update().get(pk=goal.pk)
    fresh.reached = reached
    fresh.save(update_fields=["reached"])
    return fresh


def _follow(action: PlanAction, *, by: User) -> PlanAction:
    """The action, locked after its plan, which holds."""
    authorize(by, Can.WRITE_PLAN, action)
    refuse_unheld(_held(action.goal.plan))
    return PlanAction.objects.select_for_update().get(pk=action.pk)


def _held(plan: PersonalPlan) -> PersonalPlan:
    return PersonalPlan.objects.select_for_update().get(pk=plan.pk)


def refuse_unheld(plan: PersonalPlan) -> None:
    """Only the version that holds is followed."""
    if plan.state != PlanState.APPROVED:
        raise PlanRefused(
            _("Si segue solo il progetto approvato: lo stato è “%(state)s”.")
            % {"state": plan.state_now.label}
        )


@transaction.atomic
def record_review(plan: PersonalPlan, *, by: User, at: datetime) -> PersonalPlan:
    """Record that the plan was looked at with the person; the next day follows the interval."""
    authorize(by, Can.WRITE_PLAN, plan)
    fresh = _held(plan)
    refuse_unheld(fresh)
    today = timezone.localdate(at)
    fresh.reviewed_on = today
    fresh.review_on = months_after(today, fresh.review_months) if fresh.review_months else None
    fresh.save(update_fields=["reviewed_on", "review_on"])
    return fresh


@transaction.atomic
def record_plan_signature(
    plan: PersonalPlan, party: Signatory, *, signer: str, signed_on: date, by: User, at: datetime
) -> PlanSignature:
    """Record a signature seen on paper, bound to the hash of the version's words."""
    authorize(by, Can.WRITE_PLAN, plan)
    fresh = _held(plan)
    refuse_unheld(fresh)
    _refuse_unfit(fresh, signer, signed_on, timezone.localdate(at))
    if PlanSignature.objects.filter(plan=fresh, party=party).exists():
        raise PlanRefused(_("Questa firma è già registrata."), "party")
    return PlanSignature.objects.create(
        plan=fresh,
        agency_id=fresh.agency_id,
        party=party,
        signer=signer.strip(),
        signed_on=signed_on,
        sha256=fresh.sha256,
    )


def _refuse_unfit(plan: PersonalPlan, signer: str, signed_on: date, today: date) -> None:
    if not signer.strip():
        raise PlanRefused(_("Scrivi chi ha firmato."), "signer")
    if signed_on > today:
        raise PlanRefused(_("Il giorno della firma non può essere nel futuro."), "signed_on")
    # Until then the paper says that it is a draft.
    approved_on = timezone.localdate(plan.decided_at)
    if signed_on < approved_on:
        raise PlanRefused(
            _("È stato approvato il %(day)s: una firma non può essere di prima.")
            % {"day": say_day_short(approved_on)},
            "signed_on",
        )
