"""Forms of emergency accesses: why one is needed now; whether it was."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.confirming import Factor
from beneficiaries.actions.emergencies import too_short
from beneficiaries.emergency_enums import EmergencyState
from beneficiaries.forms.fields import TextField
from beneficiaries.models import SHORTEST_REASON

LONGEST = 1_000


class OpenEmergencyForm(forms.Form):
    """Why one cannot wait for the author; typed, and not chosen from a list."""

    reason = TextField(
        label=gettext_lazy("Perché serve adesso"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "Almeno 20 caratteri: che cosa succede, e perché non si può chiedere all’autore."
            " Non scrivere nomi: la legge chi esamina l’accesso."
        ),
        error_messages={"required": gettext_lazy("Scrivi perché serve adesso")},
    )

    password = forms.CharField(
        label=gettext_lazy("La tua password, di nuovo"),
        strip=False,
        max_length=4_096,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=gettext_lazy("L’accesso è di più di un quarto d’ora fa: conferma che sei tu."),
        error_messages={"required": gettext_lazy("Scrivi la tua password")},
    )
    code = forms.CharField(
        label=gettext_lazy("Il codice dell’app"),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=gettext_lazy("O uno dei codici di riserva."),
        error_messages={"required": gettext_lazy("Scrivi il codice che vedi nell’app")},
    )

    def __init__(self, *args: Any, factor: Factor | None, **kwargs: Any) -> None:
        """`factor`: what confirms who one is; None where one has signed in of late."""
        super().__init__(*args, **kwargs)
        if factor in (None, Factor.KEY):
            del self.fields["password"]
        if factor != Factor.CODE:
            del self.fields["code"]

    def clean_reason(self) -> str:
        """Words that say something."""
        reason: str = self.cleaned_data["reason"]
        if len(reason.strip()) < SHORTEST_REASON:
            raise forms.ValidationError(too_short(reason))
        return reason


class ReviewEmergencyForm(forms.Form):
    """Whether the access was justified; where it was not, why."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("L’accesso era"),
        choices=[("justify", EmergencyState.JUSTIFIED.label),
                 ("object", EmergencyState.NOT_JUSTIFIED.label)],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli se l’accesso era giustificato")},
    )  # fmt: skip
    remark = TextField(
        label=gettext_lazy("Due parole"),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Servono se non era giustificato: le legge chi lo ha aperto."),
    )

    def clean(self) -> dict[str, Any]:
        """No without a word is no answer."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("verdict") == "object" and not cleaned.get("remark", "").strip():
            self.add_error("remark", _("Scrivi perché l’accesso non era giustificato."))
        return cleaned
