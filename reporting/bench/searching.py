"""Search: two hundred queries in an agency of sixty thousand, each answer checked by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random
from statistics import median

from django.db import connection

from beneficiaries.models import Beneficiary, RosterEntry
from beneficiaries.search import SHOWN, digits, found, query_words
from core.text import tokens
from reporting.bench.making import WORKER
from reporting.bench.measuring import Measure, acting_as

WORST, TYPICAL, QUERIES, ROUNDS = 30.0, 5.0, 200, 3
ABSENT = ("zzx", "qwerty", "xy", "nessunocosì", "999888", "rossi zzx", "wq", "kkkk")


def measure() -> list[Measure]:
    """Worst and median milliseconds in the server, and how many answers were wrong."""
    with acting_as(WORKER) as user:
        assert user.acting is not None  # noqa: S101  why: the user of the set has a seat
        agency = user.acting.agency_id
        crowd = _Crowd()
        queries = crowd.queries()
        wrong = sum(found(agency, query_words(one)) != crowd.answer(one) for one in queries)
        times = {one: median(_searched(agency, one) for _ in range(ROUNDS)) for one in queries}
    return [
        Measure("search, worst of 200", max(times.values()), "ms", WORST),
        Measure("search, median of 200", median(times.values()), "ms", TYPICAL),
        Measure("search, wrong answers", wrong, "answers", 0),
    ]


def slowest(count: int = 10) -> list[tuple[float, str]]:
    """The queries to look at, with their milliseconds."""
    with acting_as(WORKER) as user:
        assert user.acting is not None  # noqa: S101  why: the user of the set has a seat
        queries = _Crowd().queries()
        times = [(_searched(user.acting.agency_id, one), one) for one in queries]
    return sorted(times, reverse=True)[:count]


def _searched(agency: int, text: str) -> float:
    return served(lambda: found(agency, query_words(text)))


def served(search: Callable[[], object]) -> float:
    """Milliseconds of planning and execution of the statements of one search."""
    spent = 0.0

    def explain(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        nonlocal spent
        with connection.connection.cursor() as cursor:
            cursor.execute(f"explain (analyze, timing off, format json) {sql}", params)
            (plan,) = cursor.fetchone()[0]
        spent += plan["Planning Time"] + plan["Execution Time"]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        search()
    return spent


class _Crowd:
    """Everybody of the agency in memory: an answer that no index and no policy had a part in."""

    def __init__(self) -> None:
        keys = dict(RosterEntry.objects.values_list("beneficiary_id", "sort_key"))
        self.order = {
            pk: place
            for place, pk in enumerate(sorted(keys, key=lambda pk: (keys[pk].encode(), pk)))
        }
        self.names: dict[str, set[int]] = defaultdict(set)
        self.codes: dict[str, set[int]] = defaultdict(set)
        self.people = list(Beneficiary.objects.order_by("pk"))
        for one in self.people:
            for word in (*tokens(f"{one.first_name} {one.last_name}"), digits(one.phone)):
                if word:
                    self.names[word].add(one.pk)
            self.codes[one.identifier.lower()].add(one.pk)

    def answer(self, text: str) -> list[int]:
        """The first people, in the order of names, who have every word."""
        words = query_words(text)
        if not words:
            return []
        people = set.intersection(*(self._with(word) for word in words))
        return sorted(people, key=self.order.__getitem__)[: SHOWN + 1]

    def _with(self, word: str) -> set[int]:
        named = (people for name, people in self.names.items() if name.startswith(word))
        coded = (people for code, people in self.codes.items() if _ends(code, word))
        return set().union(*named, *coded)

    def queries(self) -> list[str]:
        """Of two to fifteen letters: frequent, rare, absent; names, phones, ends of codes."""
        chance = Random(7)  # noqa: S311  why: the same queries every time
        chosen: dict[str, None] = {}
        for query in self._queries(chance):
            chosen[query] = None
            if len(chosen) == QUERIES:
                break
        return list(chosen)

    def _queries(self, chance: Random) -> Iterator[str]:
        frequent = sorted(self.names, key=lambda word: -len(self.names[word]))[:40]
        yield from (word[:2] for word in frequent)
        yield from (word[:3] for word in frequent)
        yield from (word[:4] for word in frequent[:25])
        yield from frequent[:25]
        yield from (f"{a[:2]} {b[:2]}" for a, b in zip(frequent[:12], frequent[12:24], strict=True))
        yield from (f"{a} {b}" for a, b in zip(frequent[:12], frequent[24:36], strict=True))
        yield from ABSENT
        # Endless: whoever asks takes as many as are wanted.
        while True:
            one = chance.choice(self.people)
            yield f"{one.last_name} {one.first_name}"
            yield one.identifier[-chance.randint(3, 6) :]
            yield digits(one.phone) or one.last_name[:6]
            yield one.first_name[: chance.randint(2, 15)]
            yield one.last_name[: chance.randint(4, 15)]
            yield f"{one.first_name[:3]} {one.last_name[:4]}"


def _ends(code: str, word: str) -> bool:
    """Whether the last two to six characters begin with the word, or the whole code does."""
    if len(word) <= 3:
        return code.endswith(word)
    return code.startswith(word) or any(code[-size:].startswith(word) for size in range(4, 7))
