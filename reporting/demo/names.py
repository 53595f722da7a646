"""Lists of names, streets and places, read from a file that anybody can edit."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Abroad:
    """Names of one country, and its code in tax codes."""

    country: str
    place: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Everything an invented person is made of."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    streets: tuple[str, ...]
    birth_places: tuple[str, ...]
    abroad: tuple[Abroad, ...]


def read(file_name: str) -> dict[str, Any]:
    """A file of the demo."""
    return tomllib.loads((DATA / file_name).read_text("utf-8"))


def words(text: str) -> tuple[str, ...]:
    """Words divided by blanks; a low line stands for a blank inside one."""
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def names() -> Names:
    """The lists of the file."""
    held = read("names.toml")
    abroad = tuple(
        Abroad(
            one["country"],
            one["place"],
            words(one["women"]),
            words(one["men"]),
            words(one["surnames"]),
        )
        for one in held["abroad"]
    )
    return Names(
        words(held["women"]),
        words(held["men"]),
        words(held["surnames"]),
        words(held["streets"]),
        words(held["birth_places"]),
        abroad,
    )
