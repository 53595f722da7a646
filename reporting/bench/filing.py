"""The case file: a diary of two thousand notes, words in a table of two million, a draft.

Run by hand (`script/bench casefile`): the notes are added to the set once, by the owner, and
the other measures do not want them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import psycopg
from django.test import Client
from django.test.utils import override_settings

from beneficiaries.diary import SHOWN, Chosen
from beneficiaries.models import CaseNote
from beneficiaries.policy import visible_notes
from core.text import tokens
from reporting.bench.making import LEAD, WORKER
from reporting.bench.measuring import Measure, acting_as
from reporting.bench.paging import (
    SETTINGS,
    STATEMENTS,
    Page,
    get,
    measure_beside,
    middle,
    signed_in,
)
from reporting.bench.searching import served
from reporting.bench.writing import measure_writers

# So many that two thousand are left where one in twenty is somebody else's.
NOTES, OF_ONE = 2_000_000, 2_100
# Of the first agency, and none of those whose pages other measures open.
FULL = 60
TABLE = CaseNote._meta.db_table
SEARCH, DRAFT, ROUNDS = 150.0, 60.0, 3
# One in so many is reserved by somebody else, one in so many holds the rare word.
RESERVED_EVERY, RARE_EVERY, RARE = 20, 97, "xilofono"
SENTENCES = (
    "Colloquio in sede: aggiornato insieme il curriculum e fissato il prossimo incontro.",
    "Racconta che il contratto è finito a febbraio e non è stato rinnovato.",
    "Vorrebbe un lavoro vicino a casa, anche di mezza giornata, in città.",
    "La figlia ha cominciato la scuola e la mattina è più libera.",
    "Si sente in difficoltà con il computer: proponiamo il corso di aprile.",
    "Chiamato il medico di base per il certificato di invalidità.",
    "Il proprietario chiede le mensilità arretrate dell’affitto.",
    "L’équipe propone un tirocinio in magazzino con un orario ridotto.",
    "Non si è presentata all’appuntamento e non risponde al telefono.",
    "Ha superato la prova pratica del muletto e aspetta il patentino.",
    "Visita a domicilio con l’assistente sociale del comune.",
)
# Words, and a word of the text that stands for each: found where all of them are, by hand.
QUERIES = (
    ("colloquio", ("colloquio",)), ("citta", ("citta",)), (RARE, (RARE,)),
    ("patentino muletto", ("patentino", "muletto")), ("ornitorinco", ("ornitorinco",)),
    ("affitto arretrate", ("affitto", "arretrate")),
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """Whose diaries are filled, by whom, and with how many notes."""

    agency: int
    people: Sequence[int]
    full: int
    author: int
    other: int
    notes: int = NOTES
    of_one: int = OF_ONE


def make_notes(url: str, notes: int = NOTES) -> bool:
    """Add the notes to the set that is there, unless it has them; whether they were added."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "select obj_description(%s::regclass), obj_description(%s::regclass)",
            (TABLE, "beneficiaries_beneficiary"),
        )
        (had, made_from) = cursor.fetchone() or (None, None)
        wanted = f"{notes} on {made_from}"
        if had == wanted:
            return False
        cursor.execute("select set_config('app.purpose', 'migration', true)")
        cursor.execute(
            "select id from beneficiaries_beneficiary where agency_id = %s and id > 100"
            " order by id",
            (LEAD,),
        )
        people = [row[0] for row in cursor.fetchall()]
        with _resting(cursor):
            cursor.execute(f"delete from {TABLE} where hour is not null")
            fill(cursor, Filled(LEAD, people, FULL, author=1, other=3, notes=notes))
        cursor.execute(f"comment on table {TABLE} is '{wanted}'")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"vacuum analyze {TABLE}")
    return True


@contextmanager
def _resting(cursor: "psycopg.Cursor[Any]") -> Iterator[None]:
    """No history, and references checked at once at the end: a look-up a row takes minutes."""
    cursor.execute(
        "select conname, pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'f' and conrelid = %s::regclass",
        (TABLE,),
    )
    references = cursor.fetchall()
    cursor.execute(f"alter table {TABLE} disable trigger user")
    for name, _definition in references:
        cursor.execute(f'alter table {TABLE} drop constraint "{name}"')
    yield
    for name, definition in references:
        cursor.execute(f'alter table {TABLE} add constraint "{name}" {definition}')
    cursor.execute(f"alter table {TABLE} enable trigger user")


