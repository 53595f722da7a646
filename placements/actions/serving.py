"""The action of a person's plan that a placement carries out."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from beneficiaries.actions import refuse_another_s
from core.policy import authorize
from placements.models import Placement
from placements.policy import Can


@transaction.atomic
def serve_action(
    placement: Placement, action_id: int | None, *, by: User, at: datetime
) -> Placement:
    """Say which action of the person's plan it carries out, or that it carries out none.

    Whatever its state: the hours attended before count, too. Raises NotTheirAction.
    """
    authorize(by, Can.PROPOSE, placement)
    fresh = Placement.objects.select_for_update().get(pk=placement.pk)
    refuse_another_s(action_id, fresh.beneficiary_id)
    fresh.action_id = action_id
    fresh.save(update_fields=["action"])
    return fresh
