"""Verbs on people and their files, one module per noun."""

from beneficiaries.actions.assessments import (
    AlreadyAssessed,
    correct_assessment,
    write_assessment,
)
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

__all__ = [
    "AlreadyAssessed",
    "AlreadyRegistered",
    "NotAWorker",
    "case_file_workflow",
    "correct_assessment",
    "correct_note",
    "correct_person",
    "correct_situation",
    "entrust_case",
    "list_person",
    "move_case",
    "record_notice",
    "register_person",
    "write_assessment",
    "write_note",
]
