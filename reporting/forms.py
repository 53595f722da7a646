"""Forms of the reporting floor: sieves, named for their verb; they clean and never save."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from beneficiaries.forms.fields import LineField
from core.ui.fields import DateField
from projects.models import Project
from reporting.actions import NotPossible, refuse_bad_day
from reporting.enums import ReopenReason


class AskForReport(forms.Form):
    """Which day the account is to be held at."""

    cut_off = DateField(
        label=_("Dati al"),
        help_text=_("Contano gli ingressi fino a questo giorno compreso, per esempio 31/12/2021."),
    )

    def __init__(self, data: Any = None, *, project: Project, **kwargs: Any) -> None:
        self.project = project
        kwargs.setdefault("initial", {"cut_off": likely_day(project)})
        super().__init__(data, **kwargs)

    def clean_cut_off(self) -> date:
        """A day the project can be accounted for."""
        day = self.cleaned_data["cut_off"]
        try:
            refuse_bad_day(self.project, day, today=timezone.localdate())
        except NotPossible as refusal:
            raise ValidationError(str(refusal), code="day") from refusal
        return day


class SendForm(forms.Form):
    """Under which protocol, and on which day it was sent."""

    protocol = LineField(
        label=_("Numero di protocollo"),
        help_text=_("Quello che Bandi e Servizi ha dato alla richiesta."),
        longest=40,
        error_messages={"required": _("Scrivi il numero di protocollo")},
    )
    sent_on = DateField(label=_("Inviato il"))


class ReopenForm(forms.Form):
    """Why a confirmed or sent report is opened again."""

    reason = forms.ChoiceField(
        label=_("Motivo"),
        choices=ReopenReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli il motivo")},
    )
    note = LineField(
        label=_("Che cosa va corretto"),
        longest=500,
        error_messages={"required": _("Scrivi che cosa va corretto")},
    )


def likely_day(project: Project) -> date:
    """Today, or the project's last day where that is over."""
    return min(timezone.localdate(), project.ends_on)
