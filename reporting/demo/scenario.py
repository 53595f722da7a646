"""The whole plan of the demo, made in one go from one seed: the same records every time."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from beneficiaries.enums import IdentifierKind, Question
from projects.enums import ExitReason
from reporting.demo.bodies import ENDS_ON, PLANS, STARTS_ON, workers_of
from reporting.demo.codes import code_of
from reporting.demo.diary import Diary
from reporting.demo.edges import EDGES
from reporting.demo.people import Inventor
from reporting.demo.plan import Edge, Record, Slots, Someone, Stay
from reporting.demo.stories import BY_NAME, deck

SEED = 751_000
PARTICIPATIONS, DROP_OUTS, REFUSALS, INCOMPLETE = 140, 10, 12, 8
# Registered by two bodies that do not know of each other, in two projects.
TWO_BODIES = (
    (("EL-1", "comune-como"), ("EL-2", "asci")),
    (("EL-1", "ascl"), ("EL-3", "tecum")),
    (("EL-1", "asst-lariana"), ("EL-4", "centro-lario")),
    (("EL-2", "trama-lavoro"), ("EL-3", "bottega-saperi")),
    (("EL-2", "asci"), ("EL-3", "tecum")),
)
# Entered in two projects by one body, which works in both.
TWO_PROJECTS = (
    (("EL-1", "gelso-lariano"), ("EL-4", "gelso-lariano")),
    (("EL-1", "remi-e-reti"), ("EL-3", "remi-e-reti")),
    (("EL-2", "vela-comune"), ("EL-4", "vela-comune")),
)
REASONS = {
    ExitReason.JOB_FOUND: 22,
    ExitReason.TRAINING: 9,
    ExitReason.MOVED: 3,
    ExitReason.OTHER: 3,
}
# Which answer is missing in the records that are not complete.
MISSING: tuple[tuple[str, ...], ...] = (
    ("education",),
    ("education",),
    ("education",),
    ("employment", "unemployed_since"),
    ("employment", "unemployed_since"),
    ("education", "employment", "unemployed_since"),
)
NOT_ASKED = 5
# Where paths that chance ended late go on instead: who coordinates there has work to do.
STAYING, STAYS_SINCE = "ascl", date(2021, 10, 20)

Slot = tuple[str, str]


def scenario(places: dict[str, str], seed: int = SEED) -> list[Record]:
    """Every record in the order of first entries; `places` names municipalities by code."""
    return _Scenario(places, Random(seed)).records()  # noqa: S311  why: a fixed seed is the aim


class _Scenario:
    def __init__(self, places: dict[str, str], chance: Random) -> None:
        self.places, self.chance = places, chance
        self.inventor = Inventor(chance)
        self.turns: dict[str, int] = {}

    def records(self) -> list[Record]:
        """Edges first, then people of two bodies or projects, then everybody else."""
        slots = Slots({(p.code, agency): n for p in PLANS for agency, n in p.followed.items()})
        for edge in EDGES:
            for stay in edge.stays:
                slots.take(stay.project, edge.agency)
        for pair in (*TWO_BODIES, *TWO_PROJECTS):
            for slot in pair:
                slots.take(*slot)
        made = [self._of_edge(edge) for edge in EDGES]
        others = [(slot,) for slot, left in slots.left.items() for _ in range(left)]
        made += self._ordinary([*TWO_BODIES, *TWO_PROJECTS, *others])
        made = [_staying(record) if record.agency == STAYING else record for record in made]
        return sorted(made, key=lambda record: (record.stays[0].entry_on, record.registered_on))

    def _of_edge(self, edge: Edge) -> Record:
        person = edge.person
        if person.identifier_kind == IdentifierKind.TAX_CODE and not person.identifier:
            person = replace(person, identifier=code_of(person))
        self.inventor.codes.add(person.identifier)
        person = self.inventor.reachable(person)
        stays = tuple(self._ended(stay) for stay in edge.stays)
        record = self._record(edge.agency, person, edge.story, stays)
        return replace(record, moves_to=edge.moves_to, moves_on=edge.moves_on)

    def _ended(self, stay: Stay) -> Stay:
        """Some of the edges end like everybody else's paths."""
        left = self._exit_day(stay.entry_on)
        if stay.exit_on or left is None or self.chance.random() < 0.4:
            return stay
        reason = self.chance.choice((ExitReason.COMPLETED, ExitReason.JOB_FOUND))
        return replace(stay, exit_on=left, reason=reason)

    def _ordinary(self, groups: list[tuple[Slot, ...]]) -> list[Record]:
        kinds = deck(len(groups))
        self.chance.shuffle(kinds)
        entries = [self._entry_day(len(group)) for group in groups]
        exits = [self._exit_day(day) if len(group) == 1 else None
                 for group, day in zip(groups, entries, strict=True)]  # fmt: skip
        reasons = self._reasons(sum(1 for day in exits if day))
        people = [
            self.inventor.invent(BY_NAME[kind], group[0][1], day)
            for kind, group, day in zip(kinds, groups, entries, strict=True)
        ]
        people = self._with_gaps(people, [len(group) for group in groups])
        made: list[Record] = []
        for kind, group, day, left, person in zip(
            kinds, groups, entries, exits, people, strict=True
        ):
            reason = reasons.pop() if left else None
            made += self._records(kind, group, Stay("", day, left, reason), person)
        return made

    def _records(
        self, kind: str, group: tuple[Slot, ...], first: Stay, person: Someone
    ) -> list[Record]:
        if len(group) == 1:
            ((project, agency),) = group
            return [self._record(agency, person, kind, (replace(first, project=project),))]
        (one, agency), (two, other) = group
        ends = first.entry_on + timedelta(days=self.chance.randint(90, 150))
        before = Stay(one, first.entry_on, _weekday(ends), ExitReason.COMPLETED)
        after = Stay(two, _weekday(ends + timedelta(days=self.chance.randint(20, 60))))
        if agency == other:
            return [self._record(agency, person, kind, (before, after))]
        # The second body typed the names its own way, and has another phone.
        again = self.inventor.reachable(replace(person, phone="", email=""))
        return [
            self._record(agency, person, kind, (before,)),
            self._record(other, again, kind, (after,)),
        ]

    def _record(self, agency: str, person: Someone, story: str, stays: tuple[Stay, ...]) -> Record:
        registered = _weekday(stays[0].entry_on - timedelta(days=self.chance.randint(2, 20)))
        diary = Diary(person, story, self.places[person.residence], self.chance)
        most = 9 if len(stays) == 1 else 5
        notes = diary.notes(registered, stays[0], self.chance.randint(2, most))
        for stay in stays[1:]:
            notes += diary.more(stay, 2)
        return Record(
            agency,
            self._worker(agency),
            person,
            registered,
            stays,
            tuple(sorted(notes, key=lambda note: note.happened_on)),
            steps=self._steps(stays[-1]),
            gave_notice=self.chance.random() < 0.95,
        )

    def _worker(self, agency: str) -> str:
        workers = workers_of(agency)
        turn = self.turns[agency] = self.turns.get(agency, -1) + 1
        return workers[turn % len(workers)]

    def _steps(self, stay: Stay) -> int:
        if stay.exit_on and not stay.back_on:
            return self.chance.choice((4, 5, 5))
        return 3 if stay.entry_on < ENDS_ON - timedelta(days=120) else 2

    def _entry_day(self, stays: int) -> date:
        room = 480 if stays == 1 else 240
        return _weekday(STARTS_ON + timedelta(days=3 + self.chance.randrange(room)))

    def _exit_day(self, entry_on: date) -> date | None:
        day = _weekday(entry_on + timedelta(days=self.chance.randint(60, 260)))
        return day if day <= ENDS_ON else None

    def _reasons(self, wanted: int) -> list[ExitReason]:
        edges = sum(stay.reason == ExitReason.DROPPED_OUT for edge in EDGES for stay in edge.stays)
        dealt = [ExitReason.DROPPED_OUT] * (DROP_OUTS - edges)
        dealt += [reason for reason, count in REASONS.items() for _ in range(count)]
        dealt += [ExitReason.COMPLETED] * (wanted - len(dealt))
        self.chance.shuffle(dealt)
        return dealt

    def _with_gaps(self, people: list[Someone], stays: list[int]) -> list[Someone]:
        """Take answers away: refused, not asked, missing; from people with one participation."""
        single = [number for number, count in enumerate(stays) if count == 1]
        refused = REFUSALS - sum(bool(edge.person.refused) for edge in EDGES)
        chosen = self.chance.sample(single, refused + NOT_ASKED + len(MISSING))
        for place, number in enumerate(chosen):
            people[number] = _without(people[number], place, refused)
        return people


def _staying(record: Record) -> Record:
    """Someone whose path came to its end after a day is still there; nothing is drawn anew."""
    last = record.stays[-1]
    if last.reason != ExitReason.COMPLETED or not last.exit_on or last.exit_on < STAYS_SINCE:
        return record
    notes = tuple(note for note in record.notes if note.happened_on < last.exit_on)
    stays = (*record.stays[:-1], replace(last, exit_on=None, reason=None))
    return replace(record, stays=stays, notes=notes, steps=3)


def _without(person: Someone, place: int, refused: int) -> Someone:
    if place < refused:
        return replace(person, vulnerabilities=None, refused=(Question.VULNERABILITY,))
    if place < refused + NOT_ASKED:
        return replace(person, vulnerabilities=None)
    gone = MISSING[place - refused - NOT_ASKED]
    blanks: dict[str, Any] = dict.fromkeys(gone)
    return replace(person, **blanks)


def _weekday(day: date) -> date:
    return day - timedelta(days=max(day.weekday() - 4, 0))
