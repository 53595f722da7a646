"""One cell of a list: its value, in words as the page shows it.

Drawn here and not in the template: a page has hundreds of cells, and a chain of `{% if %}`
for each cost more than everything else on the page (docs/decisions/0030).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.ui.templatetags.ui import dash, day_short, euro, moment

CSS = {"number": "n", "euro": "n", "long": "pc-long"}


@dataclass(frozen=True)
class Noted:
    """A value with a state beside it, drawn as its badge; in a sheet both are words."""

    value: Any
    state: Any = None

    def __str__(self) -> str:
        said = [str(one) for one in (self.value, self.state and self.state.label) if one]
        return " · ".join(said)


@dataclass(frozen=True)
class Cell:
    """What the template draws: a value of a kind, where it leads, the words above its column.

    On a telephone, where a row is a block, the words stand before the value.
    """

    value: Any
    kind: str
    url: str
    label: str
    is_head: bool

    @property
    def text(self) -> Any:
        """The value in words; a link, where it leads somewhere."""
        said = WORDS.get(self.kind, _plain)(self.value)
        return format_html('<a href="{}">{}</a>', self.url, said) if self.url else said

    @property
    def drawn(self) -> SafeString:
        """The whole cell, as the table holds it."""
        if self.is_head:
            return format_html('<th scope="row">{}</th>', self.text)
        return format_html("{}{}</td>", _opening(self.kind, self.label), self.text)


@lru_cache(maxsize=1000)
def _opening(kind: str, label: str) -> SafeString:
    css = CSS.get(kind)
    if css is None:
        return format_html('<td data-label="{}">', label)
    return format_html('<td class="{}" data-label="{}">', css, label)


def _plain(value: Any) -> Any:
    return "" if value is None else value


def _badge(state: Any) -> str:
    if state in (None, ""):
        return ""
    kind = f"{type(state).__module__}.{type(state).__qualname__}"
    return _drawn_badge(kind, state, get_language() or "")


def _noted(value: Any) -> Any:
    if not isinstance(value, Noted):
        return _plain(value)
    badge = _badge(value.state)
    return format_html("{} {}", value.value or "", badge) if badge else _plain(value.value)


@lru_cache(maxsize=200)
def _drawn_badge(_kind: str, state: Any, _language: str) -> SafeString:
    # The class and the language are part of the key: states of two workflows may be equal texts.
    drawn: SafeString = render_to_string("lists/_badge.html", {"state": state})
    return drawn


WORDS: dict[str, Callable[[Any], Any]] = {
    "badge": _badge,
    "noted": _noted,
    "day": day_short,
    "moment": moment,
    "number": dash,
    "euro": euro,
}
