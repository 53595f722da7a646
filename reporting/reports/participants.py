"""The account of a project: who took part by the cut-off day, and what they count for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper
from django.db.models.functions import Collate
from django.utils.translation import gettext as _

from agencies.models import User
from core.reference.models import IndicatorDefinition
from projects.completeness import flags, lacking, requirements_of
from projects.models import Project
from projects.policy import visible_entries, visible_projects
from projects.querysets import EntryQuerySet
from reporting.figures import (
    GENDERS,
    Account,
    Part,
    ResultRow,
    Row,
    count,
    count_results,
    members,
    percentage,
)
from reporting.indicators import TOTAL, Indicator, explain
from reporting.models import FundingReport
from reporting.reports.columns import COLUMNS, Column, Frame, Values, fields_of, lacks
from reporting.reports.flow import Quarter, flow
from reporting.reports.head import Head, head_of
from reporting.reports.money import Money, money_of
from reporting.reports.placed import Placed, placed_of

# By code, in "C" collation: the same order in every database.
BY_CODE = Collate("participation__code", "C")
CHUNK = 2000


class FiguresDisagree(Exception):
    """A figure is not the length of its list: the report must not be made."""


@dataclass(frozen=True)
class Goal:
    """A target of the project beside what was reached."""

    code: str
    label: str
    wanted: int
    reached: int

    @property
    def missing(self) -> int:
        """How many are still wanted."""
        return max(self.wanted - self.reached, 0)

    @property
    def share(self) -> Decimal:
        """Reached in hundredths of wanted, to one decimal, half up."""
        return percentage(self.reached, self.wanted)


@dataclass(frozen=True)
class Incomplete:
    """A record that counts in the grand total only: what it lacks, and who can ask for it."""

    code: str
    entry_on: date
    missing: tuple[str, ...]
    who: str


@dataclass(frozen=True)
class Member:
    """Who counts for a cell of the table, and why."""

    indicator: Indicator
    part: Part
    participation_id: int
    code: str
    why: str


@dataclass(frozen=True)
class Participants:
    """The content of the report. What is short is kept; rows and members come one by one."""

    head: Head
    entries: EntryQuerySet
    account: Account
    results: tuple[ResultRow, ...]
    money: Money
    placed: Placed
    goals: tuple[Goal, ...]
    quarters: tuple[Quarter, ...]
    incomplete: tuple[Incomplete, ...]
    partners: tuple[tuple[str, int, int], ...]
    # Name in the words of the regulation, and group, by code.
    names: dict[str, tuple[str, str]]
    columns: tuple[Column, ...] = COLUMNS

    @property
    def project(self) -> Project:
        """The project accounted for."""
        return self.head.project

    @property
    def left(self) -> int:
        """Who had left by the cut-off day."""
        return self.quarters[-1].left

    @property
    def still_there(self) -> int:
        """Who had not."""
        return self.quarters[-1].present

    def name_of(self, indicator: Indicator) -> str:
        """What the figure is called in the regulation, or by us where it has no name there."""
        return self.names.get(indicator.code, (str(indicator.label), ""))[0]

    def goal_of(self, indicator: Indicator) -> Goal | None:
        """The target of a figure, with what was reached; None where the project has none for it."""
        return next((goal for goal in self.goals if goal.code == indicator.code), None)

    @cached_property
    def frame(self) -> Frame:
        """What each row is judged by."""
        return Frame(self.head.cut_off, requirements_of(self.account.call))

    def rows(self) -> Iterator[list[Any]]:
        """The list of participants, in the columns' order, by code."""
        for row in self.values(fields_of(self.columns)):
            yield [column.read(row, self.frame) for column in self.columns]

    def values(self, fields: list[str]) -> Iterator[Values]:
        """Plain values of each participation by a cursor on the server, by code."""
        marked = {
            name: ExpressionWrapper(lacking_it, BooleanField())
            for name, lacking_it in flags(self.account.call).items()
        }
        listed = self.entries.annotate(**marked).order_by(BY_CODE).values(*fields, *marked)
        yield from listed.iterator(chunk_size=CHUNK)

    @property
    def figures(self) -> Iterator[Row]:
        """Every figure whose members are listed: outputs, then results."""
        yield from self.account
        yield from self.results

    def members(self) -> Iterator[Member]:
        """Figure by figure, gender by gender, by code; refuse where a list and a figure differ."""
        for row in self.figures:
            for part in GENDERS:
                if row.cells[part]:
                    yield from self._members(row.indicator, part, row.cells[part])

    def _members(self, indicator: Indicator, part: Part, number: int) -> Iterator[Member]:
        behind = members(self.project, self.entries, indicator, part)
        ordered = behind.with_answers().with_results().order_by(BY_CODE)
        found = 0
        for entry in ordered.iterator(chunk_size=CHUNK):
            found += 1
            why = explain(indicator, entry, self.account.call)
            code = entry.participation.code
            yield Member(indicator, part, entry.participation_id, code, why)
        if found != number:
            raise FiguresDisagree(f"{indicator.code} {part.value}: {number} against {found}")


