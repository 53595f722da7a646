"""A worker's month as a table: days down, projects across."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from projects.diary_hours import BETWEEN, OUTSIDE, MyDay
from projects.querysets import ProjectQuerySet


def table_of(days: Iterable[MyDay], projects: ProjectQuerySet) -> dict[str, Any]:
    """The rows with their minutes by head, the heads, and the sums; only what holds something."""
    rows = list(days)
    held = {key for row in rows for key in row.minutes}
    wanted = [key for key in held if key]
    titles = projects.filter(pk__in=wanted).values_list("pk", "title")
    heads: dict[int | None, str] = {key: title for key, title in titles}  # noqa: C416  why: wider
    heads |= {BETWEEN: _("Fra più progetti")} if BETWEEN in held else {}
    heads |= {OUTSIDE: _("Fuori dai progetti")} if OUTSIDE in held else {}
    return {
        "heads": list(heads.values()),
        "days": [(row.day, [row.minutes.get(key, 0) for key in heads], row.total) for row in rows],
        "totals": [sum(row.minutes.get(key, 0) for row in rows) for key in heads],
        "total": sum(row.total for row in rows),
    }
