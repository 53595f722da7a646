"""How one signs in: no open registration, and what is said stays in Italian and vague."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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


def name_of_attempt(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """Of whom an attempt is counted: the address typed, whatever its case.

    The sign-in library hands the address on as `email`: without this an attempt would be of nobody,
    and five wrong passwords of one user would lock everybody who sits behind the same address.
    """
    told = credentials or {}
    name = told.get("email") or told.get("login") or request.POST.get("login")
    return str(name).lower() if name else None
