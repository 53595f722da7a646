"""Forms of the end of a file: why it is closed and what came of it; why it is opened again."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.actions import Closing
from beneficiaries.closing_enums import ClosingReason, Outcome
from beneficiaries.forms.fields import TextField
from core.ui.fields import DateField
from core.ui.words import say_day_short

LONGEST = 4_000
CAME_TO_NOTHING = (Outcome.NOT_REACHED, Outcome.NOT_ASSESSABLE)


class CloseCaseForm(forms.Form):
    """Why the file is closed, what came of it, and when."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo"),
        choices=[("", "—"), *ClosingReason.to_choose()],
        error_messages={"required": gettext_lazy("Scegli il motivo della chiusura")},
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Esito del percorso"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Rispetto a quello che era stato concordato con la persona."),
        error_messages={"required": gettext_lazy("Scegli l’esito")},
    )
    closed_on = DateField(label=gettext_lazy("Chiusa il"), initial=timezone.localdate)
    words = TextField(
        label=gettext_lazy("Due parole"),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Come si conclude, chi lo sa, a chi può rivolgersi la persona."),
    )

    def __init__(self, data: Any = None, *, first: date) -> None:
        """`first`: the earliest day the file may be closed on, told beside the field."""
        super().__init__(data)
        told = _("Da quando è cominciata la fase di adesso (%(first)s) fino a oggi.")
        self.fields["closed_on"].help_text = told % {"first": say_day_short(first)}

    def clean(self) -> dict[str, Any]:
        """Another reason is told in words; reached goals are an outcome."""
        cleaned: dict[str, Any] = super().clean() or {}
        reason, outcome = cleaned.get("reason"), cleaned.get("outcome")
        if reason == ClosingReason.OTHER and not cleaned.get("words", "").strip():
            self.add_error("words", _("Scrivi qual è l’altro motivo"))
        if reason == ClosingReason.GOALS and outcome in CAME_TO_NOTHING:
            self.add_error(
                "outcome", _("Il motivo è “Obiettivi raggiunti”: l’esito dice quanto lo sono")
            )
        return cleaned

    def closing(self) -> Closing:
        """What was typed, as the verb takes it."""
        told = self.cleaned_data
        reason, outcome = ClosingReason(told["reason"]), Outcome(told["outcome"])
        return Closing(reason, outcome, told["closed_on"], told["words"].strip())


class ReopenCaseForm(forms.Form):
    """Why the file is opened again."""

    because = TextField(
        label=gettext_lazy("Perché si riapre"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Resta nella storia della cartella, con la chiusura di prima."),
        error_messages={"required": gettext_lazy("Scrivi perché la cartella si riapre")},
    )
