"""Fields of the forms of this floor: an amount, and hours of a week."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.money import BadAmount, format_amount, parse_euro

MOST_ASKED = Decimal("99999.99")
HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2})|:([0-5]\d))?\s*(?:h|ore)?")


class EuroField(forms.CharField):
    """An amount as Italians write it: 1.234,56."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            {"class": "pc-input--s", "inputmode": "decimal", "autocomplete": "off"}
        )
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """An amount with its comma; what was typed as it was typed."""
        return format_amount(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The amount, or the sentence that says what to write."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            amount = parse_euro(text)
        except BadAmount as error:
            raise ValidationError(str(error)) from None
        if not 0 <= amount <= MOST_ASKED:
            raise ValidationError(_("L’importo va da 0,00 a 99.999,99 €"))
        return amount

    def run_validators(self, value: Any) -> None:
        """Nothing more: the amount is read."""


class HoursField(forms.CharField):
    """Hours of a week, as minutes: 20, 20,5, 20:30."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            {"class": "pc-input--xs", "inputmode": "decimal", "autocomplete": "off"}
        )
        super().__init__(widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Minutes as hours; what was typed as it was typed."""
        if not isinstance(value, int):
            return value
        hours, minutes = divmod(value, 60)
        return f"{hours}:{minutes:02d}" if minutes else str(hours)

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """Minutes, or the sentence that says what to write."""
        text = (super().to_python(value) or "").strip().lower()
        if not text:
            return None
        found = HOURS.fullmatch(text)
        if found is None:
            raise ValidationError(_("Scrivi le ore, per esempio 20, 20,5 oppure 20:30"))
        part = Decimal(f"0.{found[2]}") * 60 if found[2] else Decimal(found[3] or 0)
        minutes = int(found[1]) * 60 + int(part.to_integral_value())
        if not 0 < minutes <= 7 * 24 * 60:
            raise ValidationError(_("In una settimana ci stanno da 1 a 168 ore"))
        return minutes

    def run_validators(self, value: Any) -> None:
        """Nothing more: the hours are read."""
