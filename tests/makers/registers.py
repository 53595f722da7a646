"""Months of placements, and what was paid for them."""

from datetime import date

from django.utils import timezone

from agencies.models import User
from placements.actions import payments, registers
from placements.days import last_of, planned_days
from placements.models import (
    AttendanceRegister,
    PaymentBatch,
    Placement,
)
from tests.acting import as_user
from tests.cast import player
from tests.makers.placements import make_running

MARCH = date(2021, 3, 1)


def make_register(
    placement: Placement | None = None,
    *,
    by: User | None = None,
    month: date = MARCH,
    state: str = "OPEN",
    marks: dict[int, registers.Mark] | None = None,
    coordinator: str = "marco",
) -> AttendanceRegister:
    """The register of March 2021, its planned days done but for `marks`, brought to a state."""
    by = by or player("ines")
    placement = placement or make_running(by=by)
    now = timezone.now()
    plan = planned_days(placement, month, last_of(month))
    written = {day: (marks or {}).get(day.day, registers.Mark(plan[day])) for day in plan}
    with as_user(by) as user:
        registers.open_registers(placement.agency_id, month, by=user, at=now)
        slots = {(placement.pk, day): mark for day, mark in written.items()}
        registers.save_entries(slots, seen={}, by=user, at=now)
        made = AttendanceRegister.objects.get(placement=placement, month=month)
        if state != "OPEN":
            made = registers.close_register(made, by=user, at=now)
    if state in ("VALIDATED", "PAID"):
        with as_user(player(coordinator)) as user:
            made = registers.validate_register(made, by=user, at=now)
            if state == "PAID":
                make_batch(made, by=user)
    with as_user(by):
        return AttendanceRegister.objects.get(pk=made.pk)


def make_batch(
    register: AttendanceRegister, *, by: User, paid_on: date = date(2021, 4, 12)
) -> PaymentBatch:
    """What is due for a register, paid in April 2021."""
    with as_user(by) as user:
        newest = register.allowances.order_by("-number").first()
        return payments.pay_allowances(
            register.project,
            month=register.month,
            allowances=[newest.pk],
            paid_on=paid_on,
            reference="CRO 4471",
            by=user,
            at=timezone.now(),
        )
