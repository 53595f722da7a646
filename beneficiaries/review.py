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
    """One part of the answers: its title, the step to go back to, and the facts.

    Of each the label, the words, and what is said where there are none.
    """

    title: str
    step: int
    facts: list[tuple[str, str, str]]


def review(under_way: Registration) -> list[Part]:
    """Every answer, part by part."""
    (about,) = under_way.checked[PERSON]
    situation, notice, *others = under_way.checked[SITUATION]
    return [
        Part(_("La persona"), PERSON, facts(about)),
        Part(_("La situazione"), SITUATION, facts(situation, unanswered=_("Non chiesto"))),
        Part(_("Informativa sulla privacy"), SITUATION, facts(notice)),
        *(Part(str(form.legend), SITUATION, facts(form)) for form in others),  # type: ignore[attr-defined]
    ]


def facts(form: forms.Form, *, unanswered: str = "") -> list[tuple[str, str, str]]:
    """Each answer of a valid form; one that the form took out was not asked for."""
    answers = form.cleaned_data
    return [
        (str(bound.label), said(bound.field, answers[bound.name]), _nothing(bound, unanswered))
        for bound in form
        if bound.name in answers and not bound.is_hidden and _is_told(bound.name, answers)
    ]


def _is_told(name: str, answers: dict[str, Any]) -> bool:
    """A refusal nobody gave is no answer that lacks, and one that was given stands for the day."""
    if name == "since_refused":
        return bool(answers[name])
    if name == "unemployed_since":
        return not answers["since_refused"]
    return name not in SAID_ELSEWHERE


def _nothing(bound: forms.BoundField, unanswered: str) -> str:
    """What choosing nothing is called in the form itself, where it is called something."""
    return str(_choices(bound.field).get("", unanswered))


def _choices(field: forms.Field) -> dict[Any, Any]:
    return dict(getattr(field, "choices", ()) or ())


def said(field: forms.Field, value: Any) -> str:
    """An answer as people read it; nothing for none."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Sì") if value else _("No")
    if isinstance(value, date):
        return say_day_short(value)
    choices = _choices(field)
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    if getattr(value, "code", None) and getattr(value, "kind", None):
        return str(value.code)
    return str(choices.get(value, choices.get(str(value), value)))
