"""Invents people: names, places, codes and the answers of the first day."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from beneficiaries.enums import Gender
from core.period import months_after
from core.text import normalise
from reporting.demo.bodies import MAIL
from reporting.demo.codes import code_of
from reporting.demo.names import Abroad, names
from reporting.demo.plan import Someone
from reporting.demo.stories import BY_NAME, Story

# Where people of each body live: cadastral codes of municipalities of its ambit.
NEARBY = {
    "ascl": ("C933", "C933", "C933", "B218", "E607", "F427", "H840", "L071", "F017", "C520"),
    "comune-como": ("C933",),
    "gelso-lariano": ("C520", "C933", "B730", "F305", "F017"),
    "remi-e-reti": ("E607", "C933", "F688", "E951", "B639"),
    "asst-lariana": ("C933", "H840", "F427"),
    "asci": ("E659", "D605", "E139", "B346", "H601", "L470", "F788", "C020"),
    "vela-comune": ("E235", "D531", "H602", "E593", "G889", "F120"),
    "trama-lavoro": ("D605", "E735", "L792", "B977"),
    "tecum": ("E951", "A430", "B639", "B851", "E309", "E749", "B851"),
    "bottega-saperi": ("E951", "E309", "B851"),
    "centro-lario": ("F120", "G889", "M341", "M383", "M394", "A391", "C936", "I162"),
}


class Inventor:
    """Makes one person after another from one source of chance; no two with one code."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.codes: set[str] = set()

    def invent(self, story: Story, agency: str, entry_on: date) -> Someone:
        """Someone of a kind, followed by a body, on the day of entry."""
        while True:
            person = self._named(story, agency, entry_on)
            if (code := code_of(person)) not in self.codes:
                self.codes.add(code)
                return self.reachable(replace(person, identifier=code))

    def reachable(self, person: Someone) -> Someone:
        """With a phone, mostly an address of mail, and a street, where none is given."""
        chance = self.chance
        phone = (
            f"+39 3{chance.choice('234')}{chance.choice('0389')} 555 {chance.randrange(9999):04d}"
        )
        name = ".".join(normalise(f"{person.first_name} {person.last_name}").split())
        mail = f"{name}@{MAIL}" if chance.random() < 0.6 else ""
        street = f"{chance.choice(names().streets)} {chance.randrange(1, 90)}"
        return replace(
            person,
            phone=person.phone or phone,
            email=person.email or mail,
            address=person.address or street,
        )

    def _named(self, story: Story, agency: str, entry_on: date) -> Someone:
        chance = self.chance
        is_woman = chance.randrange(10) < story.women
        origin = chance.choice(names().abroad) if story.is_abroad else None
        given, surnames = _lists(origin, is_woman)
        born = self._birth(story, entry_on)
        person = Someone(
            chance.choice(given),
            chance.choice(surnames),
            Gender.FEMALE if is_woman else Gender.MALE,
            born,
            birth_place=origin.place if origin else chance.choice(names().birth_places),
            citizenship=origin.country if origin else "IT",
            residence=chance.choice(NEARBY[agency]),
        )
        return self._answered(person, story, entry_on)

    def _birth(self, story: Story, entry_on: date) -> date:
        years = self.chance.randint(*story.ages)
        # Between one birthday and the next: the age on the day of entry is the one drawn.
        return months_after(entry_on, -12 * years) - timedelta(days=self.chance.randint(1, 360))

    def _answered(self, person: Someone, story: Story, entry_on: date) -> Someone:
        chance = self.chance
        since = None
        if story.months:
            since = months_after(entry_on, -chance.randint(*story.months))
            since -= timedelta(days=chance.randint(1, 25))
        chosen = chance.choice(story.vulnerabilities)
        employment = chance.choice(story.employment)
        return replace(
            person,
            education=chance.choice(story.education),
            employment=employment,
            is_in_training=False if employment == "inattivo" else None,
            unemployed_since=since,
            household=chance.choice(story.household),
            housing=chance.choice(story.housing),
            vulnerabilities=(chosen,) if chosen else (),
        )


def _lists(origin: Abroad | None, is_woman: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    source = origin or names()
    return (source.women if is_woman else source.men), source.surnames


def story_named(name: str) -> Story:
    """The kind of a name; the diary has one more than chance deals out."""
    return BY_NAME.get(name, BY_NAME["pandemia"])
