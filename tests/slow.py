"""Which tests `./script/test fast` leaves out: those that took long when all were last measured.

`./script/test --list-slow …` runs tests and writes anew, into `slow.txt`, which of them are slow.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

LIST = Path(__file__).with_suffix(".txt")
# Seconds of the slowest of a test's cases, with what it finds ready.
LONG = 0.3
_took: dict[str, float] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    """One option, for who measures all tests on a quiet machine."""
    parser.addoption("--list-slow", action="store_true", help="write tests/slow.txt anew")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what the list names; what takes a minute begins first, or all would wait for its end."""
    slow = set(LIST.read_text().split())
    for item in items:
        if item.nodeid.partition("[")[0] in slow:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember how long each took."""
    if report.when == "call":
        name = report.nodeid.partition("[")[0]
        _took[name] = max(_took.get(name, 0), report.duration)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the list, once, in the process that hears of all tests."""
    if session.config.option.list_slow and not hasattr(session.config, "workerinput"):
        LIST.write_text("".join(f"{name}\n" for name in sorted(_slow())))


def _slow() -> Iterator[str]:
    kept = set(LIST.read_text().split()) - set(_took)
    yield from kept | {name for name, seconds in _took.items() if seconds > LONG}
