"""What goes along when two records of one person become one: each app says it of its models.

The floor that keeps people moves the rows; the floors above declare theirs here, so that no
floor imports the one above and no model that points at a person is forgotten (a house test).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Moves:
    """Rows that go along. `order`: parents first, as the database checks who belongs together.

    `hangs_on`: paths to rows of other such models; where those go back, this one goes with them.
    `chain`: a path to a row of the same model, which must have gone before.
    """

    model: type[Model]
    order: int
    hangs_on: tuple[tuple[str, type[Model]], ...] = ()
    chain: str = ""
    # Lines of a whole that is told as such: not counted by themselves.
    is_told: bool = True

    @property
    def label(self) -> str:
        """The name of the model, as it is written down."""
        return self.model._meta.label

    def of(self, person_id: int) -> QuerySet[Any]:
        """The rows of a person that whoever asks may see."""
        return self.model._base_manager.filter(beneficiary_id=person_id)


@dataclass(frozen=True)
class Stays:
    """Rows that stay where they are, and why."""

    model: type[Model]
    why: str


@dataclass(frozen=True)
class Block:
    """Why two records cannot become one, in a sentence, and where it is put right."""

    words: str
    url: str = ""
    link: str = ""


# Two people by number, the one that stays first.
Refuse = Callable[[int, int], Iterable[Block]]
_declared: dict[type[Model], Moves | Stays] = {}
_refusals: list[Refuse] = []


def declare(*lines: Moves | Stays) -> None:
    """Say of models that point at a person what becomes of their rows; once each."""
    for line in lines:
        if line.model in _declared:
            raise ValueError(f"{line.model.__name__} is declared twice.")
        _declared[line.model] = line


def refuse(function: Refuse) -> Refuse:
    """Register a function that says what stands in the way."""
    _refusals.append(function)
    return function


def declared() -> dict[type[Model], Moves | Stays]:
    """Every declaration by model."""
    return dict(_declared)


def movers() -> list[Moves]:
    """What goes along, parents first."""
    lines = [line for line in _declared.values() if isinstance(line, Moves)]
    return sorted(lines, key=lambda line: (line.order, line.label))


def blocks(kept: int, gone: int) -> list[Block]:
    """Everything that stands in the way."""
    return [block for function in _refusals for block in function(kept, gone)]
