"""What happened to a participation, from its history: each change in words, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from core.tenancy import history_of
from core.ui.words import say_day_short
from projects.enums import GONE, ExitReason, ParticipationState
from projects.models import EntrySnapshot, Participation


@dataclass(frozen=True)
class Moment:
    """One change: when, who, what in words, why, and the answers that changed."""

    at: datetime
    by: str
    title: str
    why: str
    changes: tuple[str, ...]
    icon: str


def story_of(participation: Participation) -> list[Moment]:
    """Entries, exits, re-entries, and every answer that was filled in or corrected."""
    steps = _events(Participation, participation.pk)
    answers = _events(EntrySnapshot, participation.pk)
    users = User.objects.in_bulk(
        {int(event.pgh_by) for event in (*steps, *answers) if event.pgh_by.isdigit()}
    )
    told = [*_told_steps(steps, users), *_told_answers(answers, users)]
    return sorted(told, key=lambda moment: moment.at, reverse=True)


def _events(model: type[Model], pk: int) -> list[Any]:
    kept: Any = history_of(model)
    return list(kept.objects.filter(pgh_obj_id=pk).order_by("pgh_id"))


def _who(event: Any, users: dict[int, User]) -> str:
    user = users.get(int(event.pgh_by)) if event.pgh_by.isdigit() else None
    return str(user) if user else _("sistema")


def _told_steps(events: list[Any], users: dict[int, User]) -> Iterable[Moment]:
    for before, after in zip([None, *events], events, strict=False):
        title = _step_title(before, after)
        if title:
            why = after.pgh_why or after.exit_note
            yield Moment(after.pgh_created_at, _who(after, users), title, why, (), "refresh")


def _step_title(before: Any, after: Any) -> str:
    if before is None:
        return _("Iscrizione, con ingresso il %(day)s") % {"day": say_day_short(after.entry_on)}
    if before.state == after.state:
        return ""
    if after.state == ParticipationState.LEFT:
        reason = ExitReason(after.exit_reason).label
        day = say_day_short(after.exit_on)
        return _("Uscita il %(day)s: %(reason)s") % {"day": day, "reason": reason}
    if after.state in GONE:
        return str(ParticipationState(after.state).label)
    return _("Rientro") if before.state in GONE else _("Avvio")


def _told_answers(events: list[Any], users: dict[int, User]) -> Iterable[Moment]:
    for before, after in pairwise(events):
        changed = tuple(_changed_labels(before, after))
        if changed:
            title = _("Risposta corretta") if after.pgh_why else _("Risposta completata")
            yield Moment(
                after.pgh_created_at,
                _who(after, users),
                title,
                after.pgh_why or "",
                changed,
                "pencil",
            )


# What follows from an answer is not told beside it.
TOLD = {
    "gender": gettext_lazy("genere"),
    "age": gettext_lazy("età"),
    "citizenship_group": gettext_lazy("cittadinanza"),
    "residence_id": gettext_lazy("residenza"),
    "education_id": gettext_lazy("titolo di studio"),
    "employment_id": gettext_lazy("condizione occupazionale"),
    "is_in_training": gettext_lazy("corso di studio o di formazione"),
    "unemployed_since": gettext_lazy("ricerca di lavoro"),
    "household_id": gettext_lazy("condizione familiare"),
    "housing_id": gettext_lazy("condizione abitativa"),
    "vulnerability_answer": gettext_lazy("vulnerabilità"),
    "refused": gettext_lazy("rifiuti di rispondere"),
}


def _changed_labels(before: Any, after: Any) -> Iterable[str]:
    for name, label in TOLD.items():
        if getattr(before, name) != getattr(after, name):
            yield str(label)
