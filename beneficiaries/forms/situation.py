"""“La situazione e l’informativa”: the Region's form; every answer can be refused, or not asked."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet, Value
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from beneficiaries.enums import Question
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.models import Situation
from core.reference.models import (
    EducationLevel,
    EmploymentCondition,
    HouseholdCondition,
    HousingCondition,
    Vulnerability,
)
from core.ui.fields import DateField

NOT_ASKED, REFUSED, NONE_APPLIES = "", "REFUSED", "NONE"
LISTS = {
    "education": EducationLevel,
    "employment": EmploymentCondition,
    "household": HouseholdCondition,
    "housing": HousingCondition,
    "vulnerabilities": Vulnerability,
}
QUESTIONS = {
    "education": Question.EDUCATION,
    "employment": Question.EMPLOYMENT,
    "household": Question.HOUSEHOLD,
    "housing": Question.HOUSING,
    "vulnerabilities": Question.VULNERABILITY,
}
COLUMNS = [
    "education_id", "employment_id", "is_in_training", "unemployed_since", "household_id",
    "housing_id", "vulnerabilities", "refused",
]  # fmt: skip
NO_ANSWER = gettext_lazy("Non intende rispondere (resta documentato)")


def lines_of_the_form() -> dict[str, list[tuple[str, str]]]:
    """Every list of the form, code and words, in one statement."""
    label = "label_en" if get_language() == "en" else "label"
    one, *others = (_lines(name, model, label) for name, model in LISTS.items())
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in LISTS}
    for name, code, words, _position in one.union(*others, all=True).order_by("place"):
        found[name].append((code, words))
    return found


def _lines(name: str, model: Any, label: str) -> QuerySet:
    named = model.objects.annotate(list=Value(name), words=F(label), place=F("position"))
    return named.order_by().values_list("list", "code", "words", "place")


class SituationForm(forms.Form):
    """The person's answers. Nothing chosen: not asked. Refused: asked, and documented."""

    education = forms.ChoiceField(
        label=gettext_lazy("Titolo di studio"),
        help_text=gettext_lazy("Il titolo più alto, anche preso all’estero."),
        required=False,
    )
    employment = forms.ChoiceField(label=gettext_lazy("Condizione occupazionale"), required=False)
    is_in_training = forms.ChoiceField(
        label=gettext_lazy("Segue un corso di studio o di formazione"), required=False
    )
    unemployed_since = DateField(
        label=gettext_lazy("Cerca lavoro dal"),
        help_text=gettext_lazy("Anche il primo del mese, se il giorno non si ricorda."),
        required=False,
    )
    since_refused = forms.BooleanField(
        label=gettext_lazy("Non intende dire da quando"), required=False
    )
    household = forms.ChoiceField(label=gettext_lazy("Condizione familiare"), required=False)
    housing = forms.ChoiceField(label=gettext_lazy("Condizione abitativa"), required=False)
    vulnerabilities = forms.MultipleChoiceField(
        label=gettext_lazy("Condizioni di vulnerabilità"),
        help_text=gettext_lazy(
            "La persona può scegliere di non rispondere."
            " Se non gliel’hai chiesto, non segnare nulla."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = SeenField()

    FIELDS = ("education", "employment", "is_in_training", "unemployed_since", "since_refused",
              "household", "housing", "vulnerabilities")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = lines_of_the_form()
        for name in ("education", "employment", "household", "housing"):
            self._choices(name, lines[name])
        self._choices("is_in_training", [("yes", _("Sì")), ("no", _("No"))], refusable=False)
        last = [(NONE_APPLIES, _("Nessuna di queste")), (REFUSED, NO_ANSWER)]
        self.fields["vulnerabilities"].choices = [*lines["vulnerabilities"], *last]  # type: ignore[attr-defined]

    def _choices(self, name: str, lines: list[tuple[str, str]], *, refusable: bool = True) -> None:
        refused = [(REFUSED, NO_ANSWER)] if refusable else []
        choices = [(NOT_ASKED, _("Non chiesto")), *lines, *refused]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields in the order of the form."""
        return [self[name] for name in self.FIELDS]

    def clean_unemployed_since(self) -> date | None:
        """Refuse a day to come."""
        since: date | None = self.cleaned_data["unemployed_since"]
        if since is not None and since > timezone.localdate():
            raise ValidationError(_("La data è nel futuro: controlla l’anno"))
        return since

    def clean_vulnerabilities(self) -> list[str]:
        """“None” and “refused” stand alone."""
        chosen: list[str] = self.cleaned_data["vulnerabilities"]
        if len(chosen) > 1 and {NONE_APPLIES, REFUSED} & set(chosen):
            raise ValidationError(
                _("“Nessuna di queste” e “Non intende rispondere” vanno scelte da sole")
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """A day and the refusal to tell it exclude each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("since_refused") and cleaned.get("unemployed_since"):
            self.add_error(
                "since_refused", _("Hai scritto la data: togli “Non intende dire da quando”")
            )
        return cleaned

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a Situation."""
        cleaned = self.cleaned_data
        chosen: list[str] = cleaned["vulnerabilities"]
        kept = [code for code in chosen if code not in (NONE_APPLIES, REFUSED)]
        keys = {
            f"{name}_id": _answer(cleaned[name])
            for name in ("education", "employment", "household", "housing")
        }
        return keys | {
            "is_in_training": {"yes": True, "no": False}.get(cleaned["is_in_training"]),
            "unemployed_since": cleaned["unemployed_since"],
            "vulnerabilities": None if not chosen or REFUSED in chosen else kept,
            "refused": self._refused(),
        }

    def _refused(self) -> list[str]:
        cleaned = self.cleaned_data
        named = [
            question.value
            for name, question in QUESTIONS.items()
            if cleaned[name] in (REFUSED, [REFUSED])
        ]
        since = [Question.UNEMPLOYED_SINCE.value] if cleaned["since_refused"] else []
        return sorted(named + since)


def _answer(value: str) -> str | None:
    return value if value not in (NOT_ASKED, REFUSED) else None


def answers_of(situation: Situation) -> dict[str, Any]:
    """The form's initial values for answers that are there already."""
    refused = set(situation.refused)
    initial: dict[str, Any] = {
        name: REFUSED if QUESTIONS[name] in refused else getattr(situation, f"{name}_id") or ""
        for name in ("education", "employment", "household", "housing")
    }
    chosen = situation.vulnerabilities
    if Question.VULNERABILITY in refused:
        initial["vulnerabilities"] = [REFUSED]
    elif chosen is not None:
        initial["vulnerabilities"] = chosen or [NONE_APPLIES]
    return initial | {
        "is_in_training": {True: "yes", False: "no"}.get(situation.is_in_training, ""),
        "unemployed_since": situation.unemployed_since,
        "since_refused": Question.UNEMPLOYED_SINCE in refused,
        "seen": sign_seen(situation, COLUMNS),
    }
