"""A session ends after half an hour of silence, and after twelve hours in any case."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.context import SEAT
from core import once, unsent

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
        if BEGAN not in request.session:
            # What was kept for who signs in again must not shorten their session.
            request.session.set_expiry(None)
        began = request.session.setdefault(BEGAN, now)
        seen = request.session.get(SEEN, now)
        silent = now - seen > settings.SESSION_IDLE_SECONDS
        if silent or now - began > settings.SESSION_ABSOLUTE_SECONDS:
            self._end(request)
            return
        unsent.drop_old(request, now)
        if SEEN not in request.session or now - seen >= GRAIN:
            request.session[SEEN] = now

    def _end(self, request: HttpRequest) -> None:
        """Sign out; whose session it was is known to this request only."""
        request.was = request.user.pk, request.session.get(SEAT)  # type: ignore[attr-defined]
        logout(request)


class SignInAgain(LoginRequiredMiddleware):
    """Ask who is signed out to sign in, and lead them back to the page they were on."""

    def process_view(self, request: HttpRequest, *door: Any) -> HttpResponseBase | None:
        """A part of a page gets 401: the page itself says what happened, and loses nothing."""
        answer = super().process_view(request, *door)
        is_part = request.htmx  # type: ignore[attr-defined]
        return HttpResponse(status=401) if answer is not None and is_part else answer

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """The sign-in page, which leads back; to what was sent, where it was too late for it."""
        login_url, field = self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path(), login_url, field)
        # The draft of a long form is on the page it stood on.
        page = reverse("ui:unsent") if _is_kept(request) else unsent.page_of(request)
        return redirect_to_login(page, login_url, field)


def _is_kept(request: HttpRequest) -> bool:
    """Whether what was sent waits for its author; in the seat in which they wrote it."""
    # Signed out elsewhere: whose page it was says the key of the form.
    user_id, seat = getattr(request, "was", None) or once.whose(request) or (None, None)
    is_part = request.htmx  # type: ignore[attr-defined]
    if user_id is None or is_part or not unsent.keep(request, user_id=user_id):
        return False
    request.session[SEAT] = seat
    messages.info(
        request,
        _(
            "La sessione era finita. Ciò che hai inviato è tenuto per un’ora: "
            "accedi di nuovo e lo ritrovi, da inviare."
        ),
    )
    return True
