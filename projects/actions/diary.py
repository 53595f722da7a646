"""The verb that writes into the timesheet what the diary says, where nobody has typed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.period import Period
from core.policy import authorize
from projects.actions.money import NONE, record_hours
from projects.actions.refusing import Cell, HoursRefused
from projects.diary_hours import diary_days, hours_of, minutes_by_cell
from projects.models import Partner, StaffHours
from projects.policy import Can


@dataclass(frozen=True)
class Taken:
    """How many cells were filled, and why some could not be."""

    count: int
    refused: list[str]


@transaction.atomic
def take_from_diary(partner: Partner, period: Period, *, by: User, at: datetime) -> Taken:
    """Fill the empty cells of a period with the hours of the diary; what was typed stays.

    A month the contract does not reach to stays empty, and is told; the others are filled. Raises
    EditClash where somebody fills one of them at the same time.
    """
    authorize(by, Can.RECORD_HOURS, partner)
    told = minutes_by_cell(diary_days(partner.project, period))
    rows = StaffHours.objects.of_project(partner.project_id).of_agency(partner.agency_id)
    full = rows.in_months(period).filter(hours__gt=0)
    for cell in full.values_list("member_id", "month"):
        told.pop(cell, None)
    try:
        return Taken(_record(partner, told, by=by, at=at), [])
    except HoursRefused as refused:
        # Those left have more room without them: they are not refused for another's sake.
        rest = {cell: minutes for cell, minutes in told.items() if cell not in refused.cells}
        return Taken(_record(partner, rest, by=by, at=at), list(refused.cells.values()))


def _record(partner: Partner, told: dict[Cell, int], *, by: User, at: datetime) -> int:
    if not told:
        return 0
    typed = {cell: hours_of(minutes) for cell, minutes in told.items()}
    seen = dict.fromkeys(typed, NONE)
    return record_hours(partner, typed, seen=seen, by=by, at=at, told=told)
