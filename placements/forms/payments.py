"""The sieve of a payment: which allowances, when, with which reference."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beneficiaries.forms.fields import LineField
from core.ui.fields import DateField
from placements.models import Allowance


class PayForm(forms.Form):
    """The allowances are ticked on the page; the day and the bank's reference are asked."""

    paid_on = DateField(
        label=_("Pagato il"),
        help_text=_("Il giorno del bonifico, per esempio 15/06/2021."),
    )
    reference = LineField(
        label=_("Riferimento del pagamento"),
        help_text=_("Numero del mandato o CRO: è ciò che un controllo chiede."),
        longest=80,
        error_messages={"required": _("Scrivi il riferimento del pagamento")},
    )
    indennita = forms.TypedMultipleChoiceField(
        label=_("Indennità da pagare"),
        coerce=int,
        error_messages={
            "required": _("Scegli almeno un’indennità da pagare"),
            "invalid_choice": _(
                "Un’indennità scelta non è più da pagare: controlla l’elenco e scegli di nuovo"
            ),
        },
    )

    def __init__(self, *args: Any, due: Iterable[Allowance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, str(one.pk)) for one in due]
        self.fields["indennita"].choices = choices  # type: ignore[attr-defined]
        self.ticked = (
            {str(one) for one in self.data.getlist("indennita")}
            if self.is_bound
            else {str(pk) for pk, _label in choices}
        )
