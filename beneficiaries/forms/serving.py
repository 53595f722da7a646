"""The question which action of the plan something serves: one line, left empty as a rule."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.serving import Servable

LABEL = gettext_lazy("Serve all’azione")


class ServesField(forms.ChoiceField):
    """An action of the plan that holds, chosen by its line; its value is the number of the row."""

    def __init__(self, label: Any = LABEL) -> None:
        self.rows: dict[str, int] = {}
        super().__init__(
            label=label,
            required=False,
            error_messages={
                "invalid_choice": gettext_lazy("Scegli un’azione del progetto approvato")
            },
        )

    def offer(self, actions: Sequence[Servable], kept: Servable | None = None) -> None:
        """The actions by goal; `kept`: what was chosen before stays, in whatever version it was."""
        self.rows = {one.line: one.pk for one in actions}
        groups: dict[str, list[tuple[str, str]]] = {}
        if kept is not None and kept.line not in self.rows:
            groups[_("Di una versione di prima")] = [(kept.line, kept.what)]
        for one in actions:
            groups.setdefault(one.goal, []).append((one.line, one.what))
        if kept is not None:
            self.rows[kept.line] = kept.pk
        self.choices = [("", _("Nessuna azione")), *groups.items()]

    def clean(self, value: Any) -> int | None:
        """The number of the action, or none."""
        return self.rows.get(super().clean(value))


def ask_action(form: forms.Form, actions: Sequence[Servable], kept: Servable | None = None) -> None:
    """Put the actions into the form, or leave the question out where there is nothing to ask."""
    field: Any = form.fields["serves"]
    if not actions and kept is None:
        del form.fields["serves"]
        return
    field.offer(actions, kept)
