"""The figures of a project, and who stands behind each: one definition for both.

`count` reads every figure in one statement, grouped by gender and completeness; `members`
gives the records behind a cell from the same condition, so a figure is the length of its list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from beneficiaries.enums import Gender
from projects.completeness import complete
from projects.models import Call, Project
from projects.querysets import EntryQuerySet
from reporting.indicators import COMPLETE, TOTAL, Indicator, figures_of
from reporting.indicators.checks import violated
from reporting.indicators.results import ResultIndicator, results_of
from reporting.indicators.sets import asides_of


class Part(TextChoices):
    """Which column of a figure: a gender, all, or those of whom it is not known.

    The value stands in addresses.
    """

    WOMEN = "donne", _("Donne")
    MEN = "uomini", _("Uomini")
    NON_BINARY = "non-binario", _("Non binario")
    NOT_AVAILABLE = "non-disponibile", _("Non disp.")
    ALL = "tutti", _("Totale")
    UNKNOWN = "non-noto", _("Non noto")
    # Of a result only: those who could reach it, and those of whom it is too early to say.
    BASE = "base", _("Base")
    WAITING = "in-attesa", _("Non ancora osservabile")
    # … and those of whom nobody knows whether they could.
    LEFT_OUT = "fuori-base", _("Fuori dalla base")


ASIDE = (Part.UNKNOWN, Part.BASE, Part.WAITING, Part.LEFT_OUT)
GENDERS = {
    Part.WOMEN: Gender.FEMALE,
    Part.MEN: Gender.MALE,
    Part.NON_BINARY: Gender.NON_BINARY,
    Part.NOT_AVAILABLE: Gender.NOT_AVAILABLE,
}
COLUMNS = (*GENDERS, Part.ALL)


@dataclass(frozen=True)
class Row:
    """One figure by gender, its total, and of how many nobody knows."""

    indicator: Indicator
    cells: Mapping[Part, int]
    unknown: int

    @property
    def total(self) -> int:
        """Everybody who counts."""
        return self.cells[Part.ALL]

    @property
    def is_open(self) -> bool:
        """Nobody is known to count, and of some it is not known: a zero would say too much."""
        return bool(self.unknown) and not self.total


@dataclass(frozen=True)
class Account:
    """All figures of one project over the entry answers it was counted from."""

    call: Call
    rows: Mapping[str, Row]
    asides: Mapping[str, Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())

    def __getitem__(self, code: str) -> Row:
        return self.rows[code]

    @property
    def total(self) -> int:
        """The grand total."""
        return self.rows[TOTAL.code].total

    @property
    def complete(self) -> int:
        """The records that count in the indicators."""
        return self.rows[COMPLETE.code].total

    @property
    def incomplete(self) -> int:
        """The records that count in the grand total only."""
        return self.total - self.complete

    @cached_property
    def violated(self) -> list[str]:
        """The relations between figures that do not hold; none, unless data were broken."""
        known = {**self.rows, **self.asides}
        columns = {
            str(part.label): {code: row.cells[part] for code, row in known.items()}
            for part in COLUMNS
        }
        return violated(self.call, columns)


def percentage(part: int, whole: int) -> Decimal:
    """Hundredths to one decimal, half up; nought of nothing."""
    if not whole:
        return Decimal(0)
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def count(project: Project, entries: EntryQuerySet) -> Account:
    """Every figure of the project over these entry answers, in one statement."""
    call = project.programme.call
    shown, asides = figures_of(call), asides_of(call)
    found = _grouped(call, entries.of_project(project.pk), (*shown, *asides))
    return Account(
        call,
        {one.code: _row(one, found) for one in shown},
        {one.code: _row(one, found) for one in asides},
    )


def members(
    project: Project, entries: EntryQuerySet, indicator: Indicator, part: Part = Part.ALL
) -> EntryQuerySet:
    """The entry answers behind one cell; `count` says how many they are."""
    call = project.programme.call
    behind = entries.of_project(project.pk)
    if part in ASIDE:
        aside = _aside(indicator, call, part)
        return behind.none() if aside is None else behind.filter(aside)
    counted = behind.filter(indicator.members(call))
    return counted if part == Part.ALL else counted.filter(gender=GENDERS[part])


def _aside(indicator: Indicator, call: Call, part: Part) -> Q | None:
    if part == Part.UNKNOWN:
        return indicator.not_known(call)
    if not isinstance(indicator, ResultIndicator):
        return None
    aside = {
        Part.BASE: indicator.population,
        Part.WAITING: indicator.waiting,
        Part.LEFT_OUT: indicator.left_out,
    }
    return indicator.base(call) & aside[part]


@dataclass(frozen=True)
class ResultRow(Row):
    """A result: beside who reached it, who could have, who may have, who cannot say so yet."""

    base: int
    waiting: int
    left_out: int

    @property
    def is_later(self) -> bool:
        """Whether it is observed six months after the exit."""
        return isinstance(self.indicator, ResultIndicator) and self.indicator.is_later


def count_results(project: Project, entries: EntryQuerySet, day: date) -> tuple[ResultRow, ...]:
    """Every result of the project as it stands on a day, in one statement."""
    call = project.programme.call
    shown = results_of(call, day)
    counts = {}
    for one in shown:
        for part, condition in (
            ("n", one.counts),
            ("u", one.unknown),
            ("b", one.population),
            ("w", one.waiting),
            ("o", one.left_out),
        ):
            counts[f"{part}_{one.code}"] = Count("pk", filter=condition)
    left = entries.of_project(project.pk).filter(participation__exit_on__lte=day)
    groups = left.filter(complete(call)).order_by().values("gender").annotate(**counts)
    found: dict[str, dict[str, Any]] = {row["gender"]: {**row} for row in groups}
    return tuple(_result_row(one, found) for one in shown)


def _result_row(one: ResultIndicator, found: dict[str, dict[str, Any]]) -> ResultRow:
    def number(gender: str, name: str) -> int:
        return int(found.get(gender, {}).get(f"{name}_{one.code}", 0))

    cells = {part: number(gender, "n") for part, gender in GENDERS.items()}
    cells[Part.ALL] = sum(cells.values())
    unknown, base, waiting, left_out = (
        sum(number(gender, name) for gender in GENDERS.values()) for name in "ubwo"
    )
    return ResultRow(one, cells, unknown, base, waiting, left_out)


Group = dict[str, int]


def _grouped(
    call: Call, entries: EntryQuerySet, figures: tuple[Indicator, ...]
) -> dict[tuple[str, bool], Group]:
    """Counts by gender and completeness: at most eight rows, whatever the project's size.

    Grouping by completeness lets the database judge it once per record, not once per figure.
    """
    counts = {f"n_{one.code}": _filtered(one.condition(call)) for one in figures}
    unknowns = {
        f"u_{one.code}": _filtered(one.unknown & ~one.condition(call))
        for one in figures
        if one.unknown is not None
    }
    is_complete = ExpressionWrapper(complete(call), output_field=BooleanField())
    groups = (
        entries.order_by()
        .annotate(is_complete=is_complete)
        .values("gender", "is_complete")
        .annotate(**counts, **unknowns)
    )
    rows: list[dict[str, Any]] = [{**group} for group in groups]
    return {(row["gender"], row["is_complete"]): row for row in rows}


def _filtered(condition: Q) -> Count:
    return Count("pk", filter=condition) if condition else Count("pk")


def _row(indicator: Indicator, found: dict[tuple[str, bool], Group]) -> Row:
    bases = (True, False) if indicator.among_all else (True,)

    def number(gender: str, name: str) -> int:
        return sum(found.get((gender, base), {}).get(name, 0) for base in bases)

    cells = {part: number(gender, f"n_{indicator.code}") for part, gender in GENDERS.items()}
    cells[Part.ALL] = sum(cells.values())
    unknown = sum(number(gender, f"u_{indicator.code}") for gender in GENDERS.values())
    return Row(indicator, cells, unknown)
