"""Composes diaries from hand-written fragments, so that each tells one story to its end."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from beneficiaries.enums import Gender, NoteKind
from reporting.demo.names import read
from reporting.demo.people import story_named
from reporting.demo.plan import Note, Someone, Stay

KINDS = {
    "C": NoteKind.INTERVIEW,
    "T": NoteKind.PHONE,
    "V": NoteKind.VISIT,
    "E": NoteKind.TEAM,
    "R": NoteKind.NETWORK,
}
# How long a contact of each kind lasts, in minutes.
LASTS = {"C": (30, 75), "T": (5, 25), "V": (45, 90), "E": (40, 90), "R": (10, 40)}
# When the municipalities were closed to each other (d.p.c.m. 3 November 2020 and after).
CLOSED = (date(2020, 11, 6), date(2021, 4, 30))
LAST_DAY = date(2022, 3, 31)


@cache
def fragments() -> dict[str, Any]:
    """The file of fragments."""
    return read("diary.toml")


class Diary:
    """The diary of one person: the pieces that stay the same, and one note after another."""

    def __init__(self, person: Someone, story: str, place: str, chance: Random) -> None:
        self.chance = chance
        self.agrees = person.gender in (Gender.FEMALE, Gender.MALE)
        self.own, self.common = fragments()[story], fragments()["comuni"]
        self.pieces = self._pieces(person, story, place)

    def notes(self, registered_on: date, stay: Stay, wanted: int) -> list[Note]:
        """Notes of one participation in the order of days: the first talk and `wanted` more."""
        first = self._said("C", registered_on, self._opening())
        steps = (self.own["valutazione"], self.own["progetto"])
        early = [self.chance.choice(self._fitting(texts)) for texts in steps]
        days = [_weekday(registered_on + timedelta(days=days), LAST_DAY) for days in (9, 23)]
        planned = [
            self._said(text[0], day, text[2:]) for text, day in zip(early, days, strict=True)
        ]
        return [first, *planned, *self.more(stay, wanted - len(early))]

    def more(self, stay: Stay, wanted: int) -> list[Note]:
        """Notes along a participation, up to its end."""
        begin = stay.entry_on + timedelta(days=20)
        last_day = stay.exit_on if stay.exit_on and not stay.back_on else LAST_DAY
        return [*self._walk(begin, last_day, wanted), *self._endings(stay)]

    def _pieces(self, person: Someone, story: str, place: str) -> dict[str, str]:
        choices, chance = fragments()["scelte"], self.chance
        firms = choices["ditta_pandemia" if story == "pandemia" else "ditta"]
        firm, his, hers = chance.choice(firms).split("|")
        host = chance.choice(choices["ospite"])
        ending = "o" if person.gender == Gender.MALE else "a"
        return {
            "o": ending,
            "lo": f"l{ending}",
            "nome": person.first_name or person.last_name,
            "comune": place,
            "corso": chance.choice(choices["corso"]),
            "ospite": host,
            "ospite_inizio": host[0].upper() + host[1:],
            "ditta": firm,
            "mestiere": hers if person.gender == Gender.FEMALE else his,
            "anni": str(self._years(person, story)),
        }

    def _years(self, person: Someone, story: str) -> int:
        years = self.chance.randint(*story_named(story).years)
        grown = LAST_DAY.year - 20 - person.birth_date.year if person.birth_date else years
        return max(2, min(years, grown))

    def _fitting(self, texts: list[str]) -> list[str]:
        # Nobody is forced into “he” or “she”: only sentences that need neither.
        if self.agrees:
            return texts
        return [text for text in texts if "{o}" not in text and "{lo}" not in text]

    def _opening(self) -> str:
        chance, own = self.chance, self._fitting(self.own["primo"])
        opens, closes = self.common["apre"], self.common["chiude"]
        parts = (chance.choice(opens), chance.choice(own), chance.choice(closes))
        return " ".join(part for part in parts if part)

    def _walk(self, begin: date, last_day: date, wanted: int) -> Iterator[Note]:
        chance = self.chance
        room = (last_day - begin).days
        # A contact every two weeks at most: a short path has a short diary.
        wanted = max(0, min(wanted, room // 14))
        pool = [*self._fitting(self.own["cammino"]), *self._fitting(self.common["cammino"])]
        texts = chance.sample(pool, min(wanted, len(pool)))
        closed = chance.sample(self._fitting(self.common["pandemia"]), 3)
        for number, usual in enumerate(texts):
            day = _weekday(begin + timedelta(days=room * (number + 1) // (wanted + 1)), last_day)
            is_closed = CLOSED[0] <= day <= CLOSED[1] and chance.random() < 0.4
            text = closed.pop() if is_closed and closed else usual
            yield self._said(text[0], day, text[2:])

    def _endings(self, stay: Stay) -> Iterator[Note]:
        if stay.exit_on and stay.reason:
            yield self._drawn(self.common[stay.reason], stay.exit_on)
        if stay.back_on:
            yield self._drawn(self.common["rientro"], stay.back_on)

    def _drawn(self, texts: list[str], day: date) -> Note:
        text = self.chance.choice(self._fitting(texts))
        return self._said(text[0], day, text[2:])

    def _said(self, letter: str, day: date, text: str) -> Note:
        minutes = self.chance.randrange(*LASTS[letter], 5)
        return Note(KINDS[letter], day, text.format(**self.pieces), minutes)


def _weekday(day: date, latest: date) -> date:
    """The day itself, or the Friday before a weekend; never after the latest."""
    day = min(day, latest)
    return day - timedelta(days=max(day.weekday() - 4, 0))
