"""What the registers of the demo say: who was there on which planned day, and why not."""

from collections.abc import Mapping
from datetime import date
from random import Random

from placements.days import Mark
from placements.enums import Absence
from reporting.demo.placing import Placing

SEED = 79_80
# In August hosts close for two weeks.
CLOSURE = (9, 20)
# Out of a hundred days, on how many somebody was not there, by reason.
AWAY = ((Absence.ILLNESS, 4), (Absence.EXCUSED, 2), (Absence.UNEXCUSED, 1))
SHORT_DAYS = 2


def marks_of(one: Placing, month: date, planned: Mapping[date, int]) -> dict[date, Mark]:
    """What is written on the planned days of a month."""
    wanted = dict(one.attends).get(month)
    if wanted is not None:
        return _up_to(wanted, planned)
    # One source a month: what is drawn for one does not depend on how many come before.
    seed = SEED + one.number * 100_000 + month.year * 100 + month.month
    chance = Random(seed)  # noqa: S311  why: a fixed seed is the aim
    return {day: _mark(day, minutes, chance) for day, minutes in planned.items()}


def _mark(day: date, minutes: int, chance: Random) -> Mark:
    drawn = chance.randrange(100)
    if day.month == 8 and CLOSURE[0] <= day.day <= CLOSURE[1]:
        return Mark(0, Absence.CLOSURE)
    for absence, share in AWAY:
        if drawn < share:
            return Mark(0, absence)
        drawn -= share
    # Now and then somebody leaves an hour before.
    return Mark(minutes - 60) if drawn < SHORT_DAYS else Mark(minutes)


def _up_to(wanted: int, planned: Mapping[date, int]) -> dict[date, Mark]:
    """Whole days as long as they fit, one shorter, and then an illness."""
    marks = {}
    for day, minutes in planned.items():
        done = min(minutes, wanted)
        wanted -= done
        marks[day] = Mark(done) if done else Mark(0, Absence.ILLNESS)
    return marks
