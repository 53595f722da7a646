"""The refusals of this floor, each a sentence for people, and the reason of a change."""

from dataclasses import replace
from datetime import date

from core.tenancy import Context, current_context


class NotPossible(Exception):
    """The act does not fit the project or the participation; the message is for people."""

    def __init__(self, message: str, field: str | None = None) -> None:
        # The answer of the form that it speaks of, if it is one.
        self.field = field
        super().__init__(message)


# One cell of the grid of hours: the member and the first day of the month.
Cell = tuple[int, date]


class HoursRefused(Exception):
    """Some hours cannot be; nothing was saved. Each cell has its sentence."""

    def __init__(self, cells: dict[Cell, str]) -> None:
        self.cells = cells
        super().__init__(" ".join(cells.values()))


def because(reason: str) -> Context:
    """The present context with the reason why a row changes; its history keeps it."""
    return replace(current_context(), reason=reason)
