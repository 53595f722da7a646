"""How dates, hours and figures are written for people, independent of the system's locale."""

from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

# One by one, because the collector of texts reads only constants.
WEEKDAYS = [
    pgettext_lazy("giorno, tre lettere", "lun"),
    pgettext_lazy("giorno, tre lettere", "mar"),
    pgettext_lazy("giorno, tre lettere", "mer"),
    pgettext_lazy("giorno, tre lettere", "gio"),
    pgettext_lazy("giorno, tre lettere", "ven"),
    pgettext_lazy("giorno, tre lettere", "sab"),
    pgettext_lazy("giorno, tre lettere", "dom"),
]
MONTHS = [
    pgettext_lazy("mese, tre lettere", "gen"),
    pgettext_lazy("mese, tre lettere", "feb"),
    pgettext_lazy("mese, tre lettere", "mar"),
    pgettext_lazy("mese, tre lettere", "apr"),
    pgettext_lazy("mese, tre lettere", "mag"),
    pgettext_lazy("mese, tre lettere", "giu"),
    pgettext_lazy("mese, tre lettere", "lug"),
    pgettext_lazy("mese, tre lettere", "ago"),
    pgettext_lazy("mese, tre lettere", "set"),
    pgettext_lazy("mese, tre lettere", "ott"),
    pgettext_lazy("mese, tre lettere", "nov"),
    pgettext_lazy("mese, tre lettere", "dic"),
]
LONG_MONTHS = [
    pgettext_lazy("mese per esteso", "gennaio"),
    pgettext_lazy("mese per esteso", "febbraio"),
    pgettext_lazy("mese per esteso", "marzo"),
    pgettext_lazy("mese per esteso", "aprile"),
    pgettext_lazy("mese per esteso", "maggio"),
    pgettext_lazy("mese per esteso", "giugno"),
    pgettext_lazy("mese per esteso", "luglio"),
    pgettext_lazy("mese per esteso", "agosto"),
    pgettext_lazy("mese per esteso", "settembre"),
    pgettext_lazy("mese per esteso", "ottobre"),
    pgettext_lazy("mese per esteso", "novembre"),
    pgettext_lazy("mese per esteso", "dicembre"),
]
LONG_WEEKDAYS = [
    pgettext_lazy("giorno per esteso", "lunedì"),
    pgettext_lazy("giorno per esteso", "martedì"),
    pgettext_lazy("giorno per esteso", "mercoledì"),
    pgettext_lazy("giorno per esteso", "giovedì"),
    pgettext_lazy("giorno per esteso", "venerdì"),
    pgettext_lazy("giorno per esteso", "sabato"),
    pgettext_lazy("giorno per esteso", "domenica"),
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


def say_percent_cut(value: Decimal | int | float, places: int = 0) -> str:
    """“79,9 %” from 79,96: cut and never rounded, so that what is below a threshold looks below."""
    cut = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    return say_percent(cut, places)


def say_minutes(value: int) -> str:
    """“45 min”, “1 h”, “1 h 30”."""
    hours, minutes = divmod(int(value), 60)
    if not hours:
        unit = _("min")
        return f"{minutes}{JOINER}{unit}"
    return f"{hours}{JOINER}h {minutes:02d}" if minutes else f"{hours}{JOINER}h"
