"""The place that four characters of a tax code stand for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.reference.models import Country, Municipality

# Codes of states begin with Z; those of municipalities with any other letter.
STATES = "Z"


@dataclass(frozen=True)
class Place:
    """A place one can be born in; `ended_on` is the first day it was no more, if it is no more."""

    code: str
    name: str
    ended_on: date | None = None

    def could_see_a_birth(self, day: date) -> bool:
        """Whether a birth on that day may carry this code.

        Earlier than the first known day is no objection: codes were given to people already
        born, and a state that came after may stand for the one before.
        """
        return self.ended_on is None or day < self.ended_on


PlaceLookup = Callable[[str], Place | None]


def place_with_code(code: str) -> Place | None:
    """The place of a cadastral code from the reference tables, in one query."""
    if code.startswith(STATES):
        # No end: the tax office goes on using the code of the state one was born in.
        names = Country.objects.filter(cadastral_code=code).values_list("name", flat=True)
        return next((Place(code, name) for name in names), None)
    lives = list(
        Municipality.objects.with_cadastral_code(code).values_list("name", "province", "valid_to")
    )
    if not lives:
        return None
    name, province, ended_on = lives[-1]
    return Place(code, f"{name} ({province})", ended_on)


def birth_municipality(code: str, day: date) -> Municipality | None:
    """The municipality of a code as it was on a day, or nearest to it; nothing for a state."""
    lives: list[Municipality] = list(Municipality.objects.with_cadastral_code(code))
    for life in lives:
        if life.valid_to is None or day < life.valid_to:
            return life
    return lives[-1] if lives else None


def birth_country(code: str) -> Country | None:
    """The state of a code; nothing for a municipality."""
    return Country.objects.filter(cadastral_code=code).first()
