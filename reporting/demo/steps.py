"""What happens one day after the other, each by whoever does it; done in the order of time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from agencies.enums import Role
from agencies.models import User
from reporting.demo.seats import Seats


@dataclass(frozen=True)
class Step:
    """One act at a moment: who acts (an address, or the first of that role), and what they do."""

    at: datetime
    agency: str
    role: Role
    act: Callable[[User, datetime], None]
    email: str = ""


def take(steps: Iterable[Step], seats: Seats) -> None:
    """Do everything in the order of time; what happens at one moment, in the order told."""
    for step in sorted(steps, key=lambda step: step.at):
        if step.email:
            with seats.acting(step.email, step.agency, step.role) as user:
                step.act(user, step.at)
        else:
            with seats.first(step.agency, step.role) as user:
                step.act(user, step.at)
