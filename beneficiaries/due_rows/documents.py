"""What documents ask for by a day: to be renewed, some time before they end."""

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
from core.dues import NOBODY_ELSE, Due, days_after, due
from core.ui.words import say_day_short


def _say(one: Due) -> str:
    kind, _space, day = one.text.partition(" ")
    told = {"kind": DocumentKind(kind).label, "day": say_day_short(date.fromisoformat(day))}
    return _("Rinnovare: %(kind)s, scade il %(day)s") % told


def _page(one: Due) -> str:
    return reverse("beneficiaries:document", args=[one.row])


@due("documento", who=Can.SEE_PEOPLE, say=_say, link=_page)
def ending(request: Any, today: date) -> DocumentQuerySet:
    """Documents in use of open files, by the day on which their renewal is begun."""
    rows = visible_documents(request.user).ending().of_open_files().with_case_manager()
    return rows.annotate(
        due_on=days_after("expires_on", -NOTICE_DAYS),
        due_person=F("beneficiary_id"),
        due_worker=F("case_manager_id"),
        due_other=NOBODY_ELSE,
        due_text=Concat(
            "kind", Value(" "), Cast("expires_on", CharField()), output_field=CharField()
        ),
    )
