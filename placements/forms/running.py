"""Sieves of a suspension, of its end, and of the end of a placement."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField, TextField
from core.ui.fields import DateField
from placements.actions.running import ends_early
from placements.enums import BreakReason, Outcome
from placements.forms.decisions import LONGEST
from placements.models import Placement


class SuspendForm(forms.Form):
    """From which day it rests, and why."""

    starts_on = DateField(label=gettext_lazy("Primo giorno di sospensione"))
    reason = LineField(
        label=gettext_lazy("Motivo"),
        longest=300,
        help_text=gettext_lazy("Per una malattia basta “malattia”: niente diagnosi."),
        error_messages={"required": gettext_lazy("Scrivi il motivo della sospensione")},
    )


class ResumeForm(forms.Form):
    """The last day of rest."""

    ends_on = DateField(label=gettext_lazy("Ultimo giorno di sospensione"))


class FinishForm(forms.Form):
    """The last day, the outcome, and the reason where that day comes early."""

    ended_on = DateField(label=gettext_lazy("Ultimo giorno"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("Esito"),
        choices=[("", gettext_lazy("Scegli…")), *Outcome.choices],
        required=False,
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Motivo, se finisce prima del previsto"),
        choices=[("", gettext_lazy("Scegli…")), *BreakReason.choices],
        required=False,
    )
    note = TextField(
        label=gettext_lazy("Che cosa è successo"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text=gettext_lazy("Obbligatorio se finisce prima del previsto."),
    )

    def __init__(self, data: Any = None, *, placement: Placement) -> None:
        super().__init__(data)
        self.placement = placement

    def clean(self) -> dict[str, Any]:
        """On the last day an outcome, before it a reason and its words."""
        told = super().clean() or {}
        day = told.get("ended_on")
        if day is None:
            return told
        if not ends_early(self.placement, day):
            if not told.get("outcome"):
                self.add_error("outcome", _("Scegli l’esito"))
            return told
        if not told.get("reason"):
            self.add_error("reason", _("Finisce prima del previsto: scegli il motivo"))
        if not told.get("note"):
            self.add_error("note", _("Finisce prima del previsto: scrivi che cosa è successo"))
        return told

    def told(self) -> dict[str, Any]:
        """The answers for the action; the reason of an early end only where it is one."""
        told = dict(self.cleaned_data)
        if not ends_early(self.placement, told["ended_on"]):
            told["reason"] = ""
        return told

    def lines(self) -> list[tuple[str, str]]:
        """What was answered, in words, for the page that asks to confirm."""
        told = self.told()
        said = {
            "outcome": str(Outcome(told["outcome"]).label) if told["outcome"] else "",
            "reason": str(BreakReason(told["reason"]).label) if told["reason"] else "",
            "note": told["note"],
        }
        return [(str(self[name].label), words) for name, words in said.items() if words]
