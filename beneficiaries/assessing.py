"""The assessments of a person as their pages show them: compared, read whole, being written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.actions.assessments import sheet_of
from beneficiaries.areas import AREAS, BY_CODE, HIGHEST, LEVELS, Declared, note_of
from beneficiaries.models import AreaScore, Assessment, Beneficiary
from beneficiaries.policy import visible_assessments
from beneficiaries.wording import Change, Meeting, changes, label_of
from core import drafts
from core.merge import Clash
from core.models import Draft
from core.ui import charts, slopes
from core.ui.words import say_day_short

FORM, CORRECTION = "assessment:", "corrected-assessment:"


@dataclass(frozen=True)
class Line:
    """One area on one day or on two."""

    declared: Declared
    before: int | None
    after: int | None
    note: str = ""

    @property
    def before_words(self) -> str:
        """What the level of the first day means."""
        return str(self.declared.words(self.before))

    @property
    def after_words(self) -> str:
        """What the level of the second, or only, day means."""
        return str(self.declared.words(self.after))

    @property
    def change(self) -> slopes.Change:
        """The move, as the chart draws it."""
        label, short = str(self.declared.area.label), str(self.declared.short)
        return slopes.Change(label, self.before, self.after, short)

    @property
    def change_words(self) -> str:
        """The move in words."""
        steps = self.change.steps
        if steps is None:
            lacking = _("valutata solo ora") if self.after else _("non rivalutata")
            return lacking if self.before or self.after else "–"
        if not steps:
            return _("invariata")
        return f"+{steps} {_('migliora')}" if steps > 0 else f"−{-steps} {_('peggiora')}"


@dataclass(frozen=True)
class Assessed:
    """The page of a person's assessments."""

    rows: list[Assessment]
    before: Assessment | None
    after: Assessment | None
    lines: list[Line]
    chart: Any

    @property
    def may_choose(self) -> bool:
        """Whether there is more than one pair to compare."""
        return len(self.rows) > 2


def assessed_of(user: User, person: Beneficiary, asked: QueryDict) -> Assessed:
    """The person's assessments, newest first; two of them compared: the first and the newest."""
    found = visible_assessments(user).of_person(person.pk)
    rows = list(found.newest_first().for_page())
    if not rows:
        return Assessed([], None, None, [], None)
    before, after = _pair(rows, asked)
    lines = lines_of(after, before)
    return Assessed(rows, before, after, lines, _chart(lines, before, after))


def _pair(rows: list[Assessment], asked: QueryDict) -> tuple[Assessment | None, Assessment]:
    by_number = {str(one.pk): one for one in rows}
    before = by_number.get(asked.get("da", ""), rows[-1])
    after = by_number.get(asked.get("a", ""), rows[0])
    if before == after:
        return None, after
    first, second = sorted((before, after), key=lambda one: one.assessed_on)
    return first, second


def lines_of(assessment: Assessment, before: Assessment | None = None) -> list[Line]:
    """The areas of an assessment, beside those of an earlier one."""
    now = sheet_of(assessment)
    then = sheet_of(before) if before else {}
    return [
        Line(one, then.get(one.area.value), now[one.area.value], now[note_of(one.area.value)])
        for one in AREAS
    ]


def _chart(lines: list[Line], before: Assessment | None, after: Assessment) -> Any:
    unit = _("livelli da 1 a 5: più alto, meno sostegno")
    if before is None:
        rows = [charts.Row(line.change.label, line.after or 0) for line in lines]
        title = _("La situazione il %(day)s") % {"day": say_day_short(after.assessed_on)}
        return charts.bars(title=title, unit=unit, rows=rows, most=HIGHEST)
    days = (say_day_short(before.assessed_on), say_day_short(after.assessed_on))
    title = _("Che cosa è cambiato")
    moves = [line.change for line in lines]
    return slopes.slope(title=title, unit=unit, days=days, changes=moves, levels=LEVELS)


def former_of(user: User, person: Beneficiary, day: date | None = None) -> Assessment | None:
    """The newest assessment, or the newest before a day."""
    found = visible_assessments(user).of_person(person.pk)
    earlier = found.before(day) if day else found
    return earlier.newest_first().for_page().first()


