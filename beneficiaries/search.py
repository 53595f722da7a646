"""Finding people by any part of a name, an alias, a phone, or the end of a code.

A word of two or three letters is looked up as it is: names, aliases and phones have rows for
their first two and three letters, already in the order of names. A longer word is a range of
the index. Both are plain comparisons in "C" order, which stay fast under row security; a
`LIKE` would not (docs/decisions).
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from beneficiaries.models import Beneficiary, SearchToken
from core.text import normalise, tokens

SHORTEST, PREFIXES = 2, (2, 3)
CODE_ENDINGS = range(2, 7)
# A page shows 25; one more tells that there are more.
SHOWN = 25
MOST_WORDS = 6
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
    named = [*tokens(names), *joined]
    whole = [word for word in (*named, digits(person.phone)) if word]
    found = {word[:size] for word in whole for size in PREFIXES if len(word) > size}
    code = person.identifier.lower()
    endings = {code[-size:] for size in CODE_ENDINGS} | {code} if code else set()
    return {word[:100] for word in found | set(whole) | endings}


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
    long = [word for word in words if _is_range(word)]
    short = [word for word in words if not _is_range(word)]
    rows = _meeting(agency_id, long, short) if long else _walking(agency_id, *short)
    return [person for person, _ in rows.order_by("sort_key", "beneficiary_id")[: SHOWN + 1]]


def _meeting(agency_id: int, long: list[str], short: list[str]) -> Found:
    """All people of each long word, and those who are in all: a range leads to nobody.

    Asked one by one whether they are in a range, ten thousand people would read it ten thousand
    times, and the planner, who takes so narrow a range for one row, would let them. Whether they
    have a short word, too, is one look each.
    """
    first, *others = (_people_of(agency_id, word) for word in long)
    rows = _with(first, agency_id, short)
    return rows.intersection(*others) if others else rows.distinct()


def _people_of(agency_id: int, word: str) -> Found:
    rows = SearchToken.objects.filter(_is(word), agency_id=agency_id)
    return rows.order_by().values_list("beneficiary_id", "sort_key")


def _walking(agency_id: int, first: str, *others: str) -> Found:
    """Words of two or three letters: both stand in the order of names, and the first few do."""
    return _with(_people_of(agency_id, first), agency_id, others).distinct()


def _with(rows: Found, agency_id: int, short: Iterable[str]) -> Found:
    """Those of these people who have each of the short words, too."""
    for word in short:
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
    return len(word) > max(PREFIXES)


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
