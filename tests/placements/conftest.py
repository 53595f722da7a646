"""Days on which the pages of placements are looked at."""

from collections.abc import Iterator

import pytest
import time_machine

# Wednesday.
TODAY = "2021-06-16 10:00+02:00"


@pytest.fixture
def june() -> Iterator[None]:
    """A day in the middle of the placement; sessions made then are good then."""
    with time_machine.travel(TODAY, tick=True):
        yield
