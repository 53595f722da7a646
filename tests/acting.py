"""Acting as someone in a test: the context is put on for a block, and taken off after it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import Resolver404, resolve
from django.utils import timezone

from agencies.context import SEAT, enter
from agencies.models import User
from agencies.sessions import BEGAN, SEEN
from core.once import FIELD, why_keyless
from core.tenancy import current_context, set_context

BACKEND = "agencies.signin.Members"


@contextmanager
def as_user(user: User) -> Iterator[User]:
    """A transaction as this user in the seat they act in; the former context comes back."""
    with transaction.atomic():
        before = current_context()
        # Kept with the seat for one request; a test is many.
        user.acting.accounts_for = None
        # One of its own, which a test may give up without losing the way back.
        with transaction.atomic():
            enter(user)
            yield user
        # `set_config(…, true)` lasts until the test's own transaction ends.
        set_context(before)


class SeatedClient(Client):
    """A browser signed in; each request leaves the database context as it found it.

    What it sends has the one-time key that a page would have given it, unless the test gives one.
    """

    def post(
        self,
        path: str,
        data: Any = None,
        content_type: str = MULTIPART_CONTENT,
        *,
        keyless: bool = False,
        **extra: Any,
    ) -> HttpResponse:
        """Send a form; `keyless`: as no page of ours would."""
        if not keyless and _wants_key(path):
            data = _with_key(data, content_type)
        return super().post(path, data, content_type, **extra)

    def request(self, **request: Any) -> HttpResponse:
        """Send the request, and take its context off again inside a test's transaction."""
        if not connection.in_atomic_block:
            return super().request(**request)
        before = current_context()
        try:
            return super().request(**request)
        finally:
            set_context(before)


def _wants_key(path: str) -> bool:
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return False
    return not why_keyless(match.func, match.view_name)


def _with_key(data: Any, content_type: str) -> Any:
    key = secrets.token_urlsafe(9)
    if content_type == MULTIPART_CONTENT:
        return {**(data or {})} | ({} if (data or {}).get(FIELD) else {FIELD: key})
    # The last one counts: an empty one before it is none.
    pairs = parse_qsl(data, errors="replace")
    return data if dict(pairs).get(FIELD) else f"{data}&{FIELD}={key}"


def client_of(user: User | None = None, **options: Any) -> SeatedClient:
    """A client signed in as this user, in the seat they act in; None is somebody unknown."""
    client = SeatedClient(**options)
    if user is not None:
        client.force_login(user, backend=BACKEND)
        session, now = client.session, int(timezone.now().timestamp())
        # As after a first page: the next ones have nothing to write into it.
        session.update({SEAT: user.acting.pk, BEGAN: now, SEEN: now})
        session.save()
    return client
