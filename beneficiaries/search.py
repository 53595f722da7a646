"""Finding people by any part of a name, an alias, a phone, or the end of a code.

Each beginning of a name has a row of its own, and those of one beginning stand in the order of
names: a word of letters is looked up as it is, and a list of many people begins at once. Of phones
and codes the rows are few: a word with digits is a range of the index. Both are plain comparisons
in "C" order, which stay fast under row security; a `LIKE` would not (docs/decisions).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from beneficiaries.models import Beneficiary, SearchToken
from core.text import normalise, tokens

SHORTEST, PHONE_BEGINNINGS, CODE_ENDINGS = 2, (2, 3), range(2, 7)
# Beginnings of this many letters have a row; a longer one is a range, and few people are in it.
LONGEST = 12
# A page shows 25; one more tells that there are more.
SHOWN = 25
MOST_WORDS = 6
# A word that so many people have is walked with the others, not asked for one by one.
MANY = 2_000
_LAST = "\U0010ffff"

Found = QuerySet[SearchToken, tuple[int, str]]


def digits(phone: str) -> str:
    """The digits of a phone number without the Italian prefix."""
    plain = "".join(char for char in phone if char.isdigit())
    for prefix in ("0039", "39"):
        if plain.startswith(prefix) and len(plain) > len(prefix) + 7:
            return plain[len(prefix) :]
    return plain


def words_of(person: Beneficiary) -> set[str]:
    """Every word under which a person is found."""
    names = f"{person.first_name} {person.last_name} {person.alias}"
    # D'Amico is looked up as “amico”, and as “damico” too.
    joined = [normalise(name).replace(" ", "") for name in names.split()]
    found = {part for name in (*tokens(names), *joined) if name for part in _beginnings(name)}
    if phone := digits(person.phone):
        found |= {phone, *(phone[:size] for size in PHONE_BEGINNINGS)}
    if code := person.identifier.lower():
        endings = {code[-size:] for size in CODE_ENDINGS}
        # Of a code no beginning of two or three letters: it would be everybody's.
        lettered = (part for part in _beginnings(code) if len(part) > max(PHONE_BEGINNINGS))
        found |= endings | {*lettered}
    return {word[:100] for word in found}


def _beginnings(word: str) -> Iterator[str]:
    """The word, and all its beginnings that are looked up as they are."""
    yield word
    for size in range(SHORTEST, min(len(word), LONGEST + 1)):
        if not _is_range(word[:size]):
            yield word[:size]


def query_words(text: str) -> list[str]:
    """The words of a search: normalised, long enough, longest first; digits of a phone joined."""
    compact = "".join(text.split())
    if compact.strip("+").isdigit() and len(compact) > SHORTEST:
        return [digits(compact)]
    words = [word for word in normalise(text).split() if len(word) >= SHORTEST]
    return sorted(dict.fromkeys(words), key=len, reverse=True)[:MOST_WORDS]


def found(agency_id: int, words: list[str]) -> list[int]:
    """Ids of at most 26 people of the agency that match every word, in the order of names."""
    if not words:
        return []
    ranges = [word for word in words if _is_range(word)]
    plain = [word for word in words if not _is_range(word)]
    if ranges:
        return _first(_meeting(agency_id, ranges, plain))
    rare = plain[0] if len(plain) == 1 else _rare(agency_id, plain)
    if rare is not None:
        return _first(_with(_people_of(agency_id, rare), agency_id, set(plain) - {rare}))
    with _side_by_side():
        return _first(_with(_people_of(agency_id, plain[0]), agency_id, plain[1:]))


def _first(rows: Found) -> list[int]:
    return [person for person, _ in rows.order_by("sort_key", "beneficiary_id")[: SHOWN + 1]]


def _meeting(agency_id: int, ranges: list[str], plain: list[str]) -> Found:
    """All people of each range, and those who are in all: a range leads to nobody.

    Asked one by one whether they are in a range, ten thousand people would read it ten thousand
    times, and the planner, who takes so narrow a range for one row, would let them.
    """
    first, *others = (_people_of(agency_id, word) for word in ranges)
    rows = _with(first, agency_id, plain)
    return rows.intersection(*others) if others else rows.distinct()


def _rare(agency_id: int, words: list[str]) -> str | None:
    """The first of these words that few people have, if there is one."""
    for word in words:
        if _people_of(agency_id, word)[:MANY].count() < MANY:
            return word
    return None


@contextmanager
def _side_by_side() -> Iterator[None]:
    """Let words that many people have be read together, in the order of names they all stand in.

    The planner believes that row security hides nearly all of them, and would ask for each person
    of one word whether they have the other.
    """
    _allow_asking_one_by_one("off")
    yield
    # After an error the transaction is over, and its settings with it.
    _allow_asking_one_by_one("on")


def _allow_asking_one_by_one(whether: str) -> None:
    ways = ("enable_nestloop", "enable_hashjoin")
    calls = ", ".join("set_config(%s, %s, true)" for _ in ways)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [part for way in ways for part in (way, whether)])


def _people_of(agency_id: int, word: str) -> Found:
    rows = SearchToken.objects.filter(_is(word), agency_id=agency_id)
    return rows.order_by().values_list("beneficiary_id", "sort_key")


def _with(rows: Found, agency_id: int, words: Iterable[str]) -> Found:
    """Those of these people who have each of the words, too."""
    for word in words:
        # The sort key says nothing new, but with it two words meet in the order of the index.
        same = SearchToken.objects.filter(
            _is(word),
            agency_id=agency_id,
            sort_key=OuterRef("sort_key"),
            beneficiary_id=OuterRef("beneficiary_id"),
        )
        rows = rows.filter(Exists(same))
    return rows


def _is_range(word: str) -> bool:
    """Whether a word has no row for each of its beginnings: one with digits, or a very long one."""
    return len(word) > LONGEST or (len(word) > max(PHONE_BEGINNINGS) and not word.isalpha())


def _is(word: str) -> Q:
    return Q(token__gte=word, token__lt=word + _LAST) if _is_range(word) else Q(token=word)


def token_rows(person: Beneficiary, sort_key: str) -> Iterable[SearchToken]:
    """The rows under which a person is to be found."""
    return (
        SearchToken(
            agency_id=person.agency_id,
            token=word,
            sort_key=sort_key,
            beneficiary_id=person.pk,
        )
        for word in sorted(words_of(person))
    )
