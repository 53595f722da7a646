"""Rows that are no question to one table: a list page orders, pages and exports them all the same.

For what is counted (a team) or told by a function of the database. All of them are at hand
before the first is shown, so they are for lists that know their end.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class AtHand:
    """Rows with a `pk` each, asked as a queryset is asked."""

    rows: tuple[Any, ...]

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "AtHand":
        """These rows, in this order."""
        return cls(tuple(rows))

    def order_by(self, *names: str) -> "AtHand":
        """By these attributes, a “-” before one for the reverse; without any, as they came."""
        rows = list(self.rows)
        for name in reversed(names):
            plain = name.removeprefix("-")
            rows.sort(key=lambda row: getattr(row, plain), reverse=plain != name)
        return AtHand(tuple(rows))

    def __getitem__(self, part: slice) -> "AtHand":
        return AtHand(self.rows[part])

    def count(self) -> int:
        """How many."""
        return len(self.rows)

    def keys(self) -> list[Any]:
        """Their keys, in their order."""
        return [row.pk for row in self.rows]

    def fetch(self, keys: list[Any]) -> list[Any]:
        """Those of these keys."""
        wanted = set(keys)
        return [row for row in self.rows if row.pk in wanted]
