"""The form that passes people on: one colleague for all, another one for some, what to know."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.actions import Passed
from beneficiaries.forms.fields import TextField

# Instead of a worker's number: as chosen for all; nobody, the person stays.
AS_ALL, STAYS = "", "resta"
LONGEST = 2_000


class HandOverForm(forms.Form):
    """Who follows each person from now on."""

    everyone = forms.ChoiceField(
        label=gettext_lazy("A chi"),
        help_text=gettext_lazy("Per tutte le persone, tranne quelle per cui scegli qualcun altro."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        entries: Sequence[Any],
        workers: Mapping[int, User],
        summaries: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`entries`: rows of the roster; `workers`: colleagues; `summaries`: proposed, by person."""
        super().__init__(*args, **kwargs)
        self.entries = entries
        names = [(str(pk), str(user)) for pk, user in workers.items()]
        everyone: Any = self.fields["everyone"]
        everyone.choices = [(AS_ALL, "—"), *names]
        for entry in entries:
            name = entry.beneficiary.full_name
            self.fields[f"to_{entry.pk}"] = forms.ChoiceField(
                label=_("A chi passa %(name)s") % {"name": name},
                choices=[(AS_ALL, _("come sopra")), *names, (STAYS, _("non passa"))],
                required=False,
            )
            self.fields[f"summary_{entry.pk}"] = TextField(
                label=_("Consegne per %(name)s") % {"name": name},
                longest=LONGEST,
                initial=summaries.get(entry.pk, ""),
                widget=forms.Textarea({"rows": 2}),
                required=False,
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each person with the two fields that are theirs."""
        return [(one, self[f"to_{one.pk}"], self[f"summary_{one.pk}"]) for one in self.entries]

    def clean(self) -> dict[str, Any]:
        """Somebody is passed on, and everybody who is has a new worker."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [cleaned.get(f"to_{one.pk}", STAYS) for one in self.entries]
        if AS_ALL in chosen and not cleaned.get("everyone"):
            self.add_error("everyone", _("Scegli chi segue le persone da ora"))
        elif not [one for one in chosen if one != STAYS]:
            raise ValidationError(_("Nessuna persona passa: scegline almeno una."))
        return cleaned

    def passed(self, files: Mapping[int, int]) -> list[Passed]:
        """What was chosen; `files`: the open case file of each person."""
        chosen = [
            (one.pk, self.cleaned_data[f"to_{one.pk}"] or self.cleaned_data["everyone"])
            for one in self.entries
        ]
        return [
            Passed(files[pk], int(worker), self.cleaned_data[f"summary_{pk}"])
            for pk, worker in chosen
            if worker != STAYS
        ]
