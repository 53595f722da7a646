"""What a list page is told of: its columns, their heads, and what it says when it is empty."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.db.models import TextChoices
from django.utils.functional import Promise


class Column(tables.Column):
    """A column: its accessor, its kind (a key of `core.cells.WORDS`, text, long), its link.

    `link` takes the row and gives the address its cell leads to. `sort` names the fields the
    rows are ordered by; a column without it does not sort.
    """

    def __init__(
        self,
        label: str | Promise,
        *,
        accessor: str,
        kind: str = "text",
        link: Callable[[Any], str] | None = None,
        sort: tuple[str, ...] = (),
    ) -> None:
        super().__init__(verbose_name=label, accessor=accessor, orderable=bool(sort))
        self.kind, self.link, self.sort = kind, link, sort

    def value_of(self, row: Any) -> Any:
        """The cell's value, as the sheet writes it and the page formats it."""
        value = tables.A(self.accessor).resolve(row, quiet=True)
        return value() if callable(value) and not isinstance(value, TextChoices) else value


@dataclass(frozen=True)
class Heading:
    """A column's head: its words, its key in `?sort=` (empty: it does not sort)."""

    label: Any
    key: str
    is_number: bool


@dataclass(frozen=True)
class Empty:
    """What an empty list says: why, and one act."""

    title: str | Promise
    why: str | Promise
    act: str | Promise = ""
    url_name: str = ""
    # Who may do it; empty: everybody who sees the list.
    who: TextChoices | None = None
