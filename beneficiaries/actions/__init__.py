"""Verbs on people and their files, one module per noun."""

from beneficiaries.actions.cases import NotAWorker, case_file_workflow, entrust_case, move_case
from beneficiaries.actions.notes import correct_note, write_note
from beneficiaries.actions.people import (
    AlreadyRegistered,
    correct_person,
    correct_situation,
    list_person,
    record_notice,
    register_person,
)
from beneficiaries.actions.plan_steps import (
    mark_goal,
    record_plan_signature,
    record_review,
    tick_action,
    untick_action,
)
from beneficiaries.actions.plans import (
    PlanClash,
    PlanRefused,
    TypedAction,
    TypedGoal,
    TypedPlan,
    approve_plan,
    ask_changes_of_plan,
    begin_plan,
    conclude_plan,
    give_up_plan,
    propose_plan,
    save_plan,
)

__all__ = [
    "AlreadyRegistered",
    "NotAWorker",
    "PlanClash",
    "PlanRefused",
    "TypedAction",
    "TypedGoal",
    "TypedPlan",
    "approve_plan",
    "ask_changes_of_plan",
    "begin_plan",
    "case_file_workflow",
    "conclude_plan",
    "correct_note",
    "correct_person",
    "correct_situation",
    "entrust_case",
    "give_up_plan",
    "list_person",
    "mark_goal",
    "move_case",
    "propose_plan",
    "record_notice",
    "record_plan_signature",
    "record_review",
    "register_person",
    "save_plan",
    "tick_action",
    "untick_action",
    "write_note",
]
