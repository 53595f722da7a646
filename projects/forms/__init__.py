"""Sieves of the projects' pages: participations, their results, the money."""

from projects.forms.money import BudgetForm, HoursForm, MemberForm
from projects.forms.participations import (
    COMPARED,
    EnterForm,
    EntryForm,
    LeaveForm,
    choice_words,
)
from projects.forms.results import FollowUpForm, ResultForm

__all__ = [
    "COMPARED",
    "BudgetForm",
    "EnterForm",
    "EntryForm",
    "FollowUpForm",
    "HoursForm",
    "LeaveForm",
    "MemberForm",
    "ResultForm",
    "choice_words",
]
