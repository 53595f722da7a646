"""The hours that others did for an action of a plan, as they say."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField


class DeclareForm(forms.Form):
    """How many hours, and who says so; nothing in both takes them back."""

    hours = forms.IntegerField(
        label=gettext_lazy("Ore dichiarate"),
        help_text=gettext_lazy("Ore intere, in tutto. Vuoto se non ce ne sono più."),
        min_value=1,
        max_value=5_000,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "class": "pc-input--xs"}),
        error_messages={
            "invalid": gettext_lazy("Scrivi un numero intero di ore"),
            "min_value": gettext_lazy("Le ore dichiarate vanno da 1 a 5.000"),
            "max_value": gettext_lazy("Le ore dichiarate vanno da 1 a 5.000"),
        },
    )
    source = LineField(
        label=gettext_lazy("Chi le ha dichiarate"),
        longest=120,
        help_text=gettext_lazy("Per esempio “Ente di formazione, attestato del 12 marzo”."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Hours have somebody who declared them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"hours", "source"} <= cleaned.keys():
            if cleaned["hours"] and not cleaned["source"]:
                self.add_error("source", _("Scrivi chi ha dichiarato queste ore"))
            elif cleaned["source"] and cleaned["hours"] is None:
                self.add_error("hours", _("Scrivi quante ore sono state dichiarate"))
        return cleaned
