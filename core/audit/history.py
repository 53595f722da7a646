"""History of every change, written by the database itself.

A trigger copies each new version of a row into `<Model>Event`. The columns that say who,
for which agency and why take their value from the database context; the actor may not be
null, so a change that nobody answers for is refused by the database.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pghistory.models
import pgtrigger
from django.db import models
from django.db.models.expressions import RawSQL

M = TypeVar("M", bound=type[models.Model])


def _setting(*names: str) -> RawSQL:
    parts = ", ".join(f"nullif(current_setting('app.{name}', true), '')" for name in names)
    return RawSQL(f"coalesce({parts})", [])  # nosec: names are literals of this module


class HistoryEvent(pghistory.models.Event):
    """One version of a row: its fields, and who made it so."""

    # The user's id, or the purpose of a transaction that runs with no user.
    pgh_by = models.CharField(max_length=40, db_default=_setting("user", "purpose"))
    pgh_for = models.CharField(max_length=20, null=True, db_default=_setting("agency"))
    pgh_why = models.CharField(max_length=500, null=True, db_default=_setting("reason"))

    class Meta:
        abstract = True


def keep_history(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Track each insert and update of a model in its history table."""

    def track(model: M) -> M:
        tracked: Any = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            exclude=list(exclude),
            base_model=HistoryEvent,
            model_name=f"{model.__name__}Event",
            context_field=None,  # type: ignore[arg-type]  # documented as “no context”
            level=pgtrigger.Row,
        )
        return tracked(model)

    return track
