"""Verbs on people and their files, one module per noun."""

from beneficiaries.actions.assessments import (
    AlreadyAssessed,
    correct_assessment,
    write_assessment,
)
from beneficiaries.actions.cases import NotAWorker, case_file_workflow, entrust_case, move_case
from beneficiaries.actions.handovers import (
    Passed,
    TakenMeanwhile,
    TooLate,
    hand_over_cases,
    undo_hand_over,
)
from beneficiaries.actions.notes import correct_note, write_note
from beneficiaries.actions.people import (
    AlreadyRegistered,
    correct_person,
    correct_situation,
    list_person,
    record_notice,
    register_person,
)

__all__ = [
    "AlreadyAssessed",
    "AlreadyRegistered",
    "NotAWorker",
    "Passed",
    "TakenMeanwhile",
    "TooLate",
    "case_file_workflow",
    "correct_assessment",
    "correct_note",
    "correct_person",
    "correct_situation",
    "entrust_case",
    "hand_over_cases",
    "list_person",
    "move_case",
    "record_notice",
    "register_person",
    "undo_hand_over",
    "write_assessment",
    "write_note",
]
