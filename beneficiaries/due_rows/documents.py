"""What documents ask for by a day: to be renewed before they end, told some time ahead."""

from datetime import date
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.document_enums import DocumentKind
from beneficiaries.document_querysets import DocumentQuerySet
from beneficiaries.papers import NOTICE_DAYS
from beneficiaries.policy import Can, visible_documents
from core.dues import NOBODY_ELSE, Due, due
from core.ui.words import say_day_short


def _say(one: Due) -> str:
    kind, _space, day = one.text.partition(" ")
    told = {"kind": DocumentKind(kind).label, "day": say_day_short(date.fromisoformat(day))}
    return _("Rinnovare: %(kind)s, scade il %(day)s") % told


def _page(one: Due) -> str:
    return reverse("beneficiaries:document", args=[one.row])


@due("documento", who=Can.SEE_PEOPLE, say=_say, link=_page, ahead=NOTICE_DAYS)
def ending(request: Any, today: date) -> DocumentQuerySet:
    """Documents in use of open files, by the day on which they end: late only afterwards."""
    rows = visible_documents(request.user).ending().of_open_files().with_case_manager()
    return rows.annotate(
        due_on=F("expires_on"),
        due_person=F("beneficiary_id"),
        due_worker=F("case_manager_id"),
        due_other=NOBODY_ELSE,
        due_text=Concat(
            "kind", Value(" "), Cast("expires_on", CharField()), output_field=CharField()
        ),
    )
