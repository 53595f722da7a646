"""Forty people type at once: each draft is kept a second after the last key, and none is lost.

Two processes answer, as behind the web server; each has a thread for every writer, who sends on
the second whatever the answer before took. The threads have answered once before the clock runs:
those of a web server keep their connection, and a new one reads the catalogue first.
"""

import multiprocessing
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles

from django.db import connection, connections
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import override_settings

from agencies.models import User
from core.drafts import read
from core.models import Draft
from reporting.bench.measuring import Measure, acting_as
from reporting.bench.paging import SETTINGS, signed_in

WRITERS, PROCESSES, SAVES = 40, 2, 10
KEPT, LOST = 60.0, 0
# Of the first agency, and none whose diary another measure opens.
PEOPLE = range(200, 200 + WRITERS)


@dataclass
class Desk:
    """The writers one process answers to: the milliseconds of each answer, and what went wrong."""

    email: str
    people: list[int]
    saves: int
    milliseconds: list[float] = field(default_factory=list)
    ready: threading.Barrier = field(init=False, repr=False, compare=False)

    def work(self) -> "Desk":
        """Let all of them type at once, a save a second each."""
        self.ready = threading.Barrier(len(self.people))
        with override_settings(**SETTINGS), ThreadPoolExecutor(len(self.people)) as writers:
            for told in writers.map(self._write, self.people):
                self.milliseconds += told
        # What waits for others goes to no other process.
        del self.ready
        return self

    def _write(self, person: int) -> list[float]:
        client, sheet, told = signed_in(self.email), f"misura-{person}", []
        self._save(client, person, {"text": "Pronti.", "sheet": sheet})
        # Where one cannot begin, the others do not wait for ever.
        self.ready.wait(timeout=60)
        # Nobody begins at the same moment as all others.
        began = time.monotonic() + self.people.index(person) / len(self.people)
        for number in range(1, self.saves + 1):
            time.sleep(max(0.0, began + number - time.monotonic()))
            typed = {"kind": "PHONE", "text": said(person, number), "sheet": sheet}
            asked = time.perf_counter()
            self._save(client, person, typed)
            told.append((time.perf_counter() - asked) * 1000)
        connections.close_all()
        return told

    def _save(self, client: Client, person: int, typed: dict[str, str]) -> None:
        answer = client.post(f"/persone/{person}/note/salva/", typed)
        if answer.status_code != 200:
            raise RuntimeError(f"The draft was not kept: it answered {answer.status_code}.")


def said(person: int, number: int) -> str:
    """What a writer has typed by this save, and nobody else."""
    return f"Colloquio con la persona {person}. " + "Racconta della casa e del lavoro. " * number


def measure_writers(
    email: str, people: Sequence[int] = PEOPLE, saves: int = SAVES
) -> list[Measure]:
    """Milliseconds of a save while all write, and how many drafts do not hold their last words."""
    forget(email)
    desks = [Desk(email, [*people[number::PROCESSES]], saves) for number in range(PROCESSES)]
    # A connection is nobody's to share with a child.
    connection.close()
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        times = [spent for desk in pool.map(Desk.work, desks) for spent in desk.milliseconds]
    lost = len({said(person, saves) for person in people} - kept(email))
    forget(email)
    note = f"{len(people)} writers, {len(times)} saves; p95 {quantiles(times, n=20)[-1]:.1f} ms"
    return [
        Measure("draft kept while all write, p50", median(times), "ms", KEPT, note=note),
        Measure("drafts that lost words", lost, "drafts", LOST),
    ]


def kept(email: str) -> set[str]:
    """The words that this user's drafts hold."""
    with acting_as(email) as user:
        return {str(read(draft).get("text")) for draft in _drafts(user)}


def forget(email: str) -> None:
    """Leave no draft of an earlier measure."""
    with acting_as(email) as user:
        _drafts(user).delete()


def _drafts(user: User) -> QuerySet[Draft]:
    return Draft.objects.filter(user_id=user.pk, form__startswith="note:")
