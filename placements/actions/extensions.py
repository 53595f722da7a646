"""Verbs of an extension up to its decision: ask for it, decide on it, give it up."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from placements.actions.decisions import said
from placements.actions.limits import lock_limits
from placements.actions.proposals import Blocked
from placements.actions.refusals import NotPossible
from placements.enums import OPEN_EXTENSIONS, RefusalReason
from placements.extending import (
    UNDER_WAY,
    Asked,
    asked_of,
    extended,
    hinders_asking,
    verdicts_of_extension,
)
from placements.facts import blocking, form_field_of
from placements.models import Extension, Placement, PlacementVersion
from placements.policy import Can
from placements.wording import fingerprint, terms_of_extension
from placements.workflow import extension_workflow

DECIDED = ("state", "decided_at", "decided_by", "refusal_reason", "decision_note")


@transaction.atomic
def ask_extension(placement: Placement, asked: Asked, *, by: User, at: datetime) -> Extension:
    """Ask for a later last day of a placement under way; raises Blocked where a rule forbids it."""
    authorize(by, Can.PROPOSE, placement)
    fresh = Placement.objects.select_for_update().get(pk=placement.pk)
    if fresh.state not in UNDER_WAY:
        raise NotPossible(hinders_asking(fresh, timezone.localdate(at)))
    assert fresh.ends_on is not None  # noqa: S101  why: a placement under way is whole
    if fresh.extensions.filter(state__in=OPEN_EXTENSIONS).exists():
        raise NotPossible(_("C’è già una proroga da concludere: prima va firmata o ritirata."))
    extension = Extension(
        placement=fresh,
        agency_id=fresh.agency_id,
        project_id=fresh.project_id,
        ended_before=fresh.ends_on,
    )
    return _send(extension, asked, by=by, at=at)


@transaction.atomic
def ask_again(
    extension: Extension, asked: Asked, *, by: User, at: datetime, version: int | None = None
) -> Extension:
    """Send an extension again after changes were asked; its text is a new version."""
    fresh = fresh_extension(extension, version)
    extension_workflow.take(fresh, "send_again", by=by)
    return _send(fresh, asked, by=by, at=at)


def _send(extension: Extension, asked: Asked, *, by: User, at: datetime) -> Extension:
    placement = extension.placement
    _refuse_blocked(placement, asked, at)
    assert asked.ends_on is not None  # noqa: S101  why: refused above
    extension.ends_on, extension.reason = asked.ends_on, asked.reason.strip()
    extension.eqf_level, extension.attestation_on = asked.eqf_level, asked.attestation_on
    extension.submitted_at, extension.submitted_by = at, by
    extension.version = _written(extension, asked, at)
    extension.save()
    return extension


def _refuse_blocked(placement: Placement, asked: Asked, at: datetime) -> None:
    told: dict[str, list[str]] = {}
    if asked.ends_on is None:
        told["ends_on"] = [_("Scrivi il nuovo ultimo giorno")]
    if not asked.reason.strip():
        told["reason"] = [_("Scrivi perché si proroga")]
    verdicts = verdicts_of_extension(placement, asked, timezone.localdate(at))
    for verdict in blocking(verdicts):
        told.setdefault(form_field_of(verdict), []).append(verdict.sentence)
    if told:
        raise Blocked(told)


def _written(extension: Extension, asked: Asked, at: datetime) -> PlacementVersion:
    """The text that will be signed, with the next number among the versions of the placement."""
    placement = extension.placement
    content = terms_of_extension(
        extended(placement, asked),
        before=extension.ended_before,
        reason=extension.reason,
        level=extension.eqf_level,
    )
    last = placement.versions.order_by("-number").values_list("number", flat=True).first()
    return PlacementVersion.objects.create(
        placement=placement,
        agency_id=placement.agency_id,
        project_id=placement.project_id,
        number=(last or 0) + 1,
        content=content,
        sha256=fingerprint(content),
        made_at=at,
    )


# --- the decision -------------------------------------------------------------------------------


@transaction.atomic
def approve_extension(
    extension: Extension, *, by: User, at: datetime, version: int | None = None
) -> Extension:
    """Approve an extension; raises NotPossible where a rule blocks it now."""
    authorize(by, Can.DECIDE, extension)
    host = lock_limits(extension.placement)
    fresh = fresh_extension(extension, version)
    extension_workflow.take(fresh, "approve", by=by)
    fresh.placement.host = host
    today = timezone.localdate(at)
    told = blocking(verdicts_of_extension(fresh.placement, asked_of(fresh), today))
    if told:
        raise NotPossible(" ".join(verdict.sentence for verdict in told))
    return _decide(fresh, note="", by=by, at=at)


@transaction.atomic
def ask_changes_of_extension(
    extension: Extension, *, note: str, by: User, at: datetime, version: int | None = None
) -> Extension:
    """Send an extension back to who asked for it, saying what to change."""
    authorize(by, Can.DECIDE, extension)
    fresh = fresh_extension(extension, version)
    extension_workflow.take(fresh, "ask_changes", by=by)
    return _decide(fresh, note=said(note), by=by, at=at)


@transaction.atomic
def refuse_extension(
    extension: Extension,
    *,
    reason: RefusalReason,
    note: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Extension:
    """Refuse an extension; the last day stays, and another may be asked for."""
    authorize(by, Can.DECIDE, extension)
    fresh = fresh_extension(extension, version)
    extension_workflow.take(fresh, "refuse", by=by)
    if reason not in RefusalReason.values:
        raise NotPossible(_("Scegli il motivo per cui respingi."), "reason")
    fresh.refusal_reason = reason
    return _decide(fresh, note=said(note), by=by, at=at)


def _decide(fresh: Extension, *, note: str, by: User, at: datetime) -> Extension:
    fresh.decided_at, fresh.decided_by, fresh.decision_note = at, by, note
    fresh.save(update_fields=DECIDED)
    return fresh


# --- given up -----------------------------------------------------------------------------------


@transaction.atomic
def withdraw_extension(extension: Extension, *, by: User, at: datetime) -> Extension:
    """Give an extension up before it is in force; the last day stays."""
    fresh = fresh_extension(extension)
    extension_workflow.take(fresh, "withdraw", by=by)
    fresh.save(update_fields=["state"])
    return fresh


def lapse_extension(placement: Placement, *, by: User) -> None:
    """With the end of its placement, which is locked, an extension that is not in force falls."""
    waiting = placement.extensions.select_for_update().filter(state__in=OPEN_EXTENSIONS)
    for extension in waiting:
        extension_workflow.take(extension, "withdraw", by=by)
        extension.save(update_fields=["state"])


def fresh_extension(extension: Extension, version: int | None = None) -> Extension:
    """The row as it is now, locked after its placement, if it still is what was looked at."""
    placement = Placement.objects.select_for_update().get(pk=extension.placement_id)
    fresh = Extension.objects.select_for_update().get(pk=extension.pk)
    fresh.placement = placement
    if version is not None and fresh.version.number != version:
        raise NotPossible(
            _("Nel frattempo è arrivata la versione %(number)s: guardala prima di decidere.")
            % {"number": fresh.version.number}
        )
    return fresh
