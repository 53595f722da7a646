"""Panels: the lower floor names a slot on its page, an upper floor fills it.

A panel is a name, a slot, an order, who sees it, and one function that returns its template
and context. So a page shows several floors while no floor imports the one above.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from django.template.loader import render_to_string

from core.policy import may

Fill = Callable[[HttpRequest, Any], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True)
class Panel:
    """One part of a page that another floor brings."""

    name: str
    slot: str
    order: int
    who: TextChoices
    fill: Fill


_panels: dict[str, Panel] = {}


def panel(name: str, *, slot: str, order: int, who: TextChoices) -> Callable[[Fill], Fill]:
    """Register the function below as a panel of a slot."""

    def register(fill: Fill) -> Fill:
        _panels[name] = Panel(name, slot, order, who, fill)
        return fill

    return register


def filled(
    request: HttpRequest, slot: str, obj: Any = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Template and context of the panels of a slot that this user may see, in order."""
    mine = sorted((one for one in _panels.values() if one.slot == slot), key=lambda one: one.order)
    for one in mine:
        found = one.fill(request, obj) if may(request.user, one.who, obj) else None
        if found is not None:
            yield found


def panels_for(request: HttpRequest, slot: str, obj: Any = None) -> list[str]:
    """The rendered panels of a slot that this user may see, in order."""
    return [
        render_to_string(template, context, request)
        for template, context in filled(request, slot, obj)
    ]
