"""What the days of one body's team hold besides: a household, a record registered twice, notes
jotted down, people who pass on in two weeks, a colleague away. Their days are counted from the day
of loading.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from agencies.actions import Told, write_leave
from agencies.enums import Role
from agencies.models import User
from beneficiaries.actions import (
    Newcomer,
    Passed,
    add_member,
    hand_over_cases,
    merge_people,
    register_person,
    write_note,
)
from beneficiaries.enums import NoteKind
from beneficiaries.household_enums import Relation
from beneficiaries.models import Beneficiary, CaseNote, DuplicatePair, Situation
from reporting.demo.bodies import PROMOTER
from reporting.demo.plan import Record
from reporting.demo.recording import PHASES, Recorder
from reporting.demo.seats import moment

JOTTED = (
    "Ha chiamato: il colloquio in azienda è spostato a giovedì.",
    "Incontrata allo sportello, chiede del corso di italiano. Sentire la scuola.",
)
TO_KNOW = "Aspetta la risposta del Centro per l’impiego; preferisce essere chiamata la mattina."
AGAIN, MERGED, PLANNED_IN = 6, 2, 14
# Of the people the worker follows, by their place.
TWICE, AT_HOME, JOTTED_OF, PASSING = 2, 1, slice(0, 2), slice(3, 5)


def work_as_team(records: Iterable[Record], recorder: Recorder, today: date) -> None:
    """All of it about people with an open file whom the first worker follows."""
    open_ones = [one for one in records if one.agency == PROMOTER and one.steps < len(PHASES)]
    worker = open_ones[0].worker
    followed = [recorder.people[id(one)] for one in open_ones if one.worker == worker]
    with recorder.seats.acting(worker, PROMOTER, Role.SOCIAL_WORKER) as user:
        first = user
        _move_in(followed[AT_HOME], today, by=user)
        _jot_down(followed[JOTTED_OF], today, by=user)
    colleague = next(one.worker for one in open_ones if one.worker != worker)
    with recorder.seats.acting(colleague, PROMOTER, Role.SOCIAL_WORKER) as user:
        pair, to = _register_again(followed[TWICE], today, by=user), user
        _go_away(today, first, by=user)
    with recorder.seats.first(PROMOTER, Role.COORDINATOR) as user:
        at = moment(today - timedelta(days=MERGED), 12)
        merge_people(pair, kept_id=followed[TWICE].pk, chosen={}, by=user, at=at)
        _pass_on(followed[PASSING], to, today, by=user)


def _go_away(today: date, cover: User, *, by: User) -> None:
    """Since yesterday and for three days more; the first worker covers."""
    days = today - timedelta(days=1), today + timedelta(days=3)
    told = Told(by, *days, cover, "Per il Centro per l’impiego: interno 24.")
    write_leave(told, by=by, at=moment(days[0], 8))


def _move_in(person: Beneficiary, today: date, *, by: User) -> None:
    """The person, who has a file, and a child of eight, who has none."""
    child = Newcomer(Relation.CHILD, first_name="Sofia", birth_year=today.year - 8)
    add_member(person, child, by=by, at=moment(today - timedelta(days=4), 10))


def _jot_down(people: list[Beneficiary], today: date, *, by: User) -> None:
    """Quick notes, of which nobody has said yet what they were."""
    for days, (person, text) in enumerate(zip(people, JOTTED, strict=True)):
        day = today - timedelta(days=days)
        note = CaseNote(kind=NoteKind.TO_SAY, happened_on=day, text=text)
        write_note(note, person, by=by, at=moment(day, 8, 40))


def _register_again(person: Beneficiary, today: date, *, by: User) -> DuplicatePair:
    """By a colleague, without the code: the name and the day of birth make them a pair."""
    again = Beneficiary(
        first_name=person.first_name,
        last_name=person.last_name,
        gender=person.gender,
        identifier_kind="NONE",
        birth_date=person.birth_date,
        citizenship=person.citizenship,
        residence=person.residence,
    )
    at = moment(today - timedelta(days=AGAIN), 10)
    other = register_person(again, Situation(vulnerabilities=None), None, by=by, at=at)
    note = CaseNote(
        kind=NoteKind.PHONE,
        happened_on=today - timedelta(days=AGAIN),
        minutes=10,
        text="Chiede un appuntamento per parlare del tirocinio.",
    )
    write_note(note, other, by=by, at=at)
    return DuplicatePair.objects.get(first=person, second=other)


def _pass_on(people: list[Beneficiary], to: User, today: date, *, by: User) -> None:
    """To the colleague, in two weeks."""
    files = [one.case_files.select_related("case_manager").get() for one in people]
    hand_over_cases(
        [Passed(file.pk, to.pk, TO_KNOW) for file in files],
        from_worker=files[0].case_manager,
        by=by,
        at=moment(today, 8),
        starts_on=today + timedelta(days=PLANNED_IN),
    )
