"""Who may do what: one vocabulary for every app, on top of django-rules.

Each app has one `policy.py`: an enum `Can`, one `grant` per line, and `visible_<nouns>(user)`.
A row that is not yours is hidden (404); a verb that is not yours is refused (403) with the
sentence that stands beside its grant.
"""

from dataclasses import dataclass
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.utils.functional import Promise


@dataclass(frozen=True)
class Grant:
    """One line of the table: the permission, who has it, and what the others are told."""

    permission: TextChoices
    predicate: Any
    who: str | Promise


_grants: dict[str, Grant] = {}


def grant(permission: TextChoices, predicate: Any, *, who: str | Promise) -> None:
    """Give a permission to those who satisfy `predicate`; `who` says it in words."""
    _grants[permission.value] = Grant(permission, predicate, who)
    rules.set_perm(permission.value, predicate)


def may(user: Any, permission: TextChoices, obj: Any = None) -> bool:
    """Whether the user, in the agency and role they act in now, may do this to `obj`."""
    return bool(user.is_authenticated and rules.has_perm(permission.value, user, obj))


def authorize(user: Any, permission: TextChoices, obj: Any = None) -> None:
    """Let pass, or raise PermissionDenied with a sentence that says who can."""
    if not may(user, permission, obj):
        raise PermissionDenied(refusal(permission))


def refusal(permission: TextChoices) -> str:
    """The sentence for someone who may not: what it was, and who can do it."""
    from django.utils.translation import gettext as _

    return _("“%(what)s” non è fra i tuoi compiti. Chi può: %(who)s.") % {
        "what": permission.label,
        "who": _grants[permission.value].who,
    }


def grants() -> list[Grant]:
    """The whole table, for the help page and for the tests."""
    return list(_grants.values())
