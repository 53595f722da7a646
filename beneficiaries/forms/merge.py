"""The form on which one chooses which of two records stays, and which values it has."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.comparing import Compared, Line


class MergeForm(forms.Form):
    """Which record stays, and for each part that differs whose value."""

    keeps = forms.TypedChoiceField(
        label=gettext_lazy("Scheda che resta"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli quale scheda resta")},
    )

    def __init__(self, *args: Any, compared: Compared, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compared = compared
        ids = (compared.first.person.pk, compared.second.person.pk)
        keeps: Any = self.fields["keeps"]
        keeps.choices = [(pk, _("Resta questa")) for pk in ids]
        # The older one is where most is written, and its number the one people know.
        keeps.initial = ids[0]
        for line in compared.different:
            said = (line.first, line.second)
            self.fields[_name(line)] = forms.TypedChoiceField(
                label=str(line.part.label),
                coerce=int,
                choices=[(pk, text or _("Vuoto")) for pk, text in zip(ids, said, strict=True)],
                initial=line.proposed,
                widget=forms.RadioSelect,
            )

    @property
    def rows(self) -> list[tuple[Any, Sequence[Any]]]:
        """Each part to choose with its two choices, as the page sets them side by side."""
        names = ["keeps", *(_name(line) for line in self.compared.different)]
        return [(self[name], list(self[name])) for name in names]

    @property
    def chosen(self) -> dict[str, int]:
        """By part of the record, whose value was chosen."""
        return {line.part.name: self.cleaned_data[_name(line)] for line in self.compared.different}

    @property
    def typed(self) -> list[tuple[str, Any]]:
        """What was chosen, to be sent again with the confirmation."""
        return [(name, self.cleaned_data[name]) for name in self.fields]

    @property
    def taken(self) -> list[tuple[Any, str, str]]:
        """What the record that stays takes over: the part, the new value, the former."""
        first = self.compared.first.person.pk
        found = []
        for line in self.compared.different:
            chosen = self.cleaned_data[_name(line)]
            if chosen != self.cleaned_data["keeps"]:
                told = (line.first, line.second) if chosen == first else (line.second, line.first)
                found.append((line.part.label, *told))
        return found


def _name(line: Line) -> str:
    return f"part_{line.part.name}"
