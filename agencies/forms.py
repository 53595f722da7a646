"""Sieves of an absence from work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.actions import Told
from agencies.models import Leave, User
from core.text import clean_line
from core.ui.fields import DateField

LONGEST = 160
# In place of a worker's number: nobody covers yet.
NOBODY = "nessuno"
CHOOSE = ("", gettext_lazy("Scegli"))


class LeaveForm(forms.Form):
    """From when to when, who covers, and what whoever covers should know; never why."""

    worker = forms.ChoiceField(
        label=gettext_lazy("Chi è assente"),
        error_messages={
            "required": gettext_lazy("Scegli chi è assente"),
            "invalid_choice": gettext_lazy("Scegli chi è assente fra i nomi proposti"),
        },
    )
    first_on = DateField(
        label=gettext_lazy("Primo giorno"),
        help_text=gettext_lazy("Giorno, mese e anno, oppure “oggi” o “domani”."),
    )
    last_on = DateField(
        label=gettext_lazy("Ultimo giorno"),
        help_text=gettext_lazy("È ancora un giorno di assenza; al massimo 90 giorni in tutto."),
    )
    cover = forms.ChoiceField(
        label=gettext_lazy("Chi copre"),
        help_text=gettext_lazy(
            "In quei giorni vede fra le sue cose anche gli appuntamenti e le scadenze di chi è"
            " assente, e può segnarle."
        ),
        error_messages={
            "required": gettext_lazy("Scegli chi copre, o che decide chi coordina"),
            "invalid_choice": gettext_lazy("Scegli chi copre fra i nomi proposti"),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("Indicazioni per chi copre"),
        help_text=gettext_lazy(
            "Il motivo dell’assenza non si chiede: non scriverlo, e niente sulla salute di nessuno."
        ),
        required=False,
        strip=False,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        workers: Mapping[int, User],
        me: User,
        leave: Leave | None = None,
        today: date,
        chooses: bool = False,
        **kwargs: Any,
    ) -> None:
        """`workers`: by number; `leave`: the one that is corrected; `chooses`: whose it is, too."""
        kept = _answers_of(leave) if leave else {"worker": me.pk}
        super().__init__(*args, initial=kept | kwargs.pop("initial", {}), **kwargs)
        self.workers, self.me, self.leave = {me.pk: me} | dict(workers), me, leave
        named = [(str(pk), str(one)) for pk, one in self.workers.items()]
        if leave is not None and leave.cover is not None and leave.cover_id not in self.workers:
            # Whoever stands there works here no more: another one is to be chosen.
            self.initial["cover"] = ""
        absent = leave.worker_id if leave else None if chooses else me.pk
        self._offer("cover", [CHOOSE, *(one for one in named if one[0] != str(absent))])
        self._offer("cover", [(NOBODY, _("Nessuno: decide chi coordina"))], more=True)
        self._offer("worker", named)
        if leave is not None or not chooses:
            del self.fields["worker"]
        if leave is not None and leave.first_on <= today:
            del self.fields["first_on"]

    def _offer(self, name: str, choices: list[Any], *, more: bool = False) -> None:
        field: Any = self.fields[name]
        field.choices = [*field.choices, *choices] if more else choices

    def clean_note(self) -> str:
        """One line, not too long."""
        note = clean_line(self.cleaned_data["note"])
        if len(note) > LONGEST:
            raise ValidationError(
                _("Scrivi al massimo %(longest)s caratteri") % {"longest": LONGEST}
            )
        return note

    def told(self) -> Told:
        """What was written; whose absence it is and its first day stay where they are fixed."""
        told = self.cleaned_data
        cover = None if told["cover"] == NOBODY else self.workers[int(told["cover"])]
        if self.leave is not None:
            first_on = told.get("first_on", self.leave.first_on)
            return Told(self.leave.worker, first_on, told["last_on"], cover, told["note"])
        worker = self.workers[int(told["worker"])] if "worker" in told else self.me
        return Told(worker, told["first_on"], told["last_on"], cover, told["note"])

    def see_again(self, leave: Leave) -> None:
        """After somebody else's change: what stands there now has been told, and may be saved."""
        data: Any = self.data.copy()
        data["seen"] = leave.changed_at.isoformat()
        self.data = data


def _answers_of(leave: Leave) -> dict[str, Any]:
    return {
        "worker": leave.worker_id,
        "first_on": leave.first_on,
        "last_on": leave.last_on,
        "cover": leave.cover_id or NOBODY,
        "note": leave.note,
        "seen": leave.changed_at.isoformat(),
    }