def fill(cursor: Any, whose: Filled) -> None:
    """Insert the notes in the database itself: a sum of two sentences, the same every time.

    Their hour marks them: no other note of the set has one.
    """
    cursor.execute(
        f"insert into {TABLE} (beneficiary_id, agency_id, kind, happened_on, hour, minutes,"
        " present, text, author_id, visibility, is_corrected)"
        " select case when n <= %(of_one)s then %(full)s"
        " else (%(people)s::bigint[])[1 + n %% cardinality(%(people)s::bigint[])] end,"
        " %(agency)s, (array['INTERVIEW', 'PHONE', 'VISIT'])[1 + n %% 3],"
        " date '2021-01-01' + n %% 700, '10:00', 30, '',"
        " said[1 + n %% cardinality(said)] || ' ' || said[1 + n * 7 / 11 %% cardinality(said)]"
        " || case when n %% %(rare_every)s = 0 then ' Suona lo %(rare)s.' else '' end,"
        " case when n %% %(reserved_every)s = 0 then %(other)s else %(author)s end,"
        " case when n %% %(reserved_every)s = 0 then 'RESERVED' else 'AGENCY' end, false"
        " from generate_series(1, %(notes)s) n, (select %(said)s::text[] said) s".replace(
            "%(rare)s", RARE
        ),
        {
            **vars(whose),
            "people": list(whose.people),
            "said": list(SENTENCES),
            "rare_every": RARE_EVERY,
            "reserved_every": RESERVED_EVERY,
        },
    )


def measure() -> list[Measure]:
    """The page of a long diary beside its twin, the words, a draft being kept."""
    own, twin = f"/persone/{FULL}/", f"/misura/persone/{FULL}/"
    pages = (
        Page("person page of 2,000 notes", WORKER, own, twin),
        Page("the last page of the diary", WORKER, f"{own}?page=100"),
    )
    found = measure_beside(pages)
    with override_settings(**SETTINGS):
        client = signed_in(WORKER)
        found += [*measure_words(WORKER, FULL), *_searched(client), _draft(client)]
    return [*found, *measure_writers(WORKER)]


def measure_words(who: str, person: int, rounds: int = ROUNDS) -> list[Measure]:
    """Worst and median milliseconds in the server of one search, and how many answers differ."""
    with acting_as(who) as user:
        notes = visible_notes(user).filter(beneficiary_id=person)
        texts = [set(tokens(text)) for text in notes.values_list("text", flat=True)]
        times, wrong = [], 0
        for asked, words in QUERIES:
            by_hand = sum(set(words) <= text for text in texts)
            wrong += notes.with_words(asked).count() != by_hand
            times.append(median(served(_search(notes, asked)) for _ in range(rounds)))
    note = f"{len(texts)} notes of one person, read by {who}"
    return [
        Measure("words in a diary, worst", max(times), "ms", SEARCH, note=note),
        Measure("words in a diary, median", median(times), "ms", SEARCH),
        Measure("words in a diary, wrong answers", wrong, "answers", 0),
    ]


def _search(notes: Any, words: str) -> Callable[[], object]:
    """Both statements of a search: the counts by kind, and the first page with its marks."""
    chosen = Chosen(kind="", since=None, until=None, words=words, code="")

    def search() -> object:
        found = notes.with_words(words)
        return list(found.counted()), list(chosen.of_kind(found)[:SHOWN])

    return search


def _searched(client: Client) -> list[Measure]:
    answer = client.post(f"/persone/{FULL}/note/filtra/", {"words": "muletto", "once": "misura"})
    address = answer["Location"].split("#")[0]
    split = middle(lambda: get(client, address))
    name = "diary page with words, statements"
    return [Measure(name, split.statements, "statements", STATEMENTS, note=str(split))]


def _draft(client: Client) -> Measure:
    typed = {"kind": "PHONE", "happened_on": "oggi", "text": " ".join(SENTENCES) * 4}

    def keep() -> None:
        response = client.post(f"/persone/{FULL}/note/salva/", typed)
        if response.status_code != 200:
            raise RuntimeError(f"The draft was not kept: it answered {response.status_code}.")

    split = middle(keep)
    return Measure("draft of a note kept, p50", split.total, "ms", DRAFT, note=str(split))
