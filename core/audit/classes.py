"""Each personal field has a class and a declared end (Reg. (UE) 2016/679, art. 5(1)(e), 9, 10)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Model

from core.tenancy import history_of


class DataClass(StrEnum):
    """How protected a field is: not personal, ordinary, special (art. 9), judicial (art. 10)."""

    NONE = "none"
    ORDINARY = "ordinary"
    SPECIAL = "special"
    JUDICIAL = "judicial"


@dataclass(frozen=True)
class Keep:
    """What a model holds of people and until when: so long since a date, then it goes.

    `since` is a date of the row, or of one it refers to (`beneficiary__left_on`); a null date
    keeps the row. With `blank` the row stays with these fields overwritten, as a statistic;
    without, the row is deleted. `goes_with`: the row has no end of its own, but this one's.
    Where two terms meet the longer holds: a row others refer to outlives them.
    """

    model: type[Model]
    source: str
    years: int = 0
    days: int = 0
    since: str = ""
    goes_with: type[Model] | None = None
    plain: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    judicial: tuple[str, ...] = ()
    blank: dict[str, str | None] = field(default_factory=dict)

    def classes(self) -> dict[str, DataClass]:
        """The class of each named field."""
        return {
            **dict.fromkeys(self.plain, DataClass.NONE),
            **dict.fromkeys(self.ordinary, DataClass.ORDINARY),
            **dict.fromkeys(self.special, DataClass.SPECIAL),
            **dict.fromkeys(self.judicial, DataClass.JUDICIAL),
        }

    def faults(self) -> Iterator[str]:
        """What this declaration leaves open, in words for whoever wrote it."""
        named = [*self.plain, *self.ordinary, *self.special, *self.judicial]
        there = {column.name for column in self.model._meta.concrete_fields}
        if unclassified := there - set(named):
            yield f"does not classify {sorted(unclassified)}"
        if unknown := set(named) - there:
            yield f"classifies {sorted(unknown)}, which the model has not"
        if twice := {name for name in named if named.count(name) > 1}:
            yield f"classifies {sorted(twice)} twice"
        if useless := set(self.blank) - set(named) | set(self.blank) & set(self.plain):
            yield f"blanks {sorted(useless)}, which hold nothing of people"
        yield from self._faults_of_the_end()

    def _faults_of_the_end(self) -> Iterator[str]:
        if not self.source:
            yield "names no source"
        if self.goes_with is not None:
            if self.years or self.days or self.since:
                yield "has an end of its own and another's"
            return
        if not (self.years or self.days) or not self.since:
            yield "has no end"
        elif not _is_a_date(self.model, self.since):
            yield f"counts from {self.since}, which is no date of the row"


def _is_a_date(model: type[Model], path: str) -> bool:
    *through, last = path.split("__")
    for name in through:
        related = model._meta.get_field(name).related_model if _has(model, name) else None
        if not isinstance(related, type):
            return False
        model = related
    return _has(model, last) and model._meta.get_field(last).get_internal_type().startswith("Date")


def _has(model: type[Model], name: str) -> bool:
    return name in {column.name for column in model._meta.get_fields()}


_kept: dict[type[Model], Keep] = {}


def keep(declaration: Keep) -> None:
    """Register what a model holds of people; one declaration per model."""
    if declaration.model in _kept:
        raise ValueError(f"{declaration.model.__name__} is declared twice.")
    _kept[declaration.model] = declaration


def kept() -> dict[type[Model], Keep]:
    """Every declaration by model, with the history tables, which follow their model."""
    histories = {history_of(model): one for model, one in _kept.items()}
    return _kept | {event: one for event, one in histories.items() if event is not None}
