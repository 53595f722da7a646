"""What of this floor goes along when two records of a person become one."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from beneficiaries.models import PersonalPlan
from core.moving import Block, Moves, declare, refuse
from placements.enums import BEGUN, PLACED
from placements.models import Placement
from projects.models import Participation

PLAN = ("action__goal__plan", PersonalPlan)
declare(Moves(Placement, 40, hangs_on=(("participation", Participation), PLAN)))


@refuse
def at_two_hosts_at_once(kept: int, gone: int) -> Iterator[Block]:
    """A person is in one place at a time: two placements on the same days are two people's."""
    last = Coalesce("ended_on", "ends_on")
    held = Placement.objects.filter(state__in=[*PLACED, *BEGUN]).annotate(last=last)
    same = held.filter(
        beneficiary_id=kept, starts_on__lte=OuterRef("last"), last__gte=OuterRef("starts_on")
    )
    for one in held.filter(Exists(same), beneficiary_id=gone).select_related("host"):
        yield Block(
            _("Le due schede hanno tirocini negli stessi giorni: uno è presso %(host)s.")
            % {"host": one.host},
            reverse("placements:show", args=[one.pk]),
            _("Apri il tirocinio"),
        )
