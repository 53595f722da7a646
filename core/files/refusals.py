"""Why a file is refused, as a code: the process that looks at it speaks no language."""

from enum import StrEnum


class Why(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    TOO_COMPLEX = "too-complex"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"
    ENCLOSES = "encloses"
    MACROS = "macros"
    LINKS = "links"
    TWO_THINGS = "two-things"


class Unfit(Exception):
    """The file may not come in."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
