"""Every address of the application, and what it answers to whom: the register of doors.

A line says, for GET and for POST, who is answered how. Four numbers are the answers for the
relations own, same agency, shared, foreign (seen from Ascl); one number holds for all four.
`*` is everybody who is not named. An address without a line fails the build.
"""

import re
from collections.abc import Iterator

from django.urls import get_resolver

PRINCIPALS = (
    "anonymous", "ines", "marco", "olga", "dario", "sara", "piero", "nora", "franco", "rita",
)  # fmt: skip


def doors(resolver=None, space: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Every named address with the names of its arguments, from the URL resolver itself."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from doors(pattern, inner)
        else:
            yield f"{space}{pattern.name}", frozenset(pattern.pattern.converters)


def expected(line: str) -> dict[str, tuple[int, ...]]:
    """The answers by principal that a line of the register declares."""
    answers: dict[str, tuple[int, ...]] = {}
    for part in line.split("|"):
        names = re.findall(r"[a-z]+|\*", part)
        numbers = tuple(int(number) for number in re.findall(r"\d{3}", part))
        for name in names:
            answers[name] = numbers * 4 if len(numbers) == 1 else numbers
    rest = answers.pop("*", None)
    return {name: answers.get(name, rest) for name in PRINCIPALS}
