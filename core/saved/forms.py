"""Sieves of a saved view."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import clean_line

LONGEST = 60


class ViewForm(forms.Form):
    """The name of a view, and whether the menu opens its list with it, where it leads there."""

    name = forms.CharField(
        label=gettext_lazy("Nome della vista"),
        strip=False,
        help_text=gettext_lazy("Senza nomi di persone."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    is_default = forms.BooleanField(
        label=gettext_lazy("Apri così l’elenco dal menu"), required=False
    )

    def __init__(self, *args: Any, in_menu: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not in_menu:
            del self.fields["is_default"]

    def clean_name(self) -> str:
        """One line, not too long."""
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        if len(name) > LONGEST:
            raise ValidationError(
                _("Scrivi al massimo %(longest)s caratteri") % {"longest": LONGEST}
            )
        return name


class KeepForm(ViewForm):
    """The same for a list as it stands: what it stands for comes signed."""

    told = forms.CharField(widget=forms.HiddenInput, required=False)
