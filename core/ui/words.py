"""How dates, hours and figures are written for people, independent of the system's locale."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

WEEKDAYS = [
    pgettext_lazy("giorno, tre lettere", word)
    for word in ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
]
MONTHS = [
    pgettext_lazy("mese, tre lettere", word)
    for word in (
        "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic",
    )
]  # fmt: skip
LONG_MONTHS = [
    pgettext_lazy("mese per esteso", word)
    for word in (
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
        "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    )
]  # fmt: skip
LONG_WEEKDAYS = [
    pgettext_lazy("giorno per esteso", word)
    for word in ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
]
# The figure and its sign stay on one line.
JOINER = "\u00a0"
NOTHING = "–"


def as_date(value: date | datetime) -> date:
    """The day of a date or of a moment, in the time zone of the screen."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def say_day(value: date | datetime) -> str:
    """“lun 3 mar 2026”."""
    day = as_date(value)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day_short(value: date | datetime) -> str:
    """“3 mar 2026”."""
    day = as_date(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day_long(value: date | datetime) -> str:
    """“lunedì 3 marzo 2026”."""
    day = as_date(value)
    return f"{LONG_WEEKDAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


def say_hour(value: datetime) -> str:
    """“9:30”, in the time zone of the screen."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local.hour}:{local.minute:02d}"


def say_moment(value: datetime) -> str:
    """“lun 3 mar 2026, 9:30”."""
    return f"{say_day(value)}, {say_hour(value)}"


def say_number(value: Decimal | int | float, places: int | None = None) -> str:
    """“1.234” or “1.234,5”: separators of the language, never of the machine."""
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def say_euro(value: Decimal | int | float) -> str:
    """“1.234,56 €”, half-up to the cent."""
    cents = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{say_number(cents, 2)}{JOINER}€"


def say_percent(value: Decimal | int | float, places: int = 0) -> str:
    """“55 %”: the value is already in hundredths."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{say_number(exact, places)}{JOINER}%"


def say_minutes(value: int) -> str:
    """“45 min”, “1 h”, “1 h 30”."""
    hours, minutes = divmod(int(value), 60)
    if not hours:
        unit = _("min")
        return f"{minutes}{JOINER}{unit}"
    return f"{hours}{JOINER}h {minutes:02d}" if minutes else f"{hours}{JOINER}h"
