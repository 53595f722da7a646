"""Verbs of the papers: record signatures and notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from core.ui.words import say_day_short
from placements.actions.refusals import NotPossible
from placements.enums import NoticeKind, Paper, Party, PlacementState
from placements.models import MandatoryNotice, Placement, PlacementVersion, Signature
from placements.policy import Can
from placements.signing import (
    Papers,
    moved_words,
    papers_of,
    start_notice_of,
)
from placements.workflow import placement_workflow

# In which states each notice has something to tell.
TOLD_IN = {
    NoticeKind.START: (PlacementState.APPROVED, PlacementState.SIGNED),
    # Recorded with the extension it tells (actions/extensions.py).
    NoticeKind.EXTENSION: (),
    NoticeKind.EARLY_END: (PlacementState.BROKEN_OFF,),
}


@dataclass(frozen=True)
class Signed:
    """A signature seen on paper: which, whose, by whom, on which day."""

    paper: Paper
    party: Party
    signer: str
    signed_on: date


@transaction.atomic
def record_signatures(
    placement: Placement, signed: Sequence[Signed], *, by: User, at: datetime
) -> Placement:
    """Record signatures on the version in force; with the last one the placement is signed."""
    authorize(by, Can.SIGN, placement)
    fresh = _fresh(placement)
    placement_workflow.check(fresh, placement_workflow.steps["sign"])
    version = PlacementVersion.objects.get(placement=fresh, number=fresh.version)
    papers = papers_of(fresh)
    for one in signed:
        refuse_unfit(one, papers, fresh.decided_at, timezone.localdate(at))
    Signature.objects.bulk_create(signature_of(one, version) for one in signed)
    if papers_of(fresh).is_complete:
        placement_workflow.take(fresh, "sign", by=by)
        fresh.save(update_fields=["state"])
    return fresh


def signature_of(one: Signed, version: PlacementVersion) -> Signature:
    """The row of a signature, bound to the hash of the text."""
    return Signature(
        version=version,
        agency_id=version.agency_id,
        project_id=version.project_id,
        paper=one.paper,
        party=one.party,
        signer=one.signer.strip(),
        signed_on=one.signed_on,
        sha256=version.sha256,
    )


def refuse_unfit(one: Signed, papers: Papers, decided_at: datetime | None, today: date) -> None:
    """Say why a signature cannot stand; the field is that of the form."""
    key = f"{one.paper}-{one.party}".lower()
    found = next((line for line in papers.lines if line.key == key), None)
    if found is None:
        raise NotPossible(_("Questa firma non è richiesta."), f"{key}-on")
    if found.given is not None:
        raise NotPossible(_("Questa firma è già registrata."), f"{key}-on")
    if not one.signer.strip():
        raise NotPossible(_("Scrivi chi ha firmato."), f"{key}-by")
    if one.signed_on > today:
        raise NotPossible(_("Il giorno della firma non può essere nel futuro."), f"{key}-on")
    # Until then the paper says that it is a draft.
    approved_on = timezone.localdate(decided_at)
    if one.signed_on < approved_on:
        raise NotPossible(
            _("È stato approvato il %(day)s: una firma non può essere di prima.")
            % {"day": say_day_short(approved_on)},
            f"{key}-on",
        )


@transaction.atomic
def record_notice(
    placement: Placement,
    *,
    kind: NoticeKind,
    protocol: str,
    sent_on: date,
    by: User,
    at: datetime,
) -> MandatoryNotice:
    """Record a mandatory notice; one that is late is recorded, and said to be (`late_words`)."""
    authorize(by, Can.SIGN, placement)
    fresh = _fresh(placement)
    _refuse_untold(fresh, kind)
    refuse_unsent(protocol, sent_on, timezone.localdate(at))
    notice = _told_anew(fresh, kind) or MandatoryNotice(
        placement=fresh, agency_id=fresh.agency_id, project_id=fresh.project_id, kind=kind
    )
    notice.protocol, notice.sent_on = protocol.strip(), sent_on
    return _once(notice)


def refuse_unsent(protocol: str, sent_on: date, today: date) -> None:
    """A notice has a protocol, and was sent already."""
    if not protocol.strip():
        raise NotPossible(_("Scrivi il numero di protocollo."), "protocol")
    if sent_on > today:
        raise NotPossible(_("Il giorno dell’invio non può essere nel futuro."), "sent_on")


def _told_anew(placement: Placement, kind: NoticeKind) -> MandatoryNotice | None:
    """The notice of a beginning that moved since: it is corrected, and history keeps the first."""
    found = start_notice_of(placement) if kind == NoticeKind.START else None
    return found if found is not None and moved_words(placement, found) else None


def _once(notice: MandatoryNotice) -> MandatoryNotice:
    try:
        with transaction.atomic():
            notice.save()
    except IntegrityError as error:
        if "notice_of_start_once" in str(error):
            raise NotPossible(_("La comunicazione di inizio è già registrata.")) from error
        raise
    return notice


def _refuse_untold(placement: Placement, kind: NoticeKind) -> None:
    if placement.state not in TOLD_IN[NoticeKind(kind)]:
        raise NotPossible(
            _("La comunicazione di %(kind)s non si registra ora: lo stato è “%(state)s”.")
            % {"kind": NoticeKind(kind).label.lower(), "state": placement.state_now.label}
        )


def _fresh(placement: Placement) -> Placement:
    """The row as it is now, locked; alone, because joined rows are only read."""
    return Placement.objects.select_for_update().get(pk=placement.pk)
