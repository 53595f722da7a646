"""Verbs of an approved extension: record its signatures and its notice; with the last it holds."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from core.policy import authorize
from core.ui.words import say_day_short
from placements.actions.extensions import fresh_extension
from placements.actions.papers import Signed, refuse_unfit, refuse_unsent, signature_of
from placements.actions.refusals import NotPossible
from placements.enums import NoticeKind
from placements.models import Extension, MandatoryNotice, Signature
from placements.policy import Can
from placements.signing import notice_of_extension, papers_of_extension
from placements.workflow import extension_workflow


@transaction.atomic
def sign_extension(
    extension: Extension, signed: Sequence[Signed], *, by: User, at: datetime
) -> Extension:
    """Record signatures on the act of an extension, given before the placement was over."""
    authorize(by, Can.SIGN, extension)
    fresh = fresh_extension(extension)
    extension_workflow.check(fresh, extension_workflow.steps["take_effect"])
    papers = papers_of_extension(fresh)
    for one in signed:
        refuse_unfit(one, papers, fresh.decided_at, timezone.localdate(at))
        if one.signed_on > fresh.ended_before:
            raise NotPossible(
                _("La proroga si firma entro il %(day)s: dopo, il tirocinio è finito.")
                % {"day": say_day_short(fresh.ended_before)},
                f"{one.paper}-{one.party}-on".lower(),
            )
    Signature.objects.bulk_create(signature_of(one, fresh.version) for one in signed)
    return _take_effect(fresh, by=by)


@transaction.atomic
def notify_extension(
    extension: Extension, *, protocol: str, sent_on: date, by: User, at: datetime
) -> Extension:
    """Record the mandatory notice of an extension; one that is late is recorded, and said to be."""
    authorize(by, Can.SIGN, extension)
    fresh = fresh_extension(extension)
    extension_workflow.check(fresh, extension_workflow.steps["take_effect"])
    refuse_unsent(protocol, sent_on, timezone.localdate(at))
    if notice_of_extension(fresh) is not None:
        raise NotPossible(_("La comunicazione di proroga è già registrata."))
    MandatoryNotice.objects.create(
        placement=fresh.placement,
        agency_id=fresh.agency_id,
        project_id=fresh.project_id,
        extension=fresh,
        kind=NoticeKind.EXTENSION,
        protocol=protocol.strip(),
        sent_on=sent_on,
    )
    return _take_effect(fresh, by=by)


def _take_effect(extension: Extension, *, by: User) -> Extension:
    """With everybody's signature and the notice, the new last day holds; else nothing yet."""
    if not papers_of_extension(extension).is_complete or notice_of_extension(extension) is None:
        return extension
    extension_workflow.take(extension, "take_effect", by=by)
    _refuse_changed(extension)
    # First the extension: the database moves a last day with one in force alone.
    extension.save(update_fields=["state"])
    placement = extension.placement
    placement.ends_on = extension.ends_on
    placement.attestation_on = extension.attestation_on or placement.attestation_on
    try:
        with transaction.atomic():
            placement.save(update_fields=["ends_on", "attestation_on"])
    except IntegrityError as error:
        if "placement_one_at_a_time" in str(error):
            raise NotPossible(_("La persona ha già un tirocinio in questi giorni.")) from error
        raise
    return extension


def _refuse_changed(extension: Extension) -> None:
    """What may have changed since the approval, and would make the new days worthless."""
    left = extension.placement.participation.exit_on
    if left is not None and left < extension.ends_on:
        raise NotPossible(
            _("La persona è uscita dal progetto il %(day)s: la proroga va ritirata.")
            % {"day": say_day_short(left)}
        )
    until = extension.placement.host.liability_until
    if until is None or until <= extension.ended_before:
        raise NotPossible(_("La polizza RC dell’ospitante non copre l’inizio della proroga."))
