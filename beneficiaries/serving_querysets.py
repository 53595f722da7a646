"""Questions about what serves the plan of a person."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, When
from django.db.models.functions import Coalesce, JSONObject

from beneficiaries.enums import AppointmentState

if TYPE_CHECKING:
    from beneficiaries.querysets import CaseNoteQuerySet


def actions_of_person() -> ArraySubquery:
    """Of a person: the actions of their agency's plan that holds, for the note box."""
    found: Any = apps.get_model("beneficiaries", "PlanAction").objects.all()
    own = {"goal__plan__beneficiary": OuterRef("pk"), "agency": OuterRef("agency")}
    told = JSONObject(pk="pk", line="line", what="what", goal="goal__title")
    return ArraySubquery(found.to_serve().filter(**own).values_list(told))


def serving(notes: "CaseNoteQuerySet") -> "CaseNoteQuerySet":
    """Those that serve an action, and how long each `lasted`; the newest first.

    A held appointment lends its duration to a note that says none, as it does for the timesheet.
    """
    held = When(appointment__state=AppointmentState.HELD, then="appointment__minutes")
    told = notes.filter(action__isnull=False)
    return told.annotate(lasted=Coalesce("minutes", Case(held))).newest_first()
