"""Hosts and placements in words: what changed and who did it, and where two people met."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.wording import Change, Meeting, in_words, label_of
from core.merge import Clash
from core.money import format_euro
from core.tenancy import history_of
from core.ui.words import say_minutes
from placements.enums import ExtensionState, PlacementState
from placements.models import Extension, HostOrganisation, HostTutor, Placement
from placements.wording import schedule_words

# Kept by the machine beside what people change: no line of their own in a history.
OF_THE_MACHINE = {
    "state", "version", "submitted_at", "submitted_by", "decided_at", "decided_by",
    "decision_note", "refusal_reason", "agency", "participation", "beneficiary", "project",
    "placement",
}  # fmt: skip
JOINED: dict[type[Model], tuple[str, ...]] = {
    Placement: ("host", "host_tutor", "promoter_tutor"),
    HostOrganisation: ("municipality",),
    HostTutor: (),
    Extension: (),
}
STATES: dict[type[Model], type[PlacementState | ExtensionState]] = {
    Placement: PlacementState,
    Extension: ExtensionState,
}


@dataclass(frozen=True)
class Moment:
    """One change: when, who, what in words, why, and the answers that changed."""

    at: datetime
    by: str
    title: str
    why: str
    changes: tuple[Change, ...]
    icon: str


def story_of_placement(placement: Placement) -> list[Moment]:
    """Every change of a placement and of its extensions, newest first."""
    told = story_of(placement)
    for extension in placement.extensions.all():
        told += [
            replace(one, title=_("Proroga: %(what)s") % {"what": one.title.lower()})
            for one in story_of(extension)
        ]
    return sorted(told, key=lambda one: one.at, reverse=True)


def story_of(row: Placement | HostOrganisation | HostTutor | Extension) -> list[Moment]:
    """Every change of a row, newest first."""
    kept: Any = history_of(type(row))
    joined = JOINED[type(row)]
    events = kept.objects.filter(pgh_obj_id=row.pk).select_related(*joined).order_by("pgh_id")
    found = list(events)
    users = User.objects.in_bulk({int(one.pgh_by) for one in found if one.pgh_by.isdigit()})
    return list(_told(type(row), found, users))[::-1]


def _told(model: type[Model], events: Sequence[Any], users: dict[int, User]) -> Iterator[Moment]:
    for first in events[:1]:
        title = _("Chiesta") if model is Extension else _("Registrato")
        yield Moment(first.pgh_created_at, _who(first, users), title, "", (), "plus")
    for before, after in pairwise(events):
        changes = tuple(_changes(before, after, model))
        title, why, icon = _step(before, after, model)
        if changes or title:
            title = title or _("Modificato")
            by = _who(after, users)
            yield Moment(after.pgh_created_at, by, title, why, changes, icon)


def _who(event: Any, users: dict[int, User]) -> str:
    user = users.get(int(event.pgh_by)) if event.pgh_by.isdigit() else None
    return str(user) if user else _("sistema")


def _step(before: Any, after: Any, model: type[Model]) -> tuple[str, str, str]:
    """Title, reason and icon where the state moved; else of a plain correction."""
    if getattr(before, "state", None) == getattr(after, "state", None):
        return "", after.pgh_why or "", "pencil"
    state: Any = STATES[model](after.state)
    said = after.decision_note if state.value in DECIDED else ""
    return str(state.label), said or after.pgh_why or "", state.icon


# States of both that carry the words of a decision.
DECIDED = ("APPROVED", "CHANGES", "REFUSED")


def _changes(before: Any, after: Any, model: type[Model]) -> Iterator[Change]:
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in OF_THE_MACHINE:
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield Change(
                _label(model, field.name), said(field, old, before), said(field, new, after)
            )


def _label(model: type[Model], name: str) -> str:
    return _("Orario") if name == "schedule" else label_of(model, name)


def said(field: Any, value: Any, row: Any = None) -> str:
    """A saved value as people read it."""
    if field.name == "schedule":
        return schedule_words(value)
    if field.name == "monthly_allowance":
        return "" if value is None else format_euro(value)
    if field.name == "contract_minutes":
        return "" if value is None else say_minutes(value)
    return in_words(field, value, row)


def meetings_of(model: type[Model], clashes: Iterable[Clash]) -> list[Meeting]:
    """The fields two people met on, in words."""
    met = []
    for clash in clashes:
        field: Any = model._meta.get_field(clash.field)
        label = _label(model, field.name)
        met.append(Meeting(label, said(field, clash.yours), said(field, clash.theirs)))
    return met