def gather(report: FundingReport, *, by: User) -> Participants:
    """The content of a report, as far as the asker may see today."""
    project = visible_projects(by).for_page().filter(pk=report.project_id).first()
    if project is None or by.acting is None:
        raise PermissionDenied("The asker no longer accounts for this project.")
    head = head_of(report, project, by.acting.agency)
    entries = visible_entries(by).of_project(project.pk).entered_by(report.cut_off)
    account = count(project, entries)
    results = count_results(project, entries, report.cut_off)
    return Participants(
        head=head,
        entries=entries,
        account=account,
        results=results,
        money=money_of(report, project, by=by),
        placed=placed_of(report, by=by),
        goals=_goals(head, account, results),
        quarters=_quarters(head, entries),
        incomplete=_incomplete(entries, account),
        partners=_partners(entries, report.cut_off, lead=project.lead.name),
        names=_names([row.indicator.code for row in (*account, *results)]),
    )


def _goals(head: Head, account: Account, results: tuple[ResultRow, ...]) -> tuple[Goal, ...]:
    # The targets are the whole project's: a partner's own figures do not stand beside them.
    if not head.is_whole:
        return ()
    first = Goal(
        TOTAL.code, _("Persone prese in carico"), head.project.people_target, account.total
    )
    wanted = head.project.targets.order_by("indicator").values_list("indicator", "value")
    known: dict[str, Row] = {**account.rows, **{row.indicator.code: row for row in results}}
    others = (
        Goal(code, str(known[code].indicator.label), value, known[code].total)
        for code, value in wanted
        if code in known and code != TOTAL.code
    )
    return (first, *others)


def _quarters(head: Head, entries: EntryQuerySet) -> tuple[Quarter, ...]:
    stays = entries.order_by().values_list("entry_on", "participation__exit_on")
    return tuple(flow(head.project.starts_on, head.cut_off, stays.iterator(chunk_size=CHUNK)))


def _incomplete(entries: EntryQuerySet, account: Account) -> tuple[Incomplete, ...]:
    frame = Frame(date.max, requirements_of(account.call))
    marked = {
        name: ExpressionWrapper(lacking_it, BooleanField())
        for name, lacking_it in flags(account.call).items()
    }
    found = entries.filter(lacking(account.call)).annotate(**marked).order_by(BY_CODE)
    rows = found.values(
        "participation__code", "entry_on", "participation__agency__short_name", *marked
    )
    return tuple(
        Incomplete(
            row["participation__code"],
            row["entry_on"],
            tuple(lacks(row, frame)),
            _("operatore di riferimento, %(body)s")
            % {"body": row["participation__agency__short_name"]},
        )
        for row in rows
    )


def _partners(
    entries: EntryQuerySet, cut_off: date, *, lead: str
) -> tuple[tuple[str, int, int], ...]:
    """Who followed how many; the lead first, then by name as people read it."""
    found: dict[str, tuple[int, int]] = {}
    stays = entries.order_by().values_list("participation__agency__name", "participation__exit_on")
    for name, exit_on in stays.iterator(chunk_size=CHUNK):
        entered, left = found.get(name, (0, 0))
        found[name] = (entered + 1, left + (exit_on is not None and exit_on <= cut_off))
    in_order = sorted(found, key=lambda name: (name != lead, name.casefold(), name))
    return tuple((name, *found[name]) for name in in_order)


def _names(codes: list[str]) -> dict[str, tuple[str, str]]:
    found = IndicatorDefinition.objects.filter(pk__in=codes)
    return {
        code: (name, group) for code, name, group in found.values_list("pk", "name_it", "group")
    }
