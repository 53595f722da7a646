"""The verbs of this floor: participations and their results, staff, hours and budget."""

from projects.actions.diary import Taken, take_from_diary
from projects.actions.money import add_member, correct_member, record_hours, set_budget
from projects.actions.participations import (
    come_back,
    complete_entry,
    enter_project,
    leave_project,
)
from projects.actions.refusing import Cell, HoursRefused, NotPossible
from projects.actions.results import (
    MONTHS_OF_FOLLOW_UP,
    Followed,
    Observed,
    correct_follow_up,
    correct_result,
    follow_up_day,
    last_day_of_result,
    record_follow_up,
    record_result,
)

__all__ = [
    "MONTHS_OF_FOLLOW_UP",
    "Cell",
    "Followed",
    "HoursRefused",
    "NotPossible",
    "Observed",
    "Taken",
    "add_member",
    "come_back",
    "complete_entry",
    "correct_follow_up",
    "correct_member",
    "correct_result",
    "enter_project",
    "follow_up_day",
    "last_day_of_result",
    "leave_project",
    "record_follow_up",
    "record_hours",
    "record_result",
    "set_budget",
    "take_from_diary",
]
