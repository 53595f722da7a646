"""A session ends after half an hour of silence, and after twelve hours in any case."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

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


class SignInAgain(LoginRequiredMiddleware):
    """Ask who is signed out to sign in, and lead them back to the page they were on."""

    def process_view(self, request: HttpRequest, *door: Any) -> HttpResponseBase | None:
        """A part of a page gets 401: the page itself says what happened, and loses nothing."""
        answer = super().process_view(request, *door)
        is_part = request.htmx  # type: ignore[attr-defined]
        return HttpResponse(status=401) if answer is not None and is_part else answer

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """The sign-in page, which leads back."""
        login_url, field = self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        return redirect_to_login(_page_of(request), login_url, field)


def _page_of(request: HttpRequest) -> str:
    """The page asked for; where a form was sent, the page it stood on, for its draft is there."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
