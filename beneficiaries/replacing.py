"""Values that one record takes over from another, and gives back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from beneficiaries.models import Beneficiary, Situation
from beneficiaries.parts import PARTS
from beneficiaries.wording import label_of

# Of the record that goes its code is taken off where it moves: an agency has a code once.
NO_CODE = {"identifier_kind": "NONE", "identifier": ""}
Values = dict[str, Any]


def take_over(
    kept: Beneficiary, gone: Beneficiary, chosen: Mapping[str, int]
) -> dict[str, dict[str, list[Any]]]:
    """Write the chosen values on the record that stays; each column before and after."""
    answers = {one.pk: one for one in Situation.objects.filter(pk__in=(kept.pk, gone.pk))}
    person: Values = {
        "registered_on": min(kept.registered_on, gone.registered_on),
        "left_on": max(kept.left_on, gone.left_on) if kept.left_on and gone.left_on else None,
    }
    situation: Values = {}
    for part in PARTS:
        if chosen.get(part.name) != gone.pk:
            continue
        if part.model is Beneficiary:
            person |= {name: getattr(gone, name) for name in part.columns}
        elif gone.pk in answers:
            situation |= {name: getattr(answers[gone.pk], name) for name in part.columns}
    replaced: dict[str, dict[str, list[Any]]] = {"gone": {}, "kept": {}, "situation": {}}
    if person.get("identifier"):
        replaced["gone"] = _write(gone, NO_CODE)
    replaced["kept"] = _write(kept, person)
    if kept.pk in answers and gone.pk in answers:
        situation["refused"] = _refused(answers[kept.pk], answers[gone.pk], chosen)
        replaced["situation"] = _write(answers[kept.pk], situation)
    return replaced


def _refused(kept: Situation, gone: Situation, chosen: Mapping[str, int]) -> list[str]:
    """That a question was refused goes with the side whose answer was chosen."""
    taken = {
        part.question: gone if chosen.get(part.name) == gone.pk else kept
        for part in PARTS
        if part.question
    }
    new = [question.value for question, side in taken.items() if question in side.refused]
    return kept.refused if set(new) == set(kept.refused) else new


def _write(row: Model, values: Values) -> dict[str, list[Any]]:
    changed = {
        name: [getattr(row, name), value]
        for name, value in values.items()
        if getattr(row, name) != value
    }
    for name, (_before, after) in changed.items():
        setattr(row, name, after)
    if changed:
        row.save(update_fields=[_field(row, name).name for name in changed])
    return changed


def put_back(
    kept: Beneficiary, gone: Beneficiary, replaced: Mapping[str, Mapping[str, list[Any]]]
) -> list[str]:
    """Write the former values again; the labels of those changed since, which stay."""
    stayed = _restore(kept, replaced.get("kept", {}))
    if answers := Situation.objects.filter(pk=kept.pk).first():
        stayed += _restore(answers, replaced.get("situation", {}))
    # Last: the code comes free with the record that had taken it.
    _restore(gone, replaced.get("gone", {}))
    return stayed


def _restore(row: Model, columns: Mapping[str, list[Any]]) -> list[str]:
    back, stayed = {}, []
    for name, (before, after) in columns.items():
        field = _field(row, name)
        if field.to_python(after) == getattr(row, name):
            back[name] = field.to_python(before)
        else:
            stayed.append(label_of(type(row), field.name))
    _write(row, back)
    return stayed


def _field(row: Model, column: str) -> Any:
    return next(one for one in row._meta.concrete_fields if one.attname == column)
