"""Sieves of the papers page: the signatures that were collected, and a notice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField
from core.ui.fields import DateField
from placements.enums import Party
from placements.models import Placement
from placements.signing import Needed, Papers


class SignaturesForm(forms.Form):
    """Two answers for each signature that lacks: who signed, and when; no day, no signature."""

    def __init__(self, data: Any = None, *, papers: Papers, placement: Placement) -> None:
        super().__init__(data)
        self.lacking = papers.lacking
        for one in self.lacking:
            self.fields[f"{one.key}-by"] = LineField(
                label=_("Firmato da"),
                longest=120,
                required=False,
                initial=usual_signer(one.party, placement),
            )
            self.fields[f"{one.key}-on"] = DateField(
                label=_("Firmato il"), required=False, help_text=""
            )

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Each signature that lacks, with its two fields."""
        return [
            (
                _("%(paper)s, %(party)s")
                % {"paper": one.paper.label, "party": one.party.label.lower()},
                [self[f"{one.key}-by"], self[f"{one.key}-on"]],
            )
            for one in self.lacking
        ]

    def clean(self) -> dict[str, Any]:
        """A day needs its name, and at least one signature is told."""
        told = super().clean() or {}
        for one in self.lacking:
            if told.get(f"{one.key}-on") and not told.get(f"{one.key}-by"):
                self.add_error(f"{one.key}-by", _("Scrivi chi ha firmato"))
        if not self.errors and not any(told.get(f"{one.key}-on") for one in self.lacking):
            raise ValidationError(_("Scrivi il giorno di almeno una firma"))
        return told

    def signed(self) -> Iterator[tuple[Needed, str, date]]:
        """The signatures that were told: which, by whom, when."""
        for one in self.lacking:
            day = self.cleaned_data[f"{one.key}-on"]
            if day:
                yield one, self.cleaned_data[f"{one.key}-by"], day


def usual_signer(party: Party, placement: Placement) -> str:
    """Who signs as a rule for a party, where it is known."""
    return {
        Party.HOST: placement.host.signatory,
        Party.TRAINEE: placement.beneficiary.full_name,
    }.get(party, "")


class NoticeForm(forms.Form):
    """The protocol and the day of a mandatory notice."""

    protocol = LineField(
        label=gettext_lazy("Numero di protocollo"),
        longest=40,
        error_messages={"required": gettext_lazy("Scrivi il numero di protocollo")},
        widget=forms.TextInput({"class": "pc-input--s", "autocomplete": "off"}),
    )
    sent_on = DateField(label=gettext_lazy("Inviata il"))

    def clean_sent_on(self) -> date:
        """It was sent already."""
        day: date = self.cleaned_data["sent_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Il giorno dell’invio non può essere nel futuro"))
        return day
