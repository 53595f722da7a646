"""Emergency accesses, opened, read under and reviewed by the real actions."""

from datetime import datetime, timedelta

from django.utils import timezone

from agencies.models import User
from beneficiaries import actions
from beneficiaries.models import Beneficiary, CaseNote, EmergencyAccess
from tests.acting import as_user
from tests.cast import player

REASON = "Si parla di un ricovero: serve sapere ora chi avvisare."


def make_emergency(
    person: Beneficiary,
    *,
    by: User | None = None,
    reason: str = REASON,
    days_ago: int = 0,
    reading: CaseNote | None = None,
    is_ended: bool = False,
) -> EmergencyAccess:
    """An access of Marco; one of other days is over."""
    with as_user(by or player("marco")) as user:
        at: datetime = timezone.now() - timedelta(days=days_ago)
        made = actions.open_emergency(person, reason, by=user, at=at)
        if reading is not None:
            actions.read_in_emergency(made, reading, by=user)
        if is_ended:
            made = actions.end_emergency(made, by=user, at=timezone.now())
        return made
