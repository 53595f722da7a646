"""The form of an assessment: one screen, a level or none for each area, the former one beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.actions.assessments import OWN, sheet_of
from beneficiaries.areas import AREAS, LEVELS, NOT_ASSESSED, Declared, note_of
from beneficiaries.forms.fields import TextField
from beneficiaries.forms.seen import SeenField, open_values, sign_values
from beneficiaries.models import Assessment
from core.ui.fields import Chips, DateField

LONGEST_NOTE, LONGEST_REMARK = 2_000, 10_000
NAMES = (*OWN, *(name for one in AREAS for name in (one.area.value, note_of(one.area.value))))


@dataclass(frozen=True)
class Asked:
    """One area as the form draws it."""

    declared: Declared
    level: BoundField
    note: BoundField
    # The level of the former assessment; none: it was not assessed then, or there is no former.
    former: int | None

    @property
    def former_words(self) -> str:
        """What the former level means."""
        return str(self.declared.words(self.former))

    @property
    def has_note(self) -> bool:
        """Whether the note stands open: it holds something, or is wrong."""
        return bool(self.note.value() or self.note.errors)


class AssessmentForm(forms.Form):
    """The answers of a day."""

    assessed_on = DateField(label=gettext_lazy("Data della valutazione"), help_text="")
    remark = TextField(
        label=gettext_lazy("Osservazione generale"),
        help_text=gettext_lazy("Che cosa dice la persona, che cosa cambia, da dove partire."),
        longest=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    seen = SeenField()

    def __init__(self, *args: Any, former: Assessment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.former = former
        for one in AREAS:
            code = one.area.value
            self.fields[code] = _level(one)
            self.fields[note_of(code)] = _note(one)
        self.order_fields(["assessed_on", *NAMES[len(OWN) :], "remark"])

    def areas(self) -> Iterator[Asked]:
        """The areas in their order, each with the former level."""
        former = sheet_of(self.former) if self.former else {}
        for one in AREAS:
            code = one.area.value
            yield Asked(one, self[code], self[note_of(code)], former.get(code))

    def clean_assessed_on(self) -> date:
        """An assessment tells of what is, or was."""
        day: date = self.cleaned_data["assessed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("La data è nel futuro: controlla l’anno"))
        return day

    def clean(self) -> dict[str, Any]:
        """At least one area is assessed: the error stands at the first of them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        codes = [one.area.value for one in AREAS]
        if not any(self.errors.get(code) or cleaned.get(code) for code in codes):
            self.add_error(codes[0], _("Valuta almeno un’area"))
        return cleaned

    def sheet(self) -> dict[str, Any]:
        """The cleaned answers by name, for the verbs."""
        return {name: self.cleaned_data[name] for name in NAMES}


def _level(one: Declared) -> forms.TypedChoiceField:
    worded = [(level, one.words(level)) for level in LEVELS]
    return forms.TypedChoiceField(
        label=one.area.label,
        help_text=one.asks,
        choices=[*worded, ("", NOT_ASSESSED)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=Chips,
    )


def _note(one: Declared) -> TextField:
    label = _("Nota su “%(area)s”") % {"area": one.area.label}
    hint = _("Scrivi solo che cosa riesce o non riesce a fare, mai una diagnosi.")
    return TextField(
        label=label,
        help_text=hint if one.limits_only else "",
        longest=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


# --- what a correction saw ------------------------------------------------------------------------


def answers_of(assessment: Assessment) -> dict[str, Any]:
    """The form's initial values for an assessment that is there already."""
    sheet = sheet_of(assessment)
    return sheet | {"seen": sign_sheet(assessment, sheet)}


def sign_sheet(assessment: Assessment, sheet: dict[str, Any]) -> str:
    """The answers the form shows, signed."""
    day = sheet.get("assessed_on")
    plain = sheet | ({"assessed_on": day.isoformat()} if day else {})
    return sign_values(assessment, plain)


def read_sheet(assessment: Assessment, text: str) -> dict[str, Any]:
    """The answers the form showed; nothing where the text is not of this assessment."""
    sheet = open_values(assessment, text)
    if "assessed_on" in sheet:
        sheet["assessed_on"] = date.fromisoformat(sheet["assessed_on"])
    return sheet
