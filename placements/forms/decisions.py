"""Sieve of a decision that is not an approval: a reason where it is a refusal, always a text."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import TextField
from core.ui.fields import Chips
from placements.enums import RefusalReason

LONGEST = 2000


class DecisionForm(forms.Form):
    """The text to who proposed, and the reason of a refusal. `verb`: ask or refuse."""

    note = TextField(
        label=gettext_lazy("Messaggio"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Resta nella storia della proposta."),
        error_messages={
            "required": gettext_lazy("Scrivi il messaggio: chi ha proposto deve sapere perché")
        },
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo, se respingi"),
        choices=RefusalReason.choices,
        required=False,
        # One click, where a closed list takes two.
        widget=Chips,
    )

    def __init__(self, data: Any = None, *, verb: str = "", to: str = "") -> None:
        super().__init__(data)
        self.verb = verb
        if to:
            self.fields["note"].label = _("Messaggio a %(name)s") % {"name": to}

    def clean_reason(self) -> str:
        """A refusal says why, by the list."""
        reason: str = self.cleaned_data["reason"]
        if self.verb == "refuse" and not reason:
            raise ValidationError(_("Scegli il motivo per cui respingi"))
        return reason
