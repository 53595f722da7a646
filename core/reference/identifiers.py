"""The codes a person is known by: tax code, provisional code, STP and ENI cards.

Sources: D.M. 23 December 1976 (the tax code), D.P.R. 605/1973 (the provisional one is numeric),
art. 43 of D.P.R. 394/1999 (STP). Omocodia: digits replaced by letters when two people would
have the same code. The library computes; here is what it means and what to tell people.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.period import age_on
from core.reference.places import Place, PlaceLookup, place_with_code
from core.text import normalise

TAX_CODE_LENGTH = 16
PROVISIONAL_LENGTH = 11
CARD_LENGTH = 16
SHOWN_WHEN_MASKED = 3
# The oldest person ever was 122; a two-digit year must stop somewhere.
OLDEST = 120
MONTHS = "ABCDEHLMPRST"
WOMEN_ADD = 40
_SEPARATORS = re.compile(r"[\s.\-_/\u200b-\u200f\ufeff]+")
_CARD = re.compile(r"(STP|ENI)\d")
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
_NUMBERS = (6, 7, 9, 10, 12, 13, 14)
_MONTH = 8


class Kind(StrEnum):
    """Which code it is."""

    TAX_CODE = "TAX_CODE"
    PROVISIONAL = "PROVISIONAL"
    STP = "STP"
    ENI = "ENI"


class BadIdentifier(ValueError):
    """The code cannot be right; the message is a sentence for people."""


@dataclass(frozen=True)
class Identifier:
    """A code that is formally right, and what it says of the person."""

    kind: Kind
    code: str
    birth_date: date | None = None
    sex: str | None = None
    birth_cadastral_code: str | None = None
    is_omocodia: bool = False


def read_identifier(
    text: str, *, today: date | None = None, places: PlaceLookup = place_with_code
) -> Identifier:
    """Read a code as people type it; `today` decides the century of the birth year.

    Spaces, dots and lower case are forgiven. Raises BadIdentifier with the first thing wrong.
    """
    code = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not code:
        raise BadIdentifier(_("Scrivi il codice della persona."))
    for char in code:
        if not (char.isascii() and char.isalnum()):
            raise BadIdentifier(
                _("Il codice contiene «%(char)s»: servono solo lettere e cifre.") % {"char": char}
            )
    if code.isdigit():
        return _read_provisional(code)
    if _CARD.match(code):
        return _read_card(code)
    return _read_tax_code(code, today or localdate(), places)


def tax_code_of(
    first_name: str, last_name: str, birth_date: date, sex: str, cadastral_code: str
) -> str:
    """The tax code that these facts give, without omocodia; `sex` is F or M."""
    from codicefiscale import encode_birthdate, encode_cin, encode_firstname, encode_lastname

    born = datetime(birth_date.year, birth_date.month, birth_date.day)
    names = encode_lastname(normalise(last_name)) + encode_firstname(normalise(first_name))
    code = names + encode_birthdate(born, sex) + cadastral_code.upper()  # type: ignore[arg-type]
    return code + encode_cin(code)


def agrees_with(
    identifier: Identifier,
    first_name: str = "",
    last_name: str = "",
    birth_date: date | None = None,
    sex: str | None = None,
) -> list[str]:
    """Sentences about what the code says differently: warnings, because offices err, too."""
    if identifier.kind != Kind.TAX_CODE:
        return []
    return [
        *_name_disagreements(identifier.code, first_name, last_name),
        *_birth_disagreements(identifier, birth_date, sex),
    ]


def mask(code: str) -> str:
    """A code that can be recognised by who knows it, and told to nobody else."""
    hidden = max(len(code) - SHOWN_WHEN_MASKED, 0)
    return "•" * hidden + code[hidden:]


def without_omocodia(code: str) -> str:
    """A tax code with its digits for their letters, and without the check character."""
    plain = (char.translate(_OMOCODIA) if i in _NUMBERS else char for i, char in enumerate(code))
    return "".join(plain)[: TAX_CODE_LENGTH - 1]


def _read_provisional(code: str) -> Identifier:
    if len(code) != PROVISIONAL_LENGTH:
        raise BadIdentifier(
            ngettext(
                "Un codice provvisorio ha 11 cifre: qui ce n'è %(count)s.",
                "Un codice provvisorio ha 11 cifre: qui ce ne sono %(count)s.",
                len(code),
            )
            % {"count": len(code)}
        )
    digits = [int(char) for char in code]
    # Every second digit is doubled, and the digits of the result are added (Luhn).
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    if not any(digits) or (sum(digits[0::2]) + sum(doubled)) % 10:
        raise BadIdentifier(
            _("L'ultima cifra del codice provvisorio non torna: ricontrolla le cifre.")
        )
    return Identifier(Kind.PROVISIONAL, code)


def _read_card(code: str) -> Identifier:
    kind = Kind(code[:3])
    if len(code) != CARD_LENGTH:
        raise BadIdentifier(
            _("Un codice %(kind)s ha 16 caratteri: qui ce ne sono %(count)s.")
            % {"kind": kind, "count": len(code)}
        )
    if not code[3:].isdigit():
        raise BadIdentifier(_("Dopo «%(kind)s» vanno 13 cifre.") % {"kind": kind})
    return Identifier(kind, code)


def _read_tax_code(code: str, today: date, places: PlaceLookup) -> Identifier:
    _refuse_wrong_shape(code)
    _refuse_wrong_check_character(code)
    plain = "".join(
        char.translate(_OMOCODIA) if i in _NUMBERS else char for i, char in enumerate(code)
    )
    place_code = plain[11:15]
    days = list(_possible_birth_days(plain, today))
    place = places(place_code)
    if place is None:
        raise BadIdentifier(
            _("Il luogo di nascita nel codice (%(place)s) non è di nessun comune o Stato.")
            % {"place": place_code}
        )
    return Identifier(
        Kind.TAX_CODE,
        code,
        birth_date=_birth_day_at(place, days),
        sex="F" if int(plain[9:11]) > WOMEN_ADD else "M",
        birth_cadastral_code=place_code,
        is_omocodia=plain[:15] != code[:15],
    )


def _refuse_wrong_shape(code: str) -> None:
    if len(code) != TAX_CODE_LENGTH:
        raise BadIdentifier(
            ngettext(
                "Un codice fiscale ha 16 caratteri: qui ce n'è %(count)s.",
                "Un codice fiscale ha 16 caratteri: qui ce ne sono %(count)s.",
                len(code),
            )
            % {"count": len(code)}
        )
    for index, char in enumerate(code):
        facts = {"place": index + 1, "char": char}
        if index in _NUMBERS and not char.translate(_OMOCODIA).isdigit():
            raise BadIdentifier(_("Al posto %(place)s va una cifra: c'è «%(char)s».") % facts)
        if index not in _NUMBERS and not char.isalpha():
            raise BadIdentifier(_("Al posto %(place)s va una lettera: c'è «%(char)s».") % facts)
    if code[_MONTH] not in MONTHS:
        raise BadIdentifier(
            _("Al posto 9 va la lettera del mese di nascita: «%(char)s» non è di nessun mese.")
            % {"char": code[_MONTH]}
        )


def _refuse_wrong_check_character(code: str) -> None:
    # Not before it is needed: the library costs 15 MB of memory.
    from codicefiscale import encode_cin

    if encode_cin(code) != code[-1]:
        # Not the right letter: changing the last one would only hide the wrong one.
        raise BadIdentifier(
            _(
                "L'ultima lettera non torna con le altre:"
                " ricontrolla il codice carattere per carattere."
            )
        )


def _possible_birth_days(plain: str, today: date) -> Iterator[date]:
    """The birth days that two digits of a year allow, the latest first; never in the future."""
    month, day = MONTHS.index(plain[_MONTH]) + 1, int(plain[9:11])
    day -= WOMEN_ADD if day > WOMEN_ADD else 0
    century = today.year - today.year % 100
    found = False
    for year in (century + int(plain[6:8]), century - 100 + int(plain[6:8])):
        try:
            born = date(year, month, day)
        except ValueError:
            continue
        if born <= today and age_on(born, today) <= OLDEST:
            found = True
            yield born
    if not found:
        raise BadIdentifier(
            _(
                "La data di nascita nel codice non esiste:"
                " giorno %(day)s, mese %(month)s, anno %(year)s."
            )
            % {"day": day, "month": month, "year": plain[6:8]}
        )


def _birth_day_at(place: Place, days: list[date]) -> date:
    # The younger reading first, so that an age under 100 wins; then the place may say otherwise.
    for day in days:
        if place.could_see_a_birth(day):
            return day
    raise BadIdentifier(
        _("Il luogo di nascita nel codice, %(place)s, non esisteva più il %(day)s.")
        % {"place": place.name, "day": _written(days[0])}
    )


def _name_disagreements(code: str, first_name: str, last_name: str) -> Iterator[str]:
    from codicefiscale import encode_firstname, encode_lastname

    last, first = normalise(last_name), normalise(first_name)
    # A name in another alphabet has as many codes as transliterations: nothing to compare.
    if last and last.isascii() and encode_lastname(last) != code[:3]:
        yield _("Il codice fiscale non corrisponde al cognome «%(name)s».") % {"name": last_name}
    if first and first.isascii() and encode_firstname(first) != code[3:6]:
        yield _("Il codice fiscale non corrisponde al nome «%(name)s».") % {"name": first_name}


def _birth_disagreements(
    identifier: Identifier, birth_date: date | None, sex: str | None
) -> Iterator[str]:
    said = identifier.birth_date
    if birth_date and said and _without_century(birth_date) != _without_century(said):
        yield _("Secondo il codice fiscale la data di nascita è il %(said)s, non il %(typed)s.") % {
            "said": _written(said),
            "typed": _written(birth_date),
        }
    if sex in ("F", "M") and identifier.sex and sex != identifier.sex:
        yield (
            _("Secondo il codice fiscale la persona è registrata come donna.")
            if identifier.sex == "F"
            else _("Secondo il codice fiscale la persona è registrata come uomo.")
        )


def _without_century(day: date) -> tuple[int, int, int]:
    return day.year % 100, day.month, day.day


def _written(day: date) -> str:
    return date_format(day, "d/m/Y")
