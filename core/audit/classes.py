"""Each personal field has a class and a declared end (Reg. (UE) 2016/679, art. 5(1)(e), 9, 10)."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Model


class DataClass(StrEnum):
    """How protected a field is: not personal, ordinary, special (art. 9), judicial (art. 10)."""

    NONE = "none"
    ORDINARY = "ordinary"
    SPECIAL = "special"
    JUDICIAL = "judicial"


@dataclass(frozen=True)
class Keep:
    """What a model holds of people and until when: years since a date, then blanked or deleted."""

    model: type[Model]
    years: int
    since: str
    source: str
    ordinary: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    judicial: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    blank: dict[str, str] = field(default_factory=dict)

    def classes(self) -> dict[str, DataClass]:
        """The class of each named field."""
        return {
            **dict.fromkeys(self.plain, DataClass.NONE),
            **dict.fromkeys(self.ordinary, DataClass.ORDINARY),
            **dict.fromkeys(self.special, DataClass.SPECIAL),
            **dict.fromkeys(self.judicial, DataClass.JUDICIAL),
        }


_kept: dict[type[Model], Keep] = {}


def keep(declaration: Keep) -> None:
    """Register what a model holds of people; one declaration per model."""
    _kept[declaration.model] = declaration


def kept() -> dict[type[Model], Keep]:
    """Every declaration by model, for the tests of the house."""
    return dict(_kept)
