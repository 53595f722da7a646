"""The team in numbers: each floor brings a column, the home of who coordinates draws the table.

A column counts rows by whoever has them in hand, and knows the list that holds just those.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.functional import Promise

from core.policy import may

# Whoever has some rows in hand (nobody: empty), and how many rows these are.
Counted = Iterable[tuple[frozenset[int], int]]
# In addresses, in place of a worker's number.
NOBODY = "nessuno"


@dataclass(frozen=True)
class TeamColumn:
    """One column: its words, its order, who sees it, its counts, and the list of one cell."""

    name: str
    label: str | Promise
    order: int
    who: TextChoices
    counts: Callable[[HttpRequest], Counted]
    # Takes a worker's number, or NOBODY.
    url: Callable[[str], str]
    # On the home, too; the others stand on the page of the team only.
    on_home: bool = True


_columns: dict[str, TeamColumn] = {}


def team_column(
    name: str,
    *,
    label: str | Promise,
    order: int,
    who: TextChoices,
    url: Callable[[str], str],
    on_home: bool = True,
) -> Callable[[Callable[[HttpRequest], Counted]], Callable[[HttpRequest], Counted]]:
    """Register the counts below as a column of the team."""

    def register(counts: Callable[[HttpRequest], Counted]) -> Callable[[HttpRequest], Counted]:
        _columns[name] = TeamColumn(name, label, order, who, counts, url, on_home)
        return counts

    return register


@dataclass(frozen=True)
class TeamCell:
    """How many, of what, and the list that holds them."""

    name: str
    label: str
    number: int
    url: str


@dataclass(frozen=True)
class TeamRow:
    """One worker (nobody: none) with a number per column."""

    worker: Any
    cells: tuple[TeamCell, ...]

    @property
    def pk(self) -> int:
        """The worker's number; none has it."""
        return self.worker.pk if self.worker else 0

    def number_of(self, name: str) -> int:
        """The number in one column."""
        return next((cell.number for cell in self.cells if cell.name == name), 0)


def team_columns(user: Any, *, on_home: bool = False) -> list[TeamColumn]:
    """The columns one sees, in their order."""
    asked = [one for one in _columns.values() if one.on_home or not on_home]
    return [one for one in sorted(asked, key=lambda one: one.order) if may(user, one.who)]


def team_rows(
    request: HttpRequest, workers: dict[int, Any], *, on_home: bool = False
) -> list[TeamRow]:
    """A row per worker, and one for what none of them has in hand."""
    columns = team_columns(request.user, on_home=on_home)
    mine = [(one, list(one.counts(request))) for one in columns]
    known = frozenset(workers)
    return [
        TeamRow(
            None if number is None else workers[number],
            tuple(
                TeamCell(
                    column.name,
                    str(column.label),
                    sum(count for hands, count in counted if _falls_to(number, hands, known)),
                    column.url(NOBODY if number is None else str(number)),
                )
                for column, counted in mine
            ),
        )
        for number in (*workers, None)
    ]


def _falls_to(number: int | None, hands: frozenset[int], known: frozenset[int]) -> bool:
    return not hands & known if number is None else number in hands
