"""The innermost middleware: one transaction, one context, the view and its rendering inside it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agencies.models import Membership, User
from agencies.querysets import MembershipQuerySet
from core.audit.actions import log_refusal
from core.prepared import Prepared
from core.tenancy import Context, Purpose, set_context

SEAT = "seat"

# What a seat may account for (project ids): the floor that knows hands the question down.
Scope = Callable[[Membership], tuple[int, ...]]
_scopes: list[Scope] = []


def accountable(scope: Scope) -> Scope:
    """Register the question “for which projects may this seat account?”."""
    _scopes.append(scope)
    return scope


def enter(user: User) -> Context:
    """Tell the database that this user asks, in the seat they act in; what it was told."""
    seat = user.acting
    if seat is None:
        context = Context(user=user.pk)
        set_context(context)
        return context
    context = Context(user=user.pk, agency=seat.agency_id, role=seat.role)
    set_context(context)
    if projects := tuple(number for scope in _scopes for number in scope(seat)):
        context = replace(context, projects=projects)
        set_context(context)
    return context


def _seats(user_id: int, day: date) -> MembershipQuerySet:
    own = Membership.objects.filter(user_id=user_id)
    return own.current(day).with_leaves(day).for_switcher()


_seats_of: Prepared[Membership] = Prepared(_seats, int, date)


def seats_of(user: User, day: date) -> list[Membership]:
    """The seats a user holds today, with whom they cover; the database shows them their own."""
    set_context(Context(user=user.pk))
    return _seats_of(user.pk, day)


def take_seat(user: User, seats: list[Membership], wanted: int | None) -> None:
    """Let the user act in the wanted seat, or in the first one they hold."""
    chosen = [seat for seat in seats if seat.pk == wanted] or seats[:1]
    user.acting = chosen[0] if chosen else None


class AgencyContext:
    """Open the transaction, tell the database who asks, answer and render; undo what failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            self._enter(request)
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            if response.status_code >= 500 or getattr(request, "has_raised", False):
                transaction.set_rollback(True)
        if response.status_code in (403, 404):
            self._log_refusal(request, response.status_code)
        return response

    def _enter(self, request: HttpRequest) -> None:
        if not request.user.is_authenticated:
            set_context(Context(purpose=Purpose.SIGN_IN))
            request.seats = []
            return
        request.seats = seats_of(request.user, timezone.localdate())
        take_seat(request.user, request.seats, request.session.get(SEAT))
        enter(request.user)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that raised leaves nothing behind, whatever its answer."""
        # Only marked here: the sign-in library may ask the database before it answers for it.
        request.has_raised = True

    def _log_refusal(self, request: HttpRequest, status: int) -> None:
        match = request.resolver_match
        if match is None:
            return
        user = request.user if request.user.is_authenticated else None
        with transaction.atomic():
            if user is None:
                set_context(Context(purpose=Purpose.SIGN_IN))
            else:
                enter(user)
            log_refusal(by=user, status=status, door=match.view_name or "")
