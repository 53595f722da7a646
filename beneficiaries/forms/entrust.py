"""The form that gives a person to a worker."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import User


class EntrustForm(forms.Form):
    """Who follows the person from now on."""

    worker = forms.TypedChoiceField(
        label=_("Operatore"),
        coerce=int,
        help_text=_("Chi lavora oggi con le persone per il tuo ente."),
        error_messages={"required": _("Scegli l’operatore")},
    )

    def __init__(self, *args: Any, workers: dict[int, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["worker"]
        field.choices = [("", "—"), *((pk, str(user)) for pk, user in workers.items())]
