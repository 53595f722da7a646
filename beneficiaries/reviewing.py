"""Who could review what a user does in an emergency, where it is nobody of their agency."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, Value
from django.utils import timezone

from agencies.models import Agency, User
from agencies.policy import visible_memberships
from beneficiaries.models import EmergencyAccess


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


def coordinators_of_lead_bodies(access: EmergencyAccess) -> list[User]:
    """Who coordinates the lead bodies to which one's own access is left; nobody where it is not.

    Their seats stay hidden: a function of the database tells which users, so that a letter goes.
    """
    who: Any = Func(
        "pk", function="lead_bodies_coordinators", output_field=ArrayField(BigIntegerField())
    )
    found = EmergencyAccess.objects.filter(pk=access.pk).annotate(who=who)
    numbers = [number for told in found.values_list("who", flat=True) for number in told]
    return list(User.objects.filter(pk__in=numbers).order_by("pk")) if numbers else []
