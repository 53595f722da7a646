"""Assessments of the demo: where a person begins, and how far they came since."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from beneficiaries.areas import AREAS, HIGHEST, LOWEST, Area, note_of
from reporting.demo.plan import Record

AGAIN_AFTER = timedelta(days=90)
BEGINNINGS = (
    "Chiede prima di tutto un lavoro vicino a casa; il resto viene dopo.",
    "Vuole capire che cosa può fare ancora dopo tanti anni nello stesso posto.",
    "Porta con sé molta esperienza e poca fiducia negli strumenti nuovi.",
    "Preferisce partire dalla formazione; sulla casa non chiede aiuto.",
)
SINCE = (
    "Dice che si sente più in grado di decidere. Restano da seguire i documenti.",
    "Il gruppo del corso è diventato un appoggio; il lavoro resta la cosa da costruire.",
    "Alcune cose vanno meglio, altre hanno bisogno di più tempo: lo dice anche a casa.",
)
NOTES = {
    Area.WORK: "Ha un curriculum aggiornato e due contatti da richiamare.",
    Area.DIGITAL: "Ha attivato l’identità digitale con l’aiuto dello sportello.",
    Area.HEALTH: "Non solleva pesi e non sta in piedi per più di due ore.",
}


def sheets_of(record: Record) -> Iterator[dict[str, Any]]:
    """The answers of one day, then of a later one where the path went on for long enough."""
    if not record.steps or len(record.notes) < 2:
        return
    person = record.person
    # A chance of its own: what is drawn here changes nothing that was drawn before.
    chance = Random(f"{record.agency} {person.last_name} {person.first_name}")  # noqa: S311
    first, last = record.notes[1].happened_on, record.notes[-1].happened_on
    levels = {one.area: _beginning(one.area, chance) for one in AREAS}
    yield _sheet(first, chance.choice(BEGINNINGS), levels, chance)
    if record.steps > 2 and last - first >= AGAIN_AFTER:
        later = {area: _later(area, level, chance) for area, level in levels.items()}
        yield _sheet(last, chance.choice(SINCE), later, chance)


def _beginning(area: Area, chance: Random) -> int | None:
    if area in (Area.HEALTH, Area.HOUSING):
        return chance.choice((3, 4, 4, 5, None))
    return chance.choice((1, 2, 2)) if area == Area.WORK else chance.choice((1, 2, 2, 3, 4))


def _later(area: Area, level: int | None, chance: Random) -> int | None:
    if level is None:
        return chance.choice((None, 3))
    moves = (0, 1, 1, 2) if area in (Area.WORK, Area.DIGITAL) else (0, 0, 0, 1, -1)
    return min(max(level + chance.choice(moves), LOWEST), HIGHEST)


def _sheet(
    day: date, remark: str, levels: dict[Area, int | None], chance: Random
) -> dict[str, Any]:
    said = chance.choice(list(NOTES))
    sheet: dict[str, Any] = {"assessed_on": day, "remark": remark}
    for area, level in levels.items():
        note = NOTES[area] if area == said and level and level < HIGHEST else ""
        sheet |= {area.value: level, note_of(area.value): note}
    return sheet
