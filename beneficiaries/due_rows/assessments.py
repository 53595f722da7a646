"""What the files of people ask for by a day: an assessment that is looked at again."""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Func
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.areas import REVIEW_AFTER_MONTHS
from beneficiaries.policy import Can, visible_assessments
from beneficiaries.querysets import AssessmentQuerySet
from core.dues import HORIZON, NOBODY_ELSE, Due, due
from core.period import months_after

# The database ends months where core.period does: 31 August and six months is 28 February.
REVIEWED_BY = Func(
    F("assessed_on"),
    template=f"(%(expressions)s + interval '{REVIEW_AFTER_MONTHS} months')::date",
    output_field=DateField(),
)


def _say(one: Due) -> str:
    return _("Rivedere la valutazione")


def _page(one: Due) -> str:
    return reverse("beneficiaries:assess", args=[one.person_id])


@due("valutazione", who=Can.SEE_PEOPLE, say=_say, link=_page, may_wait=True)
def reviews(request: Any, today: date) -> AssessmentQuerySet:
    """The newest assessment of an open file, some months after its day."""
    # Those of whom nothing is due yet are left out by their day, which needs no look at others.
    latest = months_after(today + timedelta(days=HORIZON + 3), -REVIEW_AFTER_MONTHS)
    rows = visible_assessments(request.user).filter(assessed_on__lte=latest)
    return (
        rows.latest_of_open_files()
        .with_case_manager()
        .annotate(
            due_on=REVIEWED_BY,
            due_person=F("beneficiary_id"),
            due_worker=F("case_manager_id"),
            due_other=NOBODY_ELSE,
        )
    )
