"""Sieve of an extension: the new last day, why, and what its kind asks besides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import TextField
from core.ui.fields import DateField
from placements.extending import Asked, asks_for_a_level, asks_for_an_attestation
from placements.forms.decisions import LONGEST
from placements.forms.proposals import EQF_LEVELS
from placements.models import Extension, Placement


class ExtensionForm(forms.Form):
    """A later last day. `extension`: the one that was sent back, to go on from."""

    ends_on = DateField(label=gettext_lazy("Nuovo ultimo giorno"))
    reason = TextField(
        label=gettext_lazy("Perché si proroga"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Si legge nell’atto, che firma anche l’ospitante: niente diagnosi."),
        error_messages={"required": gettext_lazy("Scrivi perché si proroga")},
    )
    eqf_level = forms.TypedChoiceField(
        label=gettext_lazy("Livello EQF a cui mira la proroga"),
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((level, str(level)) for level in EQF_LEVELS)],
        required=False,
        widget=forms.Select({"class": "pc-input--xs"}),
        help_text=gettext_lazy("Dal livello 4 il tirocinio può durare sei mesi in più."),
    )
    attestation_on = DateField(
        label=gettext_lazy("Attestazione del servizio, del"),
        help_text=gettext_lazy("Serve se con la proroga si superano i 24 mesi."),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, placement: Placement, extension: Extension | None = None
    ) -> None:
        super().__init__(data, initial=_answers_of(extension) if extension else None)
        if not asks_for_a_level(placement):
            del self.fields["eqf_level"]
        if not asks_for_an_attestation(placement):
            del self.fields["attestation_on"]

    def asked(self) -> Asked:
        """What is asked for; what was not understood lacks."""
        return Asked(**self.cleaned_data)

    def asked_as_saved(self) -> Asked:
        """What is asked for as long as nothing is sent: the initial answers."""
        return Asked(**{name: self[name].initial for name in self.fields if self[name].initial})


def _answers_of(extension: Extension) -> dict[str, Any]:
    return {
        "ends_on": extension.ends_on,
        "reason": extension.reason,
        "eqf_level": extension.eqf_level,
        "attestation_on": extension.attestation_on,
    }
