"""Acting as somebody of the demo, and the time of a day on which they act."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime, time

from django.utils import timezone

from agencies.asking import acting_for
from agencies.context import enter, seats_of
from agencies.enums import Role
from agencies.models import User
from core.tenancy import Context, set_context
from reporting.demo.bodies import holders_of


class Seats:
    """Remembers who may act and with which rights: the whole demo is one transaction.

    Each seat is asked for once, as a job would ask; the thousands of acts after that only tell
    the database again who acts.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, Role], tuple[User, Context]] = {}
        self.now: Context | None = None

    @contextmanager
    def acting(self, email: str, agency: str, role: Role) -> Iterator[User]:
        """As this user in this seat."""
        key = (email, agency, role)
        if key not in self.known:
            with acting_for(*_seat(*key)) as user:
                self.known[key] = user, enter(user)
            self.now = None
        user, context = self.known[key]
        if context != self.now:
            set_context(context)
            self.now = context
        yield user

    def first(self, agency: str, role: Role) -> AbstractContextManager[User]:
        """As the first of those who hold a role in a body."""
        return self.acting(holders_of(agency, role)[0], agency, role)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of a day, as a clock in Italy shows it."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _seat(email: str, agency: str, role: Role) -> tuple[int, int]:
    user = User.objects.get(email=email)
    held = seats_of(user, timezone.localdate())
    return user.pk, next(
        seat.pk for seat in held if seat.agency.code == agency and seat.role == role
    )
