"""Formally valid codes for people who do not exist."""

from codicefiscale import encode_cin

from core.reference.identifiers import tax_code_of
from core.text import normalise
from reporting.demo.plan import Someone

_LETTERS = "LMNPQRSTUV"
# The places of a tax code that hold digits, in the order in which they become letters.
_DIGITS = (14, 13, 12, 10, 9, 7, 6)


def code_of(person: Someone) -> str:
    """The tax code of an invented person."""
    if person.birth_date is None:
        raise ValueError("A tax code needs a birth date.")
    sex = "F" if person.gender == "F" else "M"
    plain = tax_code_of("x", person.last_name, person.birth_date, sex, person.birth_place)
    return _signed(plain[:3] + _first(person.first_name) + plain[6:15])


def same_again(code: str, times: int = 1) -> str:
    """The code given to another person with the same one (*omocodia*): digits become letters."""
    chars = list(code[:15])
    for place in _DIGITS[:times]:
        chars[place] = _LETTERS[int(chars[place])]
    return _signed("".join(chars))


def provisional(number: int) -> str:
    """A provisional code of eleven digits: seven of number, three of the office, a check digit."""
    return _checked(f"{number:07d}013")


def company(number: int) -> str:
    """A VAT number of an organisation that does not exist: no province has the office 000."""
    return _checked(f"99{number:05d}000")


def _checked(digits: str) -> str:
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[1::2]]
    total = sum(int(digit) for digit in digits[0::2]) + sum(doubled)
    return digits + str(-total % 10)


def card(kind: str, number: int) -> str:
    """An STP or ENI card of Lombardia: kind, region, health agency, number."""
    return f"{kind}030303{number:07d}"


def _first(name: str) -> str:
    from codicefiscale import encode_firstname

    # Who has one single name has no letters of a first name.
    return encode_firstname(normalise(name)) if name else "XXX"


def _signed(fifteen: str) -> str:
    return fifteen + encode_cin(fifteen)
