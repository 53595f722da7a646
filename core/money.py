"""Amounts in euros: decimals with two places, rounded half-up, written the Italian way."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils.translation import gettext as _

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
# No amount of these programmes has more digits; a longer one is a typing error.
LONGEST = 15
_ITALIAN = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")


class BadAmount(ValueError):
    """The text is not an amount; its message is a sentence for people."""


def cents(amount: Decimal | int | str) -> Decimal:
    """An amount rounded half-up to the cent; floats are refused by type, never accepted."""
    if isinstance(amount, float):
        raise TypeError("An amount is a Decimal: a float has already lost its cents.")
    with localcontext() as context:
        context.prec = 60
        # Adding zero turns -0.00 into 0.00: nobody owes minus nothing.
        return Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP) + ZERO


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of the rounded lines, i.e. of what is shown, not the rounded sum."""
    return sum((cents(amount) for amount in amounts), start=ZERO)


def share(amount: Decimal, part: Decimal | int, whole: Decimal | int) -> Decimal:
    """`amount` × `part` / `whole` in cents, multiplied first and rounded once."""
    with localcontext() as context:
        context.prec = 60
        return cents(Decimal(amount) * Decimal(part) / Decimal(whole))


def percent_of(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` in hundredths of `whole`, exact: whoever shows it rounds it, once. None of nothing."""
    if not whole:
        return None
    with localcontext() as context:
        context.prec = 60
        return Decimal(part) * 100 / Decimal(whole)


def hours_of(minutes: int) -> Decimal:
    """Minutes in hours: summed first, rounded half-up to the hundredth once."""
    return share(Decimal(minutes), 1, 60)


def format_amount(amount: Decimal) -> str:
    """An amount as Italians write it, without the sign of the euro: 1.234,56."""
    return f"{cents(amount):,.2f}".translate(str.maketrans(",.", ".,"))


def format_euro(amount: Decimal) -> str:
    """An amount as Italians write it: 1.234,56 €, with a space that does not break."""
    return f"{format_amount(amount)}\u00a0€"


def parse_euro(text: str) -> Decimal:
    """Read an amount typed by an Italian: a comma before the cents, dots between thousands.

    A dot before one or two last digits (`12.5`, `12.50`) is refused: it could mean either.
    Raises BadAmount.
    """
    typed = re.sub(r"\s|€|(?i:euro?)$", "", text.replace("\u2212", "-"))
    match = _ITALIAN.fullmatch(typed)
    if match is None:
        raise BadAmount(
            _("Scrivi l'importo con la virgola prima dei centesimi, per esempio 1.234,56.")
        )
    sign, units, decimals = match.groups()
    digits = units.replace(".", "")
    if len(digits.lstrip("0")) + 2 > LONGEST:
        raise BadAmount(_("L'importo ha troppe cifre: controlla di averlo scritto bene."))
    return cents(f"{sign}{digits}.{decimals or '0'}")
