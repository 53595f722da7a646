"""How many stretches share one day: what limits of places and of trainees count."""

from collections.abc import Iterable
from datetime import date

from placements.terms.facts import Days


def most_at_once(days: Iterable[Days], first: date, last: date) -> int:
    """The most of these stretches that share one day of a period, both its ends included."""
    met = [(start, end) for start, end in days if start <= last and end >= first]
    # The number only grows where one begins: no other day needs to be counted.
    begins = {max(start, first) for start, _end in met}
    return max((sum(1 for start, end in met if start <= day <= end) for day in begins), default=0)
