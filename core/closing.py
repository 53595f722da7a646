"""What is still under way of a person whose file is to be closed: each app says it of its own.

The floor that keeps the file asks; the floors above answer here, so that no floor imports the
one above. Nothing is ended or deleted by asking: it is listed; some of it must be ended first, and
some ends with the file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Running:
    """One thing that is under way, in words, and the page where it is looked after.

    `must_end`: the file cannot be closed while it lasts. `ends`: it ends with the file. Else it
    stays as it is, and is told.
    """

    words: str
    url: str
    must_end: bool = False
    ends: bool = False


# The number of the person, and who asks.
Ask = Callable[[int, Any], Iterable[Running]]
_asked: list[Ask] = []


def under_way(function: Ask) -> Ask:
    """Register a function that says what is under way."""
    _asked.append(function)
    return function


def running(person_id: int, user: Any) -> list[Running]:
    """Everything that is under way, what must end first above."""
    found = [one for function in _asked for one in function(person_id, user)]
    return sorted(found, key=lambda one: not one.must_end)
