"""Verbs on people and their files, one module per noun."""

from beneficiaries.actions.agenda import (
    Meeting,
    NotYet,
    Reminder,
    add_deadline,
    close_appointment,
    correct_deadline,
    fix_appointment,
    has_come,
    move_appointment,
    put_off,
    tick_deadline,
    untick_deadline,
)
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
    "Meeting",
    "NotAWorker",
    "NotYet",
    "Passed",
    "Reminder",
    "TakenMeanwhile",
    "TooLate",
    "add_deadline",
    "case_file_workflow",
    "close_appointment",
    "correct_assessment",
    "correct_deadline",
    "correct_note",
    "correct_person",
    "correct_situation",
    "entrust_case",
    "fix_appointment",
    "hand_over_cases",
    "has_come",
    "list_person",
    "move_appointment",
    "move_case",
    "put_off",
    "record_notice",
    "register_person",
    "tick_deadline",
    "undo_hand_over",
    "untick_deadline",
    "write_assessment",
    "write_note",
]
