"""Sieves of what came of a participation."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField
from core.ui.fields import Chips, DateField
from projects.actions import Followed, Observed
from projects.enums import WORKING, ResultWork
from projects.models import FollowUp, Result

YES, NO, UNKNOWN = "si", "no", "non_noto"
ANSWERS = {YES: True, NO: False, UNKNOWN: None}


class KnownField(forms.TypedChoiceField):
    """Yes, no, or not known: three answers that are not each other."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[
                (YES, gettext_lazy("Sì")),
                (NO, gettext_lazy("No")),
                (UNKNOWN, gettext_lazy("Non si sa")),
            ],
            coerce=ANSWERS.__getitem__,
            empty_value="",
            widget=Chips,
            **kwargs,
        )


def known(answer: bool | None) -> str:
    """A kept answer as the choice that stands for it."""
    return {True: YES, False: NO, None: UNKNOWN}[answer]


class WhyForm(forms.Form):
    """A note, and the reason where a given answer is corrected."""

    note = LineField(label=gettext_lazy("Annotazione"), longest=500, required=False)
    reason = LineField(
        label=gettext_lazy("Motivo della correzione"),
        help_text=gettext_lazy("Resta nella storia della partecipazione."),
        longest=300,
        required=False,
    )

    def __init__(self, data: Any, *, correcting: bool, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if not correcting:
            del self.fields["reason"]

    @property
    def why(self) -> str:
        """The reason of a correction, or nothing."""
        return str(self.cleaned_data.get("reason", ""))


class ResultForm(WhyForm):
    """How things stood within four weeks of the exit."""

    observed_on = DateField(
        label=gettext_lazy("Giorno a cui si riferiscono le risposte"),
        help_text=gettext_lazy("Non il giorno della telefonata, se chiedi com’era prima."),
    )
    work = forms.ChoiceField(
        label=gettext_lazy("Lavoro"),
        choices=ResultWork.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Indica se la persona lavora")},
    )
    searches_job = KnownField(
        label=gettext_lazy("Se non lavora: cerca lavoro ed è disponibile"),
        required=False,
    )
    in_training = KnownField(
        label=gettext_lazy("Frequenta un corso di studio o di formazione"),
        error_messages={"required": gettext_lazy("Indica se frequenta un corso")},
    )
    gained_qualification = KnownField(
        label=gettext_lazy("Ha ottenuto una qualifica"),
        help_text=gettext_lazy(
            "Con una prova davanti a un ente titolato: l’attestato di frequenza non basta."
        ),
        error_messages={"required": gettext_lazy("Indica se ha ottenuto una qualifica")},
    )
    qualification = LineField(label=gettext_lazy("Quale qualifica"), longest=200, required=False)
    field_order = (
        "observed_on", "work", "searches_job", "in_training", "gained_qualification",
        "qualification", "note", "reason",
    )  # fmt: skip

    def __init__(self, data: Any, *, was: Result | None, today: date | None) -> None:
        initial: dict[str, Any] = {"observed_on": today}
        if was is not None:
            initial = {
                "observed_on": was.observed_on,
                "work": was.work,
                "searches_job": "" if was.work in WORKING else known(was.searches_job),
                "in_training": known(was.in_training),
                "gained_qualification": known(was.gained_qualification),
                "qualification": was.qualification,
                "note": was.note,
            }
        super().__init__(data, correcting=was is not None, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Who does not work is asked whether they look for work."""
        cleaned = super().clean() or {}
        if cleaned.get("work") == ResultWork.NOT_WORKING and cleaned.get("searches_job") == "":
            self.add_error("searches_job", ValidationError(_("Indica se cerca lavoro")))
        return cleaned

    def found(self) -> Observed:
        """What the action takes."""
        said = self.cleaned_data
        return Observed(
            on=said["observed_on"],
            work=ResultWork(said["work"]),
            in_training=said["in_training"],
            gained_qualification=said["gained_qualification"],
            # Left empty by who works: the action says no for them.
            searches_job=None if said["searches_job"] == "" else said["searches_job"],
            qualification=said["qualification"],
            note=said["note"],
        )


class FollowUpForm(WhyForm):
    """How things stood six months after the exit; the day is not a choice."""

    work = forms.ChoiceField(
        label=gettext_lazy("Lavoro"),
        choices=ResultWork.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Indica se la persona lavorava")},
    )
    is_improved = KnownField(
        label=gettext_lazy("La sua situazione di lavoro è migliorata rispetto all’ingresso"),
        help_text=gettext_lazy(
            "Da precario a stabile, da part-time non voluto a tempo pieno, un lavoro che chiede"
            " più competenze, una promozione."
        ),
        error_messages={"required": gettext_lazy("Indica se la situazione è migliorata")},
    )
    field_order = ("work", "is_improved", "note", "reason")

    def __init__(self, data: Any, *, was: FollowUp | None, day: date, employed: bool) -> None:
        initial: dict[str, Any] = {}
        if was is not None:
            initial = {"work": was.work, "is_improved": known(was.is_improved), "note": was.note}
        super().__init__(data, correcting=was is not None, initial=initial)
        self.day = day
        if not employed:
            del self.fields["is_improved"]

    def found(self) -> Followed:
        """What the action takes."""
        said = self.cleaned_data
        return Followed(
            on=self.day,
            work=ResultWork(said["work"]),
            is_improved=said.get("is_improved"),
            note=said["note"],
        )
