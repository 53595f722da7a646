"""Two hundred thousand people, or a million, who do not exist: names as they are spread in life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from beneficiaries.models import Beneficiary
from core.text import sort_key
from reporting.demo.names import names

SEED = 200_000
STARTS = ("Ber", "Ca", "Fer", "Ma", "Ro", "Gal", "Mo", "Pa", "Ri", "San", "Ta", "Vi", "Bo", "De",
          "Ghi", "Lu", "Ne", "Pe", "Spa", "Tre", "Bra", "Cre", "Fu", "Gre", "Zan",
          "Qua")  # fmt: skip
MIDDLES = ("na", "ri", "sco", "tto", "va", "li", "me", "ga", "zze", "do", "ra", "bi", "cche",
           "le", "nti", "ssa", "lle", "mbo", "rde", "ta")  # fmt: skip
ENDS = ("ni", "lli", "ri", "ti", "ra", "no", "sso", "tta", "ga", "chi", "do", "ne", "co", "zi")
# Thirty-six people in a hundred have a letter that keyboards lack, an apostrophe or a hyphen.
ACCENTED = 0.36
ACCENTS = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")
AGENCIES, LARGEST = 20, 0.3
# The letters of the months in a tax code.
MONTHS = "ABCDEHLMPRST"


@dataclass(frozen=True)
class Named:
    """One person of the crowd and the words of their maintained rows."""

    person: Beneficiary
    sort_key: str


def sizes(people: int) -> list[int]:
    """How many people each agency follows: the first a third of all, the others ever fewer."""
    first = round(people * LARGEST)
    weights = [1 / (number + 1) for number in range(1, AGENCIES)]
    rest = [int((people - first) * weight / sum(weights)) for weight in weights]
    rest[0] += people - first - sum(rest)
    return [first, *rest]


def crowd(agencies: list[int]) -> Iterator[Named]:
    """Everybody, agency by agency; numbers begin with 1."""
    chance = Random(SEED)  # noqa: S311  why: the same crowd every time is the aim
    surnames = [a + b + c for a in STARTS for b in MIDDLES for c in ENDS]
    chance.shuffle(surnames)
    # A few surnames are very common, most are rare (Zipf).
    common = list(accumulate(1 / (rank + 8) for rank in range(len(surnames))))
    given = names().women + names().men
    often = list(accumulate(1 / (rank + 3) for rank in range(len(given))))
    number = 0
    for agency, size in enumerate(agencies, 1):
        last = chance.choices(surnames, cum_weights=common, k=size)
        first = chance.choices(given, cum_weights=often, k=size)
        for one, other in zip(first, last, strict=True):
            number += 1
            yield _named(number, agency, *_accented(one, other, chance), chance)


def _accented(first: str, last: str, chance: Random) -> tuple[str, str]:
    if chance.random() >= ACCENTED:
        return first, last
    way = chance.randrange(3)
    if way == 0:
        return first[:-1] + first[-1].translate(ACCENTS), last
    if way == 1:
        return first, f"{chance.choice(('D’', 'Dall’', 'Dell’'))}{last[:-1]}{last[-1]}"
    return first, last[:-1] + last[-1].translate(ACCENTS)


def _code(number: int, begun: str) -> str:
    """Of the right length and shape, and nobody else's: the number stands in what follows."""
    rest, place = divmod(number, 1000)
    rest, month = divmod(rest, len(MONTHS))
    rest, day = divmod(rest, 28)
    code = f"{begun}{MONTHS[month]}{day + 1:02d}C{place:03d}{chr(65 + rest % 26)}"
    return code.upper().ljust(16, "X")[:16]


def _named(number: int, agency: int, first: str, last: str, chance: Random) -> Named:
    phone = f"+39 3{number % 90 + 10} {number * 7919 % 10_000_000:07d}" if number % 2 else ""
    born = date(1956, 1, 1) + timedelta(days=chance.randrange(17_500))
    person = Beneficiary(
        pk=number,
        agency_id=agency,
        first_name=first,
        last_name=last,
        identifier=_code(number, f"{first[:3]}{last[:3]}{born:%y}"),
        identifier_kind="TAX_CODE",
        gender="FM"[number % 2] if number % 200 else "NX"[number % 400 // 200],
        birth_date=born,
        phone=phone,
    )
    return Named(person, sort_key(last, first))
