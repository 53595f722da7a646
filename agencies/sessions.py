"""A session ends after half an hour of silence, and after twelve hours in any case."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN, SEEN = "session_began", "session_seen"
# The clock of the session is written once a minute, not with every request.
GRAIN = 60


class SessionLimits:
    """Sign out a session that was silent too long or lasted too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._mind(request, int(timezone.now().timestamp()))
        return self.get_response(request)

    def _mind(self, request: HttpRequest, now: int) -> None:
        began = request.session.setdefault(BEGAN, now)
        seen = request.session.get(SEEN, now)
        silent = now - seen > settings.SESSION_IDLE_SECONDS
        if silent or now - began > settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
        elif SEEN not in request.session or now - seen >= GRAIN:
            request.session[SEEN] = now
