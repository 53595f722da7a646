"""Verbs on assessments: write one, correct one; two correctors lose nothing.

Both take a sheet: the answers by name, `assessed_on`, `remark`, and for each area its level under
the area's code and its note under `note_of(code)`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.areas import AREAS, note_of
from beneficiaries.models import AreaScore, Assessment, Beneficiary
from beneficiaries.policy import Can
from core.merge import merge
from core.policy import authorize
from core.ui.words import say_day_short

Sheet = Mapping[str, Any]
OWN = ("assessed_on", "remark")


class AlreadyAssessed(Exception):
    """There is an assessment of this day: that one is to be corrected."""

    def __init__(self, day: date) -> None:
        super().__init__(
            _("C’è già una valutazione del %(day)s: correggi quella, o cambia la data")
            % {"day": say_day_short(day)}
        )


def sheet_of(assessment: Assessment) -> dict[str, Any]:
    """The answers of an assessment by name; an area that was not asked is empty."""
    sheet: dict[str, Any] = {name: getattr(assessment, name) for name in OWN}
    found = {score.area: score for score in assessment.scores.all()}
    for declared in AREAS:
        code = declared.area.value
        score = found.get(code)
        sheet[code] = score.level if score else None
        sheet[note_of(code)] = score.note if score else ""
    return sheet


@transaction.atomic
def write_assessment(person: Beneficiary, sheet: Sheet, *, by: User, at: datetime) -> Assessment:
    """Write the assessment of a day; raises AlreadyAssessed where that day has one."""
    authorize(by, Can.ASSESS, person)
    assessment = Assessment(
        beneficiary=person,
        agency_id=person.agency_id,
        author=by,
        written_at=at,
        **{name: sheet[name] for name in OWN},
    )
    _save(assessment, force_insert=True)
    _answer(assessment, sheet)
    return assessment


@transaction.atomic
def correct_assessment(
    assessment: Assessment, typed: Sheet, *, seen: Sheet, by: User, at: datetime
) -> Assessment:
    """Correct an assessment, field by field; the earlier answers stay in its history.

    Raises EditClash where another changed the same answer meanwhile.
    """
    authorize(by, Can.ASSESS, assessment)
    # The lock of the whole: who corrects an answer holds its assessment.
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    changed = merge(seen=dict(seen), saved=sheet_of(fresh), typed=dict(typed))
    if not changed:
        return fresh
    for name in set(OWN) & set(changed):
        setattr(fresh, name, changed[name])
    fresh.is_corrected = True
    _save(fresh, update_fields=[*OWN, "is_corrected"])
    _answer(fresh, changed)
    return fresh


def _save(assessment: Assessment, **how: Any) -> None:
    try:
        with transaction.atomic():
            assessment.save(**how)
    except IntegrityError as error:
        if "assessment_once_a_day" not in str(error):
            raise
        raise AlreadyAssessed(assessment.assessed_on) from None


def _answer(assessment: Assessment, answers: Sheet) -> None:
    """Write the given answers; an area never answered has no row."""
    found = {score.area: score for score in assessment.scores.all()}
    whose = {"assessment": assessment, "beneficiary_id": assessment.beneficiary_id}
    for declared in AREAS:
        code = declared.area.value
        given = {"level": code, "note": note_of(code)}
        new = {column: answers[name] for column, name in given.items() if name in answers}
        score = found.get(code)
        if score is not None and new:
            for column, value in new.items():
                setattr(score, column, value)
            score.save(update_fields=list(new))
        elif new.get("level") is not None or new.get("note"):
            AreaScore.objects.create(area=code, agency_id=assessment.agency_id, **whose, **new)
