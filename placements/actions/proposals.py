"""Verbs of a proposal, up to the coordinator's desk."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core.policy import authorize
from placements.enums import PlacementKind
from placements.models import HostOrganisation, Placement
from placements.policy import Can
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
