"""Fields that take what people write about people: names, codes, places, long texts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.places import countries_named, municipalities_named
from core.reference.identifiers import BadIdentifier, Identifier, read_identifier
from core.reference.models import Country, Municipality
from core.text import clean_line, clean_text
from core.ui.words import say_number


class LineField(forms.CharField):
    """One line, cleaned of what no screen can show, with a length that is said in words."""

    clean_with: Callable[[str], str] = staticmethod(clean_line)

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        # Not `max_length`: its attribute would cut a pasted text in the browser, in silence.
        self.longest = longest
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return self.clean_with(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Refuse a text that is too long, or missing."""
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("Scrivi al massimo %(longest)s caratteri: ora sono %(count)s")
                % {"longest": say_number(self.longest), "count": say_number(len(value))},
                code="max_length",
            )


class TextField(LineField):
    """Several lines, cleaned."""

    clean_with = staticmethod(clean_text)
    widget = forms.Textarea


class IdentifierField(forms.CharField):
    """A code as people type it; its value is an Identifier, or None for no code."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "pc-input--s", "spellcheck": "false"})
        super().__init__(required=False, strip=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Identifier | None:  # type: ignore[override]
        """The code, read; or the sentence that says what is wrong with it."""
        text = clean_line(super().to_python(value) or "")
        if not text:
            return None
        try:
            return read_identifier(text)
        except BadIdentifier as error:
            raise ValidationError(str(error), code="invalid") from None

    def run_validators(self, value: Any) -> None:
        """Nothing more: `read_identifier` has checked everything."""


class PlaceInput(forms.TextInput):
    """A line of text with names offered below while one types; works without them, too."""

    template_name = "beneficiaries/_place_input.html"

    def __init__(self, kind: str) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false"})
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template draws: where to ask for names, and the id of their list."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        context["list_id"] = f"{own.get('id', name)}_offers"
        own |= {
            "role": "combobox",
            "aria-autocomplete": "list",
            "aria-expanded": "false",
            "aria-controls": context["list_id"],
            "hx-post": reverse("beneficiaries:places", args=[self.kind]),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": f"#{context['list_id']}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
            "hx-params": f"{name},csrfmiddlewaretoken",
        }
        return context


class MunicipalityField(forms.CharField):
    """A municipality of today, by its name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", PlaceInput("municipality"))
        super().__init__(required=False, strip=False, **kwargs)

    def to_python(self, value: Any) -> Municipality | None:  # type: ignore[override]
        """The municipality, or the sentence that says why not."""
        text = clean_line(super().to_python(value) or "")
        return only_one(text, municipalities_named(text)) if text else None

    def run_validators(self, value: Any) -> None:
        """Nothing more: the place exists."""


class CountryField(forms.CharField):
    """A country, by its Italian name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, strip=False, widget=PlaceInput("country"), **kwargs)

    def to_python(self, value: Any) -> Country | None:  # type: ignore[override]
        """The country, or the sentence that says why not."""
        text = clean_line(super().to_python(value) or "")
        if not text:
            return None
        found = countries_named(text)
        if not found:
            raise ValidationError(
                _("Non conosciamo lo Stato “%(name)s”: scegline uno fra quelli proposti")
                % {"name": text[:40]}
            )
        return found[0]

    def run_validators(self, value: Any) -> None:
        """Nothing more: the country exists."""


def only_one(text: str, found: list[Municipality]) -> Municipality:
    """The one municipality of this name, or a sentence that asks for its province."""
    if not found:
        raise ValidationError(
            _("Non c’è un comune che si chiama “%(name)s”: scegline uno fra quelli proposti")
            % {"name": text[:40]}
        )
    if len(found) > 1:
        raise ValidationError(
            _("Più comuni si chiamano così: aggiungi la provincia, per esempio %(example)s")
            % {"example": found[0]}
        )
    return found[0]
