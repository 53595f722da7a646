"""The list of slow tests names tests that are there."""

import re

from tests.slow import LIST

ROOT = LIST.parent.parent


def test_every_line_of_the_list_is_a_test():
    gone = [line for line in LIST.read_text().split() if not _is_there(line)]

    assert not gone, "take out of tests/slow.txt, or write it anew with --list-slow"


def _is_there(line: str) -> bool:
    path, *names = line.split("::")
    module = ROOT / path
    return module.exists() and re.search(rf"^ *def {names[-1]}\(", module.read_text(), re.M)
