"""“Controlla e registra”: the answers of all forms in words, each part with its way back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from beneficiaries.registering import PERSON, SITUATION, Registration
from core.ui.words import say_day_short

SAID_ELSEWHERE = {"seen", "confirm_code"}


@dataclass(frozen=True)
class Part:
    """One part of the answers: its title, the step to go back to, label and words."""

    title: str
    step: int
    facts: list[tuple[str, str]]


def review(under_way: Registration) -> list[Part]:
    """Every answer, part by part."""
    (about,) = under_way.checked[PERSON]
    situation, notice, *others = under_way.checked[SITUATION]
    return [
        Part(_("La persona"), PERSON, facts(about)),
        Part(_("La situazione"), SITUATION, facts(situation)),
        Part(_("Informativa sulla privacy"), SITUATION, facts(notice)),
        *(Part(str(form.legend), SITUATION, facts(form)) for form in others),  # type: ignore[attr-defined]
    ]


def facts(form: forms.Form) -> list[tuple[str, str]]:
    """Label and words of each answer of a valid form."""
    return [
        (str(bound.label), said(bound.field, form.cleaned_data[name]))
        for name, bound in ((field.name, field) for field in form)
        if name not in SAID_ELSEWHERE
        and not bound.is_hidden
        # A refusal nobody gave is no answer that lacks.
        and (name != "since_refused" or form.cleaned_data[name])
    ]


def said(field: forms.Field, value: Any) -> str:
    """An answer as people read it; nothing for none."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Sì") if value else ""
    if isinstance(value, date):
        return say_day_short(value)
    choices = dict(getattr(field, "choices", ()) or ())
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    if getattr(value, "code", None) and getattr(value, "kind", None):
        return str(value.code)
    return str(choices.get(value, choices.get(str(value), value)))
