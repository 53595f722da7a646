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
        asked: str = "",
        **kwargs: Any,
    ) -> None:
        """`serves`: the action it carries out already; `asked`: the line one comes from."""
        known = [one.line for one in actions if one.line == asked]
        first = serves.line if serves else next(iter(known), "")
        super().__init__(*args, initial={"serves": first}, **kwargs)
        field: Any = self.fields["serves"]
        field.offer(actions, serves)
