"""What participations ask for by a day: results, states after six months, answers that lack."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from core.dues import NOBODY_ELSE, Due, days_after, due
from core.period import IMMEDIATE_RESULT_DAYS
from projects.incomplete import incomplete_of
from projects.policy import Can, visible_participations
from projects.querysets import SIX_MONTHS_ON, ParticipationQuerySet, case_manager

# Terms of the house: the funder names no day for asking (docs/decisions/0050).
DAYS_TO_COMPLETE = DAYS_TO_FOLLOW_UP = 28


def _in_hand(rows: ParticipationQuerySet) -> ParticipationQuerySet:
    """With the person and whoever follows them."""
    return rows.annotate(
        due_person=F("beneficiary_id"), due_worker=case_manager(), due_other=NOBODY_ELSE
    )


def _page(name: str) -> Any:
    return lambda one: reverse(f"projects:{name}", args=[one.row])


def _say_result(one: Due) -> str:
    return _("Rilevare l’esito")


def _say_follow_up(one: Due) -> str:
    return _("Rilevare la situazione a sei mesi dall’uscita")


def _say_incomplete(one: Due) -> str:
    return _("Completare le risposte all’ingresso")


@due("esito", who=Can.RECORD_RESULT, say=_say_result, link=_page("result"))
def results(request: Any, today: date) -> ParticipationQuerySet:
    """The result at the exit, until the last day it may speak of."""
    rows = visible_participations(request.user).without_result()
    return _in_hand(rows).annotate(due_on=days_after("exit_on", IMMEDIATE_RESULT_DAYS))


@due("follow-up", who=Can.FOLLOW_UP, say=_say_follow_up, link=_page("follow_up"))
def follow_ups(request: Any, today: date) -> ParticipationQuerySet:
    """The state six months after the exit, from the day it speaks of."""
    rows = visible_participations(request.user).to_follow_up(today).alias(seen_on=SIX_MONTHS_ON)
    return _in_hand(rows).annotate(due_on=days_after("seen_on", DAYS_TO_FOLLOW_UP))


@due("risposte", who=Can.COMPLETE_ENTRY, say=_say_incomplete, link=_page("complete"))
def incomplete(request: Any, today: date) -> ParticipationQuerySet:
    """Answers of the first day that the account needs and nobody gave."""
    return _in_hand(incomplete_of(request)).annotate(
        due_on=days_after("entry_on", DAYS_TO_COMPLETE)
    )
