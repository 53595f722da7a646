"""The team of who coordinates: the columns of this floor, and the table that draws them all."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from agencies.workers import colleagues
from beneficiaries.filters import OPEN, REVIEW, SILENT_DAYS
from beneficiaries.policy import Can
from beneficiaries.workload import every_due, people_by_worker, watched_people
from core.dues import When
from core.team import NOBODY, Counted, TeamRow, team_column, team_rows


def people_address(**filters: str) -> str:
    """The people list with these filters."""
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('beneficiaries:list')}?{query}"


@team_column(
    "people",
    label=gettext_lazy("In carico"),
    order=10,
    who=Can.SEE_PEOPLE,
    url=lambda worker: people_address(di=worker, fase=OPEN),
)
def in_charge(request: HttpRequest) -> Counted:
    """People with an open file, by case manager."""
    return people_by_worker(request)


def _late_url(worker: str) -> str:
    return f"{reverse('dues')}?quando={When.LATE}&di={worker}"


@team_column(
    "late",
    label=gettext_lazy("Scadenze in ritardo"),
    order=50,
    who=Can.SEE_PEOPLE,
    url=_late_url,
)
def late(request: HttpRequest) -> Counted:
    """Dues whose day is over, by whoever has them in hand."""
    return [(hands, number) for when, hands, number in every_due(request) if when == When.LATE]


@team_column(
    "silent",
    label=gettext_lazy("Senza contatto da 30 giorni"),
    order=12,
    who=Can.SEE_PEOPLE,
    url=lambda worker: people_address(di=worker, fase=OPEN, contatto=str(SILENT_DAYS)),
    on_home=False,
)
def silent(request: HttpRequest) -> Counted:
    """People nobody has met for a while, by case manager."""
    return watched_people(request)["silent"]


@team_column(
    "reviews",
    label=gettext_lazy("Progetti da verificare"),
    order=14,
    who=Can.SEE_PEOPLE,
    url=lambda worker: people_address(di=worker, fase=OPEN, progetto=REVIEW),
    on_home=False,
)
def reviews(request: HttpRequest) -> Counted:
    """People whose plan is to be looked at again within thirty days, by case manager."""
    return watched_people(request)["reviews"]


def _passes(row: TeamRow) -> str:
    """Where the people of a row are passed on, if it has any: the first column counts them."""
    if not row.cells[0].number:
        return ""
    whose = str(row.worker.pk) if row.worker else NOBODY
    return f"{reverse('beneficiaries:hand_over')}?da={whose}"


def table_of(rows: Sequence[TeamRow], names: Collection[str] | None = None) -> dict[str, Any]:
    """Rows as the table draws them, with where their people are passed on, and the heads.

    `names`: of the columns that are shown; None: all.
    """
    shown = [
        replace(row, cells=tuple(one for one in row.cells if names is None or one.name in names))
        for row in rows
    ]
    return {
        "rows": [(row, _passes(whole)) for row, whole in zip(shown, rows, strict=True)],
        "labels": [cell.label for cell in shown[0].cells] if shown else [],
    }


def home_table(request: HttpRequest) -> dict[str, Any]:
    """The part of the team that stands on the home."""
    return table_of(team_rows(request, colleagues(request), on_home=True))
