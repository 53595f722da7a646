"""Acting as somebody of the demo, and the time of a day on which they act."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from django.utils import timezone

from agencies.asking import acting_for
from agencies.context import seats_of
from agencies.enums import Role
from agencies.models import User
from reporting.demo.bodies import holders_of


class Seats:
    """Remembers the keys of users and their seats, which are asked for again and again."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, Role], tuple[int, int]] = {}

    @contextmanager
    def acting(self, email: str, agency: str, role: Role) -> Iterator[User]:
        """A transaction as this user in this seat."""
        key = (email, agency, role)
        if key not in self.known:
            self.known[key] = _seat(*key)
        with acting_for(*self.known[key]) as user:
            yield user

    @contextmanager
    def first(self, agency: str, role: Role) -> Iterator[User]:
        """A transaction as the first of those who hold a role in a body."""
        with self.acting(holders_of(agency, role)[0], agency, role) as user:
            yield user


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of a day, as a clock in Italy shows it."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _seat(email: str, agency: str, role: Role) -> tuple[int, int]:
    user = User.objects.get(email=email)
    held = seats_of(user, timezone.localdate())
    return user.pk, next(
        seat.pk for seat in held if seat.agency.code == agency and seat.role == role
    )
