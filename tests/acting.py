"""Acting as someone in a test: the context is put on for a block, and taken off after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from agencies.context import SEAT, context_of
from agencies.models import User
from agencies.sessions import BEGAN, SEEN
from core.tenancy import current_context, set_context

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def as_user(user: User) -> Iterator[User]:
    """A transaction as this user in the seat they act in; the former context comes back."""
    with transaction.atomic():
        before = current_context()
        # Kept with the seat for one request; a test is many.
        user.acting.accounts_for = None
        # One of its own, which a test may give up without losing the way back.
        with transaction.atomic():
            set_context(context_of(user))
            yield user
        # `set_config(…, true)` lasts until the test's own transaction ends.
        set_context(before)


class SeatedClient(Client):
    """A browser signed in; each request leaves the database context as it found it."""

    def request(self, **request: Any) -> HttpResponse:
        """Send the request, and take its context off again inside a test's transaction."""
        if not connection.in_atomic_block:
            return super().request(**request)
        before = current_context()
        try:
            return super().request(**request)
        finally:
            set_context(before)


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
