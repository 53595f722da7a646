"""Whether anybody could review what a user does in an emergency."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, Value
from django.utils import timezone

from agencies.models import Agency, User
from agencies.policy import visible_memberships


def is_reviewed_by_somebody(user: User) -> bool:
    """Another coordinator of the agency, who administers it, or a lead body of its programme."""
    seats = visible_memberships(user).current(timezone.localdate()).exclude(user_id=user.pk)
    if seats.of_coordinators().exists() or seats.of_administrators().exists():
        return True
    leads: Any = Func(
        "pk",
        Value(user.pk),
        function="left_to_lead_bodies",
        output_field=ArrayField(BigIntegerField()),
    )
    here = user.acting.agency_id if user.acting else 0
    told = Agency.objects.filter(pk=here).annotate(leads=leads).values_list("leads", flat=True)
    return any(told)
