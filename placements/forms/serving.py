"""Which action of the person's plan a placement carries out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from beneficiaries.forms.serving import ServesField
from beneficiaries.serving import Servable


class ServeForm(forms.Form):
    """One action of the plan that holds, or none."""

    serves = ServesField(label=gettext_lazy("Questo tirocinio realizza l’azione"))

    def __init__(
        self,
        *args: Any,
        actions: Sequence[Servable],
        serves: Servable | None,
        **kwargs: Any,
    ) -> None:
        """`serves`: the action it carries out already."""
        super().__init__(*args, initial={"serves": serves.line if serves else ""}, **kwargs)
        field: Any = self.fields["serves"]
        field.offer(actions, serves)
