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
