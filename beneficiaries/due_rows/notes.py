"""What the diary asks for by a day: a quick note whose kind is still to be said."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.policy import Can, visible_notes
from beneficiaries.querysets import CaseNoteQuerySet
from core.dues import NOBODY_ELSE, Due, days_after, due

NOTE = "nota"
DAYS_TO_COMPLETE = 3


def _say(one: Due) -> str:
    return _("Completare la nota")


def _page(one: Due) -> str:
    return reverse("beneficiaries:correct_note", args=[one.row])


@due(NOTE, who=Can.SEE_PEOPLE, say=_say, link=_page, may_wait=True)
def to_complete(request: Any, today: date) -> CaseNoteQuerySet:
    """Quick notes without their kind, in the hands of whoever wrote them."""
    return (
        visible_notes(request.user)
        .to_complete()
        .annotate(
            due_on=days_after("happened_on", DAYS_TO_COMPLETE),
            due_person=F("beneficiary_id"),
            due_worker=F("author_id"),
            due_other=NOBODY_ELSE,
        )
    )
