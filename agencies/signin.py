"""How one signs in: no open registration, and what is said stays in Italian and vague."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.models import User
from core.prepared import Prepared


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody registers alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_user_search_fields(self) -> list[str]:
        """Users are found by their address only."""
        return ["email"]

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""


def _users(user_id: int) -> QuerySet[User]:
    return User.objects.filter(pk=user_id)


_user_of: Prepared[User] = Prepared(_users, int)


class Members(AuthenticationBackend):
    """By address and password; who is signed in is looked up with each request."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, unless they were disabled since."""
        found = _user_of(int(user_id))
        return found[0] if found and self.user_can_authenticate(found[0]) else None


def name_of_attempt(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """Of whom an attempt is counted: the address typed, whatever its case.

    The sign-in library hands the address on as `email`: without this an attempt would be of nobody,
    and five wrong passwords of one user would lock everybody who sits behind the same address.
    """
    told = credentials or {}
    name = told.get("email") or told.get("login") or request.POST.get("login")
    return str(name).lower() if name else None
