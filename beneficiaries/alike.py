"""Which records of an agency may be of one person: by code, by name and birth date, by phone.

One statement reads who is to be compared; the likeness of names is computed here, as all
comparison of names is (docs/decisions/0012). Each rule starts from something equal (a code, a
birth date, a phone), so that nobody is compared with everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet

from beneficiaries.enums import Alike
from beneficiaries.models import Beneficiary, SearchToken
from beneficiaries.search import digits
from core.reference.identifiers import TAX_CODE_LENGTH, without_omocodia
from core.text import tokens

# A phone or a day shared by more people is a hostel's, or a day written for want of another.
MOST_OF_ONE_PHONE, MOST_OF_ONE_DAY = 6, 400
# Shorter words are too near each other: Li and Lu are two people.
SHORTEST = 4
FOUND = 200
_NAMES = 6
_COLUMNS = ("pk", "first_name", "last_name", "birth_date", "phone", "identifier")
_CARDS = ("STP", "ENI")


@dataclass(frozen=True)
class Known:
    """What of a record is compared."""

    pk: int
    words: tuple[str, ...]
    born: date | None
    phone: str
    code: str


def known(pk: int, first: str, last: str, born: date | None, phone: str, code: str) -> Known:
    """A record as it is compared."""
    words = tuple(tokens(f"{first} {last}"))
    return Known(pk, words, born, digits(phone), plain_code(code))


def plain_code(code: str) -> str:
    """The code as all its writings have it: digits for letters, whichever card it stands on."""
    if code.startswith(_CARDS):
        return code[3:]
    return without_omocodia(code) if len(code) == TAX_CODE_LENGTH else code


def reasons(one: Known, other: Known) -> list[Alike]:
    """Why two records may be of one person; nothing where they may not."""
    if one.code and one.code == other.code:
        return [Alike.CODE]
    named = names_alike(one.words, other.words)
    born = one.born is not None and one.born == other.born
    if born and named:
        calls = bool(one.phone) and one.phone == other.phone
        return [Alike.BORN, Alike.NAME, *([Alike.PHONE] if calls else [])]
    if not one.phone or one.phone != other.phone:
        return []
    # Couples and families share a phone: something of the person must agree, too.
    if born:
        return [Alike.BORN, Alike.PHONE]
    unknown = one.born is None or other.born is None
    if named or (unknown and set(one.words) & set(other.words)):
        return [Alike.NAME, Alike.PHONE]
    return []


def names_alike(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """The words of the shorter name are all in the longer one, in any order, a letter apart."""
    few, many = sorted((some, others), key=len)
    if not few:
        return False
    # D’Amico and Damico.
    if "".join(few) == "".join(many):
        return True
    left = list(many)
    for word in few:
        match = next((one for one in left if near(word, one)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def near(one: str, other: str) -> bool:
    """The same word, or one letter more, less, other, or two changed places."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1:
        return False
    at = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long[at:]


def alike_to(person: Beneficiary) -> dict[int, list[Alike]]:
    """The agency's other records that may be of this person, by number, and why."""
    mine = known(*(getattr(person, name) for name in _COLUMNS))
    rows = _others(person, mine)
    others = (known(*row) for row in rows.values_list(*_COLUMNS)[:FOUND])
    found = {other.pk: reasons(mine, other) for other in others if other.pk != person.pk}
    return {pk: why for pk, why in found.items() if why}


def _others(person: Beneficiary, mine: Known) -> QuerySet[Beneficiary]:
    """Those who share a day, a phone or the beginning of a code with the person."""
    wanted = Q(pk__in=[])
    if mine.born:
        wanted |= Q(birth_date=mine.born)
    if mine.phone:
        same = SearchToken.objects.filter(agency_id=person.agency_id, token=mine.phone)
        wanted |= Q(pk__in=list(same.values_list("beneficiary_id", flat=True)[:FOUND]))
    if person.identifier.startswith(_CARDS):
        wanted |= Q(identifier__in=[card + mine.code for card in _CARDS])
    elif len(person.identifier) == TAX_CODE_LENGTH:
        # The letters of the names come first, and no omocodia touches them.
        start = person.identifier[:_NAMES]
        wanted |= Q(identifier__gte=start, identifier__lte=start + "Z" * TAX_CODE_LENGTH)
    return Beneficiary.objects.filter(wanted, agency_id=person.agency_id, merged_into=None)


def all_alike(agency_id: int) -> dict[tuple[int, int], list[Alike]]:
    """Every such pair of the agency, the older record first."""
    people = Beneficiary.objects.filter(agency_id=agency_id, merged_into=None)
    return pairs_of(known(*row) for row in people.values_list(*_COLUMNS))


def pairs_of(everyone: Iterable[Known]) -> dict[tuple[int, int], list[Alike]]:
    """Every pair that may be of one person: only those are compared who share something."""
    found: dict[tuple[int, int], list[Alike]] = {}
    for one, other in _compared(list(everyone)):
        key = (min(one.pk, other.pk), max(one.pk, other.pk))
        if key not in found and (why := reasons(one, other)):
            found[key] = why
    return found


def _compared(everyone: list[Known]) -> Iterator[tuple[Known, Known]]:
    for key, most in (("code", FOUND), ("born", MOST_OF_ONE_DAY), ("phone", MOST_OF_ONE_PHONE)):
        groups: dict[Any, list[Known]] = defaultdict(list)
        for one in everyone:
            if value := getattr(one, key):
                groups[value].append(one)
        for group in groups.values():
            if len(group) <= most:
                yield from combinations(group, 2)
