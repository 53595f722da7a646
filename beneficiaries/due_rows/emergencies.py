"""Emergency accesses to review, within three working days."""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.emergency_querysets import EmergencyQuerySet
from beneficiaries.policy import Can, visible_emergencies
from core.dues import NOBODY_ELSE, due


@due(
    "emergenza",
    who=Can.REVIEW_EMERGENCY,
    say=lambda one: _("Esaminare un accesso d’emergenza"),
    link=lambda one: reverse("beneficiaries:emergency", args=[one.row]),
)
def to_review(request: Any, today: date) -> EmergencyQuerySet:
    """Those of others that nobody has looked at, in nobody's hands yet."""
    return (
        visible_emergencies(request.user)
        .to_review_by(request.user.pk)
        .annotate(
            due_on=F("review_by"),
            due_person=F("beneficiary_id"),
            due_worker=NOBODY_ELSE,
            due_other=NOBODY_ELSE,
        )
    )
