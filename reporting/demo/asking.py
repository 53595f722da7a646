"""Who would ask for the report of a demo project."""

from django.db import transaction
from django.utils import timezone

from agencies.context import seats_of
from agencies.enums import Role
from agencies.models import Membership, User
from projects.models import Project


def officer_of(project: Project) -> Membership:
    """The seat of the lead's first reporting officer; LookupError where it has none."""
    today = timezone.localdate()
    for user in User.objects.filter(is_active=True).order_by("pk"):
        # Each is asked for their own seats: nobody reads the seats of everybody.
        with transaction.atomic():
            seats = seats_of(user, today)
        for seat in seats:
            if seat.agency_id == project.lead_id and seat.role == Role.REPORTING_OFFICER:
                return seat
    raise LookupError(project.code)
