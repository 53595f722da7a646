"""What the law asks for of each person one registers: that the privacy notice is handed over.

Reg. (UE) 2016/679, art. 13(1): when the data are collected from the person; art. 14(3)(a): within a
month, at the latest, where they came from elsewhere. A file does not say whence they came: the due
stands there from the first day, and is late after the month.
"""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.policy import Can, visible_roster
from beneficiaries.querysets import RosterQuerySet
from core.dues import NOBODY_ELSE, Due, days_after, due

DAYS_TO_GIVE_NOTICE = 30


def _say(one: Due) -> str:
    return _("Informativa non consegnata")


def _page(one: Due) -> str:
    return reverse("beneficiaries:record_notice", args=[one.person_id])


@due("informativa", who=Can.SEE_PEOPLE, say=_say, link=_page)
def to_give(request: Any, today: date) -> RosterQuerySet:
    """People with an open file who were given none, a month after they were registered."""
    return (
        visible_roster(request.user)
        .open()
        .without_notice()
        .annotate(
            due_on=days_after("beneficiary__registered_on", DAYS_TO_GIVE_NOTICE),
            due_person=F("beneficiary_id"),
            due_worker=F("case_manager_id"),
            due_other=NOBODY_ELSE,
        )
    )
