"""Saved values in words: for the history of a record, and where two people met on one field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from beneficiaries.enums import Question
from core.merge import Clash
from core.reference.models import Vulnerability
from core.ui.words import say_day_short, say_minutes, say_moment

# Kept by the machine beside what people change: no line of their own in a history.
OF_THE_MACHINE = {"is_corrected", "registered_on", "written_at", "left_on", "phase_since",
                  "closed_from"}  # fmt: skip
_QUESTIONS: dict[str, Any] = {question.value: question.label for question in Question}


@dataclass(frozen=True)
class Change:
    """One field that changed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Meeting:
    """One field that two people changed: what was typed here, what the other saved."""

    label: str
    yours: str
    theirs: str


def label_of(model: type[Model], name: str) -> str:
    """The label of a column, with a capital."""
    label = str(_field(model, name).verbose_name)
    return label[:1].upper() + label[1:]


def in_words(field: Field, value: Any, row: Any = None) -> str:
    """A saved value as people read it; `row` holds the joined object of a foreign key."""
    if value in (None, "") or (value == [] and field.name == "refused"):
        return ""
    if isinstance(field, ForeignKey):
        held = getattr(row, field.name, None) if row is not None else None
        return str(held if held is not None else field.related_model._default_manager.get(pk=value))
    if isinstance(value, bool):
        return _("Sì") if value else _("No")
    if isinstance(value, date):
        return say_moment(value) if isinstance(value, datetime) else say_day_short(value)
    if isinstance(value, list):
        return _several(field, value)
    if field.name == "minutes":
        return say_minutes(value)
    return str(dict(field.flatchoices).get(value, value))


def _several(field: Field, codes: Sequence[str]) -> str:
    if field.name != "refused" and not codes:
        return _("Nessuna")
    words = _QUESTIONS if field.name == "refused" else vulnerability_words()
    return ", ".join(str(words.get(code, code)) for code in codes)


def vulnerability_words() -> dict[str, str]:
    """The lines of the form's list, by code."""
    return dict(Vulnerability.objects.values_list("code", "label"))


def changes(
    before: Any, after: Any, model: type[Model], told: Sequence[str] = ()
) -> Iterator[Change]:
    """What changed between two versions of a row (events), field by field, in words.

    `told`: of these fields only.
    """
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in OF_THE_MACHINE or (told and field.name not in told):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield Change(
                label_of(model, field.name),
                in_words(field, old, before),
                in_words(field, new, after),
            )


def meetings(model: type[Model], clashes: Sequence[Clash]) -> list[Meeting]:
    """The fields two people met on, in words."""
    return [
        Meeting(
            label_of(model, clash.field),
            in_words(_field(model, clash.field), clash.yours),
            in_words(_field(model, clash.field), clash.theirs),
        )
        for clash in clashes
    ]


def theirs(clashes: Sequence[Clash]) -> Mapping[str, Any]:
    """What the other saved, by column."""
    return {clash.field: clash.theirs for clash in clashes}


def _field(model: type[Model], name: str) -> Field:
    found = model._meta.get_field(name)
    assert isinstance(found, Field)  # noqa: S101  why: only own columns are asked for
    return found
