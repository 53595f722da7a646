"""One-time keys: a form sent twice has one effect, and the second answer is the first one.

Whatever a signed-in person sends has a key, or does not reach its view; the few views that want
none say why, with `needs_no_key` beside them.
"""

import hashlib
import re
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from core import unsent
from core.models import Submission

FIELD = "once"
# What `{% once %}` writes; anything else is no key of ours, and PostgreSQL refuses a NUL.
KEY = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
_signer = TimestampSigner(salt="percorsi page")
# Views of libraries, which have no place for a decorator of ours.
ELSEWHERE = {
    "account_logout": "Signs out; who is out already is out.",
    "set_language": "Twice the same language is once.",
}

View = TypeVar("View", bound=Callable[..., Any])


def needs_no_key(why: str) -> Callable[[View], View]:
    """Let a view take what is sent without a key, for this reason."""

    def mark(view: View) -> View:
        view.keyless = why  # type: ignore[attr-defined]
        return view

    return mark


def why_keyless(view: Callable[..., Any], name: str) -> str:
    """Why this view wants no key; empty where it wants one."""
    return str(ELSEWHERE.get(name) or getattr(view, "keyless", ""))


def new_key(user: Any) -> str:
    """A key that nobody guesses; it says, signed, whose page it is on, and in which seat.

    So a form sent after a sign-out in another tab can wait for its author.
    """
    chance, seat = secrets.token_urlsafe(18), getattr(user, "acting", None)
    return _signer.sign(f"{chance}.{user.pk}.{seat.pk}") if seat is not None else chance


def whose(request: HttpRequest) -> tuple[int, int] | None:
    """Whose page a form was sent from, and the seat, as its key says; None of an old page.

    No page is older than the longest session was when it was sent in time.
    """
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    try:
        told = _signer.unsign(key, max_age=settings.SESSION_ABSOLUTE_SECONDS)
    except BadSignature:
        return None
    _chance, user_id, seat = told.rsplit(".", 2)
    return int(user_id), int(seat)


class OneTimeKey:
    """Inside the request's transaction: remember the key of a form, and where it led."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key_of(request)
        if not key or not request.user.is_authenticated:
            return self.get_response(request)
        if not self._first(request.user.pk, key):
            sent = Submission.objects.filter(user_id=request.user.pk, key=key).first()
            return HttpResponseRedirect(sent.location if sent and sent.location else "/")
        response = self.get_response(request)
        self._remember(request.user.pk, key, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_door: Any
    ) -> HttpResponse | None:
        """Without a key nothing is done: what was typed is shown again, to be sent with one."""
        if request.method != "POST" or not request.user.is_authenticated or _key_of(request):
            return None
        match = request.resolver_match
        if why_keyless(view, match.view_name if match else ""):
            return None
        return unsent.refused(request)

    def _first(self, user_id: int, key: str) -> bool:
        # Raw: the insert must wait for a twin that is still running, and then say it lost.
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into core_submission (user_id, key, location) values (%s, %s, '')"
                " on conflict do nothing returning id",
                [user_id, key],
            )
            return cursor.fetchone() is not None

    def _remember(self, user_id: int, key: str, response: HttpResponse) -> None:
        if response.status_code >= 400 or connection.needs_rollback:
            return
        sent = Submission.objects.filter(user_id=user_id, key=key)
        if response.status_code in (302, 303):
            sent.update(location=response["Location"][:500])
        else:
            # The form came back with errors: nothing happened, the key may be sent again.
            sent.delete()


def _key_of(request: HttpRequest) -> str:
    """The key as it is remembered: of this address only, so that no form uses up another's."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not KEY.fullmatch(key):
        return ""
    return hashlib.sha256(f"{request.path} {key}".encode()).hexdigest()
