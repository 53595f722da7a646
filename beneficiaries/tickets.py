"""A search by name: its words are kept here, encrypted; its address carries a random code."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Subquery

from agencies.models import User
from beneficiaries.models import SearchTicket
from beneficiaries.search import found, query_words
from core.drafts import seal, unseal
from core.text import clean_line

LONGEST = 120


@dataclass(frozen=True)
class Found:
    """What a ticket stands for: the words, and whom they find now."""

    words: str
    found: list[int]


def keep_words(text: str, *, by: User) -> SearchTicket:
    """Keep the words of a search under a new code."""
    seat = by.acting
    assert seat is not None  # noqa: S101  why: SEE_PEOPLE is granted to a seat
    return SearchTicket.objects.create(
        code=secrets.token_urlsafe(32),
        user_id=by.pk,
        agency_id=seat.agency_id,
        words=seal(clean_line(text)[:LONGEST]),
    )


def searched_words(code: str, *, by: User) -> str | None:
    """The words behind a code; None where it is not theirs, or is no more."""
    return words_in(_sealed(code, by).first())


def words_beside(code: str, *, by: User) -> Subquery:
    """The same, sealed, as a column of what is asked for anyway: `words_in` reads it."""
    return Subquery(_sealed(code, by)[:1])


def words_in(sealed: bytes | memoryview | None) -> str | None:
    """The words of a ticket; None where there was none."""
    return None if sealed is None else unseal(sealed)


def _sealed(code: str, by: User) -> QuerySet[SearchTicket, Any]:
    own = SearchTicket.objects.filter(code=clean_line(code)[:43], user_id=by.pk)
    return own.order_by("pk").values_list("words", flat=True)


def ticket_of(code: str, *, by: User) -> Found | None:
    """The words behind a code, and the people they find."""
    words = searched_words(code, by=by)
    if words is None or by.acting is None:
        return None
    return Found(words, found(by.acting.agency_id, query_words(words)))
