"""By when a project accounts for what: its periods follow from the call and from its own days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.period import months_after
from projects.models import Project


@dataclass(frozen=True)
class ReportDue:
    """The next report: the last day of its period, the last day to send it."""

    period_end: date
    due_on: date
    is_final: bool

    def is_late(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.due_on < day


def periods_of(project: Project) -> Iterator[date]:
    """The last days of the periods the call accounts in; the project's own last day ends them."""
    every = project.programme.call.report_every
    number = 1
    while every:
        last = months_after(project.starts_on, every * number) - timedelta(days=1)
        if last >= project.ends_on:
            break
        yield last
        number += 1
    yield project.ends_on


def next_report(project: Project, sent_until: date | None) -> ReportDue | None:
    """The first period that no sent report reaches the end of; none once all are accounted for."""
    within = timedelta(days=project.programme.call.report_within)
    for last in periods_of(project):
        if sent_until is None or sent_until < last:
            return ReportDue(last, last + within, is_final=last == project.ends_on)
    return None