def draft_of(request: HttpRequest, person: Beneficiary) -> Draft:
    """My draft of an assessment of this person, or a new, empty one."""
    return drafts.draft_of(f"{FORM}{person.pk}", request)


def begun(draft: Draft) -> dict[str, Any]:
    """The form's first values: today, and what was typed before."""
    return {"assessed_on": timezone.localdate()} | drafts.read(draft)


def keep_assessment(draft: Draft, typed: QueryDict, names: Sequence[str]) -> None:
    """Keep what is being answered; where nothing but the day is, it is no draft any more."""
    kept = {name: typed.get(name, "") for name in names}
    if any(value.strip() for name, value in kept.items() if name != "assessed_on"):
        drafts.write(draft, kept)
    elif draft.pk is not None:
        draft.delete()


def correction_of(request: HttpRequest, assessment: Assessment) -> Draft:
    """My draft of a correction of this assessment, or a new, empty one."""
    return drafts.draft_of(f"{CORRECTION}{assessment.beneficiary_id}/{assessment.pk}", request)


def keep_correction(
    draft: Draft, typed: QueryDict, names: Sequence[str], *, has_changed: bool
) -> None:
    """Keep a correction with what the form showed, for the merge; one that changes nothing goes."""
    if has_changed:
        drafts.write(draft, {name: typed.get(name, "") for name in (*names, "seen")})
    elif draft.pk is not None:
        draft.delete()


# --- corrected ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Version:
    """One correction: when, by whom, what."""

    at: Any
    by: str
    changes: list[Change]


def versions_of(assessment: Assessment) -> list[Version]:
    """The corrections of an assessment, newest first, each with what it changed."""
    kept = apps.get_model("beneficiaries", "AssessmentEvent")
    whole = list(kept.objects.filter(pgh_obj=assessment.pk).order_by("pgh_id"))
    if not whole:
        return []
    made: dict[tuple[Any, str], list[Change]] = {}
    for before, after in pairwise(whole):
        made.setdefault(_moment(after), []).extend(changes(before, after, Assessment))
    for after, said in _changed_areas(assessment, since=whole[0].pgh_created_at):
        made.setdefault(_moment(after), []).extend(said)
    ids = {int(by) for _at, by in made if by.isdecimal()}
    users = {str(pk): one.get_full_name() for pk, one in User.objects.in_bulk(ids).items()}
    told = [Version(at, users.get(by, ""), said) for (at, by), said in made.items() if said]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _moment(row: Any) -> tuple[Any, str]:
    # All rows of one correction were written at one moment: that of its transaction.
    return row.pgh_created_at, row.pgh_by


def _changed_areas(assessment: Assessment, *, since: Any) -> Iterator[tuple[Any, list[Change]]]:
    kept = apps.get_model("beneficiaries", "AreaScoreEvent")
    rows = kept.objects.filter(assessment=assessment.pk).order_by("pgh_obj_id", "pgh_id")
    last: Any = None
    for row in rows:
        if last is not None and last.pgh_obj_id == row.pgh_obj_id:
            yield row, _of_area(last, row)
        elif row.pgh_created_at > since:
            # Answered for the first time by a correction.
            yield row, _of_area(SimpleNamespace(**vars(row) | {"level": None, "note": ""}), row)
        last = row


def _of_area(before: Any, after: Any) -> list[Change]:
    return [
        Change(f"{BY_CODE[after.area].area.label}: {one.label.lower()}", one.before, one.after)
        for one in changes(before, after, AreaScore)
    ]


def meetings_of(clashes: Sequence[Clash]) -> list[Meeting]:
    """The answers two people met on, in words."""
    return [
        Meeting(_label(one.field), _say(one.field, one.yours), _say(one.field, one.theirs))
        for one in clashes
    ]


def _label(name: str) -> str:
    if name in BY_CODE:
        return str(BY_CODE[name].area.label)
    code = next((code for code in BY_CODE if note_of(code) == name), None)
    if code is None:
        return label_of(Assessment, name)
    return _("Nota su “%(area)s”") % {"area": BY_CODE[code].area.label}


def _say(name: str, value: Any) -> str:
    if isinstance(value, date):
        return say_day_short(value)
    if name not in BY_CODE:
        return str(value)
    words = str(BY_CODE[name].words(value))
    return words if value is None else f"{value} {words}"
