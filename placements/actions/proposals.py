"""Verbs of a proposal, up to the coordinator's desk."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.policy import authorize
from placements.enums import PlacementKind
from placements.models import HostOrganisation, Placement, PlacementVersion
from placements.policy import Can
from placements.wording import fingerprint, terms_of
from placements.workflow import placement_workflow
from projects.models import Participation


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
    return Placement.objects.create(
        participation=participation,
        beneficiary_id=participation.beneficiary_id,
        project_id=participation.project_id,
        agency_id=participation.agency_id,
        host=host,
        kind=kind,
    )


@transaction.atomic
def submit_placement(placement: Placement, *, by: User, at: datetime) -> Placement:
    """Send a whole proposal to the coordinator, as a new version with its fingerprint."""
    fresh = Placement.objects.select_for_update().get(pk=placement.pk)
    placement_workflow.take(fresh, "submit", by=by)
    fresh.version += 1
    fresh.submitted_at, fresh.submitted_by = at, by
    fresh.save(update_fields=["state", "version", "submitted_at", "submitted_by"])
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
