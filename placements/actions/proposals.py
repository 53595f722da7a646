"""Verbs of a proposal, up to the coordinator's desk and back from it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.enums import Phase
from beneficiaries.models import RosterEntry
from core.merge import save_merged
from core.policy import authorize
from placements.actions.refusals import NotPossible
from placements.enums import PlacementKind
from placements.facts import (
    blocking,
    form_field_of,
    is_writable,
    lacking,
    not_asked,
    verdicts_of,
)
from placements.models import HostOrganisation, Placement, PlacementVersion
from placements.policy import Can
from placements.wording import fingerprint, terms_of
from placements.workflow import placement_workflow
from projects.models import Participation


class Blocked(NotPossible):
    """What lacks and what a rule forbids, by field, in sentences; nothing was sent."""

    def __init__(self, told: Mapping[str, list[str]]) -> None:
        self.told = told
        super().__init__(" ".join(sentence for said in told.values() for sentence in said))


@transaction.atomic
def propose_placement(
    participation: Participation,
    host: HostOrganisation,
    *,
    kind: PlacementKind,
    by: User,
    at: datetime,
) -> Placement:
    """Begin a proposal for a participation of the agency; its terms are written step by step."""
    authorize(by, Can.PROPOSE, participation)
    _refuse_closed(participation.beneficiary_id)
    return Placement.objects.create(
        participation=participation,
        beneficiary_id=participation.beneficiary_id,
        project_id=participation.project_id,
        agency_id=participation.agency_id,
        host=host,
        kind=kind,
        # Who proposes follows, until they say otherwise.
        promoter_tutor=by,
    )


def has_closed_file(person_id: int) -> bool:
    """Whether the agency's file of the person is closed: then nobody follows a placement."""
    return RosterEntry.objects.filter(pk=person_id, phase=Phase.CLOSED).exists()


def _refuse_closed(person_id: int) -> None:
    if has_closed_file(person_id):
        raise NotPossible(say_closed())


def say_closed() -> str:
    """Why nothing is proposed for whoever has a closed file, and what to do."""
    return _("La cartella è chiusa: per proporre un tirocinio va prima riaperta.")


@transaction.atomic
def write_terms(
    placement: Placement, typed: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Placement:
    """Save terms of a proposal that is still being written; two people on one term clash."""
    authorize(by, Can.PROPOSE, placement)
    fresh = _fresh(placement)
    _refuse_unwritable(fresh)
    save_merged(fresh, typed, seen=seen)
    return fresh


def _refuse_unwritable(placement: Placement) -> None:
    if not is_writable(placement):
        raise NotPossible(
            _("La proposta non si può più scrivere: lo stato è “%(state)s”.")
            % {"state": placement.state_now.label}
        )


@transaction.atomic
def move_placement(
    placement: Placement,
    host: HostOrganisation,
    *,
    kind: PlacementKind,
    seen: dict[str, Any],
    by: User,
    at: datetime,
) -> Placement:
    """Another host or kind for a proposal that is still being written; all else stays typed.

    A tutor belongs to a host: with another host, another is chosen.
    """
    authorize(by, Can.PROPOSE, placement)
    fresh = _fresh(placement)
    _refuse_unwritable(fresh)
    typed: dict[str, Any] = {"host_id": host.pk, "kind": kind}
    if fresh.host_id != host.pk:
        typed["host_tutor_id"] = None
    save_merged(fresh, typed, seen=seen)
    return fresh


@transaction.atomic
def submit_placement(placement: Placement, *, by: User, at: datetime) -> Placement:
    """Send a whole proposal to the coordinator, as a new version with its fingerprint.

    Raises NotPossible where the person's file is closed, Blocked where a term lacks or a rule
    forbids it.
    """
    fresh = _fresh(placement)
    placement_workflow.take(fresh, "submit", by=by)
    _refuse_closed(fresh.beneficiary_id)
    dropped = _drop_unasked(fresh)
    _refuse_blocked(fresh, timezone.localdate(at))
    fresh.version += 1
    fresh.submitted_at, fresh.submitted_by = at, by
    fresh.save(update_fields=["state", "version", "submitted_at", "submitted_by", *dropped])
    content = terms_of(fresh)
    PlacementVersion.objects.create(
        placement=fresh,
        agency_id=fresh.agency_id,
        project_id=fresh.project_id,
        number=fresh.version,
        content=content,
        sha256=fingerprint(content),
        made_at=at,
    )
    return fresh


def _drop_unasked(placement: Placement) -> list[str]:
    """What was typed for another kind is neither sent nor kept."""
    names = not_asked(placement.kind)
    for name in names:
        # Django's types do not know that these are columns.
        field: Any = Placement._meta.get_field(name)
        setattr(placement, name, field.get_default())
    return names


@transaction.atomic
def send_terms(
    placement: Placement, typed: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> Placement:
    """Save the terms and submit them, both or neither."""
    return submit_placement(write_terms(placement, typed, seen=seen, by=by, at=at), by=by, at=at)


def _refuse_blocked(placement: Placement, today: date) -> None:
    told = {name: [sentence] for name, sentence in lacking(placement).items()}
    for verdict in blocking(verdicts_of(placement, today)):
        told.setdefault(form_field_of(verdict), []).append(verdict.sentence)
    if told:
        raise Blocked(told)


@transaction.atomic
def withdraw_placement(placement: Placement, *, by: User, at: datetime) -> Placement:
    """Take a proposal back for good; a new one can be made."""
    fresh = _fresh(placement)
    placement_workflow.take(fresh, "withdraw", by=by)
    fresh.save(update_fields=["state"])
    return fresh


@transaction.atomic
def reopen_placement(placement: Placement, *, by: User, at: datetime) -> Placement:
    """Write an approved proposal again: it needs a new decision, and new signatures."""
    fresh = _fresh(placement)
    placement_workflow.take(fresh, "reopen", by=by)
    fresh.decided_at = fresh.decided_by = None
    fresh.decision_note = ""
    fresh.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    return fresh


def _fresh(placement: Placement) -> Placement:
    """The row as it is now, locked; alone, because joined rows are only read."""
    return Placement.objects.select_for_update().get(pk=placement.pk)
