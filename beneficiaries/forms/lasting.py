"""How long it lasted: a usual duration, any other in minutes, or none."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.ui.fields import DurationField
from core.ui.words import say_minutes

# The choice beside which the minutes are written; and as many as the database takes.
OTHER, MOST = 0, 720
USUAL = (15, 30, 45, 60, 90)
_WANTED = gettext_lazy("Scrivi i minuti con un numero intero, da 1 a 720")


class LastingForm(forms.Form):
    """The duration of a contact; one that was chosen can be taken away again."""

    minutes = DurationField(label=gettext_lazy("Durata"), required=False)
    other_minutes = forms.IntegerField(
        label=gettext_lazy("Altra durata, in minuti"),
        min_value=1,
        max_value=MOST,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WANTED),
    )

    def __init__(self, *args: Any, kept: int | None = None, **kwargs: Any) -> None:
        """`kept`: the duration it has already, beside the usual ones."""
        super().__init__(*args, **kwargs)
        steps = USUAL if kept is None else sorted({*USUAL, kept})
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]
            *((step, say_minutes(step)) for step in steps),
            (OTHER, _("Altra")),
            ("", _("Non indicata")),
        ]

    def clean(self) -> dict[str, Any]:
        """The minutes that were written, where “Altra” was chosen, and only there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, written = cleaned.get("minutes"), cleaned.get("other_minutes")
        if chosen == OTHER:
            cleaned["minutes"] = written
            if written is None and "other_minutes" in cleaned:
                self.add_error("other_minutes", _("Scrivi quanti minuti è durato"))
        elif written is not None and written != chosen:
            said = ngettext(
                "Hai scritto %(count)s minuto: scegli “Altra”, o togli i minuti",
                "Hai scritto %(count)s minuti: scegli “Altra”, o togli i minuti",
                written,
            )
            self.add_error("minutes", said % {"count": written})
        return cleaned
