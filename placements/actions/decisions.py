"""Verbs of the coordinator: approve a proposal, ask for changes, refuse it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from placements.actions.limits import is_held, lock_limits
from placements.actions.refusals import NotPossible
from placements.enums import RefusalReason
from placements.facts import blocking
from placements.models import Placement
from placements.policy import Can
from placements.reviewing import verdicts_for_decision
from placements.workflow import placement_workflow

DECIDED = ("state", "decided_at", "decided_by", "refusal_reason", "decision_note", "reminded_at")


@transaction.atomic
def approve_placement(
    placement: Placement, *, by: User, at: datetime, version: int | None = None
) -> Placement:
    """Approve a proposal; raises NotPossible where a rule blocks or the host's places are full.

    `version` is the one that was looked at: another that came meanwhile is not approved with it.
    """
    authorize(by, Can.DECIDE, placement)
    host = lock_limits(placement)
    fresh = _fresh(placement, version)
    if not is_held(fresh, placement):
        raise NotPossible(_("Nel frattempo la proposta è cambiata: guardala prima di decidere."))
    placement_workflow.take(fresh, "approve", by=by)
    fresh.host = host
    told = blocking(verdicts_for_decision(fresh, timezone.localdate(at)))
    if told:
        raise NotPossible(" ".join(verdict.sentence for verdict in told))
    fresh.refusal_reason, fresh.decision_note = "", ""
    # A reminder spoke of the papers of an earlier approval.
    fresh.reminded_at = None
    return _decide(fresh, by=by, at=at)


@transaction.atomic
def ask_for_changes(
    placement: Placement, *, note: str, by: User, at: datetime, version: int | None = None
) -> Placement:
    """Send a proposal back to who wrote it, saying what to change."""
    authorize(by, Can.DECIDE, placement)
    fresh = _fresh(placement, version)
    placement_workflow.take(fresh, "ask_changes", by=by)
    fresh.refusal_reason, fresh.decision_note = "", said(note)
    return _decide(fresh, by=by, at=at)


@transaction.atomic
def refuse_placement(
    placement: Placement,
    *,
    reason: RefusalReason,
    note: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Placement:
    """Refuse a proposal for good, with a reason of the list and its own words."""
    authorize(by, Can.DECIDE, placement)
    fresh = _fresh(placement, version)
    placement_workflow.take(fresh, "refuse", by=by)
    if reason not in RefusalReason.values:
        raise NotPossible(_("Scegli il motivo per cui respingi."), "reason")
    fresh.refusal_reason, fresh.decision_note = reason, said(note)
    return _decide(fresh, by=by, at=at)


def _fresh(placement: Placement, version: int | None) -> Placement:
    """The row as it is now, locked, if it still is the version that was looked at."""
    fresh = Placement.objects.select_for_update().get(pk=placement.pk)
    if version is not None and fresh.version != version:
        raise NotPossible(
            _("Nel frattempo è arrivata la versione %(number)s: guardala prima di decidere.")
            % {"number": fresh.version}
        )
    return fresh


def said(note: str) -> str:
    """The words of a decision that is not an approval; without them it is none."""
    if not note.strip():
        raise NotPossible(_("Scrivi il messaggio: chi ha proposto deve sapere perché."), "note")
    return note.strip()


def _decide(fresh: Placement, *, by: User, at: datetime) -> Placement:
    fresh.decided_at, fresh.decided_by = at, by
    try:
        with transaction.atomic():
            fresh.save(update_fields=DECIDED)
    except IntegrityError as error:
        if "placement_one_at_a_time" in str(error):
            raise NotPossible(_("La persona ha già un tirocinio in questi giorni.")) from error
        raise
    return fresh
