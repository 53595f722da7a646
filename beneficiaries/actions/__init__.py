"""Verbs on people and their files, one module per noun."""

from beneficiaries.actions.cases import NotAWorker, case_file_workflow, entrust_case, move_case
from beneficiaries.actions.notes import NotAReader, choose_readers, correct_note, write_note
from beneficiaries.actions.people import (
    AlreadyRegistered,
    correct_person,
    correct_situation,
    list_person,
    record_notice,
    register_person,
)

__all__ = [
    "AlreadyRegistered",
    "NotAReader",
    "NotAWorker",
    "case_file_workflow",
    "choose_readers",
    "correct_note",
    "correct_person",
    "correct_situation",
    "entrust_case",
    "list_person",
    "move_case",
    "record_notice",
    "register_person",
    "write_note",
]
