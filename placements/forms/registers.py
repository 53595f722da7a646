"""Sieves of the days: the cells of the grid, the reason of a correction."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField
from placements.days import Mark
from placements.enums import Absence
from placements.models.placements import MOST_MINUTES
from placements.week import Week, say_mark, say_weekday

Slot = tuple[int, date]
# What a keyboard writes in a cell, and the words the cell then shows.
LETTERS = {
    "M": Absence.ILLNESS,
    "I": Absence.INJURY,
    "G": Absence.EXCUSED,
    "A": Absence.UNEXCUSED,
    "C": Absence.CLOSURE,
}
HOURS = re.compile(r"(\d{1,2})\s*(?:h|ore|ora)?")
CLOCK = re.compile(r"(\d{1,2})\s*(?:h|:|\.)\s*([0-5]\d)\s*(?:min|m)?")
DECIMAL = re.compile(r"(\d{1,2}),(\d{1,2})\s*h?")
MINUTES = re.compile(r"(\d{1,3})\s*min")
KEY = re.compile(r"ore-(\d{1,18})-(\d{8})", re.ASCII)
WEEK = "settimana"


def read_cell(text: str) -> Mark | None:
    """What was typed in a cell: hours (4, 4:30, 4,5), an absence by letter or word, nothing."""
    typed = " ".join(text.split())
    if not typed:
        return None
    absence = _absence(typed)
    if absence:
        return Mark(absence=absence)
    minutes = _minutes(typed.lower())
    if minutes is None:
        raise ValidationError(_("scrivi le ore (4, 4:30 o 4,5) o una lettera: M, I, G, A, C."))
    if minutes > MOST_MINUTES:
        raise ValidationError(_("un giorno ha al massimo 24 ore."))
    return Mark(minutes)


def _absence(typed: str) -> str:
    if typed.upper() in LETTERS:
        return LETTERS[typed.upper()]
    for one in Absence:
        if typed.lower() in (one.short.lower(), str(one.label).lower()):
            return one
    return ""


def _minutes(typed: str) -> int | None:
    if found := HOURS.fullmatch(typed):
        return int(found[1]) * 60
    if found := CLOCK.fullmatch(typed):
        return int(found[1]) * 60 + int(found[2])
    if found := DECIMAL.fullmatch(typed):
        # Hundredths of an hour, to the nearest minute.
        return int(found[1]) * 60 + (int(found[2].ljust(2, "0")) * 60 + 50) // 100
    if found := MINUTES.fullmatch(typed):
        return int(found[1])
    return None


def read_seen(text: str) -> dict[str, Mark]:
    """What the page showed as written; what is no JSON of ours showed nothing."""
    try:
        told = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    marks = {key: Mark(value) for key, value in told.items() if isinstance(value, int)}
    absences = {key: value for key, value in told.items() if value in Absence.values}
    return marks | {key: Mark(absence=value) for key, value in absences.items()}


class WeekForm(forms.Form):
    """The cells of a week as they came back: what changed, what is proposed, what is no value."""

    def __init__(self, data: Mapping[str, str], *, week: Week) -> None:
        super().__init__(data)
        self.week = week
        self.typed: dict[str, str] = {}
        self.slots: dict[str, Slot] = {}
        self.bad: dict[str, str] = {}
        # The cell (empty: none that can be written) and the sentence about it.
        self.problems: list[tuple[str, str]] = []
        self.changes: dict[Slot, Mark | None] = {}
        self.proposed: dict[Slot, Mark] = {}
        self.seen: dict[Slot, Mark | None] = {}

    def clean(self) -> dict[str, Any]:
        """Read every cell; one that cannot be read is told and keeps what was typed."""
        seen = read_seen(self.data.get("visto", ""))
        for name in self.data:
            found = KEY.fullmatch(name)
            day = _day(found[2]) if found else None
            if found and day:
                key = name.removeprefix("ore-")
                self.slots[key] = (int(found[1]), day)
                self._read(key, seen.get(key))
        self._propose()
        return self.cleaned_data

    def _read(self, key: str, seen: Mark | None) -> None:
        slot = self.slots[key]
        self.seen[slot] = seen
        text = self.data[f"ore-{key}"].strip()
        absence = self.data.get(f"assenza-{key}", "")
        was = seen.absence if seen else ""
        # Whichever of the two controls changed speaks; the other still says what was there.
        if absence != was and absence in {*Absence.values, ""} and text == say_mark(seen):
            text = say_mark(Mark(absence=absence)) if absence else ""
        self.typed[key] = text
        try:
            mark = read_cell(text)
        except ValidationError as error:
            self.bad[key] = str(error.message)
            self.tell(key, slot[1], text, str(error.message))
            return
        if mark != seen:
            self.changes[slot] = mark

    def tell(self, key: str, day: date, typed: str, why: str) -> None:
        """Write down what could not be saved: whose day, what was typed, why."""
        cell = self.week.cells.get(key)
        where = cell.label if cell else say_weekday(day)
        sentence = f"{where} (“{typed[:40]}”): {why}"
        self.problems.append((key if cell and cell.kind == "open" else "", sentence))
        self.add_error(None, sentence)

    def _propose(self) -> None:
        """Where the week, or a day of it, is confirmed: the planned hours of what is empty."""
        asked = self.data.get("conferma", "")
        for key, cell in self.week.cells.items():
            wanted = asked in (WEEK, cell.day.isoformat())
            slot = self.slots.get(key)
            if wanted and slot and cell.is_waiting and not self.typed.get(key):
                self.proposed[slot] = Mark(cell.planned)


def _day(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None


class ReasonForm(forms.Form):
    """Why a register goes back, or a day of it changes."""

    reason = LineField(
        label=gettext_lazy("Motivo"),
        help_text=gettext_lazy("Lo legge chi compila il registro, e resta nella storia."),
        longest=300,
        error_messages={"required": gettext_lazy("Scrivi il motivo")},
    )


class RectifyForm(ReasonForm):
    """The days of a validated month, each as it is, and the reason why some change."""

    def __init__(self, data: Any = None, *, days: Mapping[date, Mark | None]) -> None:
        super().__init__(data)
        self.days = days
        for day, mark in days.items():
            self.fields[f"giorno-{day:%Y%m%d}"] = CellField(day, initial=say_mark(mark))

    def changes(self) -> dict[date, Mark]:
        """The days that were typed anew."""
        typed = {day: self.cleaned_data[f"giorno-{day:%Y%m%d}"] for day in self.days}
        return {day: mark for day, mark in typed.items() if mark and mark != self.days[day]}


class CellField(forms.CharField):
    """One day as one types it in the grid."""

    def __init__(self, day: date, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "pc-input--xs", "autocomplete": "off"})
        super().__init__(label=say_weekday(day), widget=widget, required=True, **kwargs)
        self.error_messages["required"] = _("Un giorno validato ha ore o un’assenza")

    def clean(self, value: Any) -> Mark | None:
        """Minutes or an absence."""
        return read_cell(super().clean(value))
