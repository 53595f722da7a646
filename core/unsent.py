"""What somebody sent and the server did not take: shown again, to be sent by hand, never by itself.

Two doors lead here: a form without its one-time key, and one sent when the session was over, by
the clock or by a sign-out in another tab. The words of the second are kept in the new session of
the same browser, encrypted, for an hour, and shown to nobody but the user whose page it was.
"""

import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from core import drafts

KEPT, UNTIL = "unsent", "unsent_until"
AN_HOUR = 60 * 60
# More than the longest note by far; a session is read with every request.
MOST = 100_000
# What a form sends beside what was typed in it.
OWN = {"csrfmiddlewaretoken", "once", *drafts.NEVER_KEPT}
QUIET = {drafts.FIELD, "next", "back", "seen"}
# The sign-in library's own forms hold passwords, which are never sent back.
SECRET = ("account_", "mfa_", "usersessions_")
A_TEXT = 24


@dataclass(frozen=True)
class Unsent:
    """A form as it was sent: where to, what it held, the page it stood on; a key to send it."""

    address: str
    page: str
    fields: list[tuple[str, str]]
    key: str
    has_files: bool = False

    @property
    def texts(self) -> list[str]:
        """What is worth reading again: the longer answers."""
        return [value for name, value in self.fields if len(value) > A_TEXT and name not in QUIET]


def page_of(request: HttpRequest) -> str:
    """The page that a form was sent from; the first one where the browser does not say."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure()):
        return "/"
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _sent(request: HttpRequest) -> Unsent:
    match = request.resolver_match
    is_secret = bool(match and (match.view_name or "").startswith(SECRET))
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not is_secret and name not in OWN
    ]
    return Unsent(
        request.get_full_path(),
        page_of(request),
        fields,
        secrets.token_urlsafe(24),
        bool(request.FILES),
    )


def refused(request: HttpRequest) -> HttpResponse:
    """The answer to a form without its key: nothing was done, and all that was typed is here."""
    return render(request, "ui/unsent.html", {"unsent": _sent(request)}, status=409)


def keep(request: HttpRequest, *, user_id: int) -> bool:
    """Keep what this user sent when their session was over; no more of it than fits."""
    unsent = _sent(request)
    sealed = drafts.seal({"user": user_id} | asdict(unsent)).decode()
    if not unsent.fields or len(sealed) > MOST:
        return False
    request.session[KEPT] = sealed
    request.session[UNTIL] = int(timezone.now().timestamp()) + AN_HOUR
    # Who does not sign in again leaves nothing behind for long.
    request.session.set_expiry(AN_HOUR)
    return True


def drop_old(request: HttpRequest, now: int) -> None:
    """Drop what was kept, once its hour is over."""
    if request.session.get(UNTIL, now) < now:
        del request.session[KEPT], request.session[UNTIL]


def kept(request: HttpRequest) -> Unsent | None:
    """What was kept of this user; nobody else's is shown."""
    held: dict[str, Any] = drafts.unseal(request.session.get(KEPT, "").encode()) or {}
    if held.pop("user", None) != request.user.pk:
        return None
    return Unsent(**held)
