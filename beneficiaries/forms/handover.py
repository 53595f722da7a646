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
        error_messages={"required": gettext_lazy("Scegli chi segue le persone da ora")},
    )

    def __init__(
        self,
        *args: Any,
        entries: Sequence[Any],
        workers: Mapping[int, User],
        summaries: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        """`entries`: of the roster; `workers`: colleagues; `summaries`: proposed, by person."""
        super().__init__(*args, **kwargs)
        self.entries = entries
        names = [(str(pk), str(user)) for pk, user in workers.items()]
        everyone: Any = self.fields["everyone"]
        everyone.choices = [("", "—"), *names, (STAYS, _("nessuno, tranne chi scegli sotto"))]
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
        """Somebody is passed on."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not [to for _pk, to in self._chosen() if to != STAYS]:
            raise ValidationError(_("Nessuna persona passa: scegline almeno una."))
        return cleaned

    def _chosen(self) -> list[tuple[int, str]]:
        """Each person and who they pass to."""
        typed = self.cleaned_data
        return [(one.pk, typed[f"to_{one.pk}"] or typed["everyone"]) for one in self.entries]

    def passed(self, files: Mapping[int, int]) -> list[Passed]:
        """What was chosen; `files`: the open case file of each person."""
        return [
            Passed(files[pk], int(worker), self.cleaned_data[f"summary_{pk}"])
            for pk, worker in self._chosen()
            if worker != STAYS
        ]
