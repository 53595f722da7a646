"""Who of the agency works with people today: for lists filtered by worker, and for the team."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from agencies.leaves import read_away
from agencies.models import User
from agencies.policy import visible_memberships
from agencies.querysets import MembershipQuerySet


def _seats(user: User, day: date | None = None) -> MembershipQuerySet:
    return visible_memberships(user).current(day or timezone.localdate()).of_caseworkers()


def workers_now(user: User) -> QuerySet[Any, Any]:
    """The numbers of who works with people for one's agency today, as a subquery."""
    return _seats(user).values("user_id")


def workers_on(user: User, day: date) -> QuerySet[Any, Any]:
    """The same, of a day to come: by the seats as they are known today."""
    return _seats(user, day).values("user_id")


def arriving(user: User, until: date) -> dict[int, tuple[User, date]]:
    """Who does not work with people for one's agency today and will: with their first day."""
    today = timezone.localdate()
    seats = visible_memberships(user).beginning(today, until).of_caseworkers()
    rows = seats.exclude(user_id__in=workers_now(user)).select_related("user")
    found: dict[int, tuple[User, date]] = {}
    for seat in rows.order_by("valid_from", "user__last_name", "user__first_name", "pk"):
        found.setdefault(seat.user_id, (seat.user, seat.valid_from))
    return found


def coordinators_now(user: User) -> MembershipQuerySet:
    """The seats of who coordinates one's agency today."""
    return visible_memberships(user).current(timezone.localdate()).of_coordinators()


def colleagues(request: Any) -> dict[int, User]:
    """Who works with people for one's agency today, by last name, and who of them is away.

    Asked once per request.
    """
    if not hasattr(request, "colleagues"):
        seats = _seats(request.user).with_away(timezone.localdate()).select_related("user")
        ordered = seats.order_by("user__last_name", "user__first_name", "user_id")
        for seat in ordered:
            seat.user.away = read_away(seat.told_away)
        request.colleagues = {seat.user_id: seat.user for seat in ordered}
    kept: dict[int, User] = request.colleagues
    return kept


def users_of(request: Any) -> dict[int, User]:
    """Who has, or had, a seat in one's agency, by last name; asked once per request."""
    if not hasattr(request, "users_of_agency"):
        seats = visible_memberships(request.user).select_related("user")
        ordered = seats.order_by("user__last_name", "user__first_name", "user_id")
        request.users_of_agency = {seat.user_id: seat.user for seat in ordered}
    kept: dict[int, User] = request.users_of_agency
    return kept
