"""What households ask for: an answer that no longer agrees with who lives there."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.household_querysets import MemberQuerySet
from beneficiaries.policy import Can, visible_members
from core.dues import NOBODY_ELSE, Due, days_after, due

DAYS_TO_CHECK = 14


def _say(one: Due) -> str:
    return _("Controllare la condizione familiare: il nucleo è cambiato")


def _page(one: Due) -> str:
    return reverse("beneficiaries:household", args=[one.person_id])


@due("nucleo", who=Can.SEE_PEOPLE, say=_say, link=_page, may_wait=True)
def to_check(request: Any, today: date) -> MemberQuerySet:
    """Answers that no longer agree, two weeks after the household has changed."""
    return (
        visible_members(request.user)
        .differing()
        .with_case_manager()
        .annotate(
            due_on=days_after("differs_since", DAYS_TO_CHECK),
            due_person=F("beneficiary_id"),
            due_worker=F("case_manager_id"),
            due_other=NOBODY_ELSE,
        )
    )
