"""Staff, their hours, and budgets."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from agencies.models import User
from projects import actions as participations
from projects.models import (
    Project,
    StaffHours,
    StaffMember,
)
from tests.acting import as_user
from tests.cast import COMO, player


def make_member(*, by: User | None = None, **fields: Any) -> StaffMember:
    """A full-time educator of Olga's agency (or of `by`) at 20,00 € an hour."""
    by = by or player("olga")
    told = {
        "first_name": "Lia",
        "last_name": "Riva",
        "role": "Educatrice",
        "annual_cost": Decimal("34400.00"),
        "weekly_hours": Decimal("38.00"),
        "full_time_hours": Decimal("38.00"),
        "valid_from": date(2020, 1, 1),
        "agency_id": by.acting.agency_id,
    }
    with as_user(by) as user:
        return participations.add_member(StaffMember(**told | fields), by=user, at=timezone.now())


def make_hours(
    member: StaffMember | None = None,
    *,
    by: User | None = None,
    hours: str = "80",
    month: date = date(2021, 3, 1),
    project: Project | None = None,
) -> StaffMember:
    """Hours of a member of staff in a month of the project Como, as the grid saves them."""
    by = by or player("olga")
    member = member or make_member(by=by)
    project = project or Project.objects.get(code=COMO)
    partner = project.partners.get(agency_id=member.agency_id)
    cell = (member.pk, month)
    with as_user(by) as user:
        was = StaffHours.objects.filter(member=member, project=project, month=month).first()
        participations.record_hours(
            partner,
            {cell: Decimal(hours)},
            seen={cell: was.hours if was else Decimal(0)},
            by=user,
            at=timezone.now(),
        )
    return member


def make_budget(
    *,
    by: User | None = None,
    amount: str = "1000.00",
    seen: str = "0.00",
    reason: str = "",
    project: Project | None = None,
) -> int:
    """The staff's line in the budget of the lead itself, as its officer writes it."""
    by = by or player("olga")
    name = f"{by.acting.agency_id}-A1"
    with as_user(by) as user:
        return participations.set_budget(
            project or Project.objects.get(code=COMO),
            {name: Decimal(amount)},
            seen={name: Decimal(seen)},
            reason=reason,
            by=user,
            at=timezone.now(),
        )
