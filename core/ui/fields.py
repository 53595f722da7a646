"""Form fields that take what people write: dates, hours, durations."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ui.words import LONG_MONTHS, MONTHS, say_minutes

DIGITS = re.compile(r"(\d{1,2})[/.\-\s]+(\d{1,2})[/.\-\s]+(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
WORDED = re.compile(r"(?:[^\W\d]+\s+)?(\d{1,2})°?\s+([^\W\d]+)\.?\s+(\d{4})")
HOURS = re.compile(r"(\d{1,2})(?:[:.,]?([0-5]\d))?")
RELATIVE = {"oggi": 0, "today": 0, "ieri": -1, "yesterday": -1, "domani": 1, "tomorrow": 1}
EARLIEST, LATEST = 1900, 2100


class DateInput(forms.DateInput):
    """A line of text: a calendar would refuse what people write."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})}, format="%d/%m/%Y")


class DateField(forms.DateField):
    """A day as people write it: 15/06/2021, 15.6.21, 2021-06-15, 15 giugno 2021, oggi."""

    widget = DateInput
    default_error_messages = {
        "required": _("Indica il giorno"),
        "invalid": _("Scrivi giorno, mese e anno, per esempio 15/06/2021"),
        "nonexistent": _("Questo giorno non esiste nel calendario: controlla giorno e mese"),
        "far": _("L’anno deve stare fra 1900 e 2100"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Giorno, mese e anno, per esempio 15/06/2021."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day, or a sentence that says what to write."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = value.strip().lower()
        if text in self.empty_values:
            return None
        return self._relative(text) or self._calendar(text)

    def _relative(self, text: str) -> date | None:
        days = RELATIVE.get(text.split(",")[0])
        return None if days is None else timezone.localdate() + timedelta(days=days)

    def _calendar(self, text: str) -> date:
        year, month, day = self._parts(text)
        if not EARLIEST <= year <= LATEST:
            raise ValidationError(self.error_messages["far"], code="far")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["nonexistent"], code="nonexistent") from None

    def _parts(self, text: str) -> tuple[int, int, int]:
        if found := ISO.fullmatch(text):
            return int(found[1]), int(found[2]), int(found[3])
        if found := DIGITS.fullmatch(text):
            return _full_year(found[3]), int(found[2]), int(found[1])
        if (found := WORDED.fullmatch(text)) and (month := _month_named(found[2])):
            return int(found[3]), month, int(found[1])
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def _full_year(text: str) -> int:
    """Two digits mean this century, unless that lies more than ten years ahead."""
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if 2000 + year <= timezone.localdate().year + 10 else 1900 + year


def _month_named(word: str) -> int | None:
    for names in (MONTHS, LONG_MONTHS):
        for index, name in enumerate(names, start=1):
            if word == str(name).lower():
                return index
    return None


class TimeField(forms.TimeField):
    """An hour as people write it: 9, 9:30, 9.30, 930."""

    default_error_messages = {
        "required": _("Indica l’ora"),
        "invalid": _("Scrivi l’ora, per esempio 9:30"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        """The hour, or a sentence that says what to write."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = value.strip()
        if text in self.empty_values:
            return None
        found = HOURS.fullmatch(text)
        if found is None or int(found[1]) > 23:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(found[1]), int(found[2] or 0))


class Chips(forms.RadioSelect):
    """One of a few, all in sight."""

    chips = True


class ManyChips(forms.CheckboxSelectMultiple):
    """Some of a few, all in sight."""

    chips = True


class DurationField(forms.TypedChoiceField):
    """Minutes, by chips; the value is an integer."""

    widget = Chips
    default_error_messages = {"required": _("Scegli la durata")}

    def __init__(self, *, steps: Sequence[int] = (15, 30, 45, 60, 90, 120), **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Durata"))
        choices = [(step, say_minutes(step)) for step in steps]
        super().__init__(choices=choices, coerce=int, empty_value=None, **kwargs)
