"""What placements bring for a person's plan: the hours attended, of registers that are closed."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.plan_hours import Brought, brings_hours
from core.policy import may
from placements.enums import PlacementState, RegisterState
from placements.policy import Can, visible_placements

CLOSED = Q(registers__state__in=[one for one in RegisterState if one != RegisterState.OPEN])
# What came to nothing has no hours to bring.
TO_LINK = ~Q(state__in=[PlacementState.REFUSED, PlacementState.WITHDRAWN])


@brings_hours
def attended(person_id: int, user: User) -> Iterator[Brought]:
    """Each placement that carries out an action, with the minutes of its closed months.

    And each that goes on or did and carries out none, with the page that links it.
    """
    linked = Q(action__isnull=False)
    mine = visible_placements(user).filter(linked | TO_LINK, beneficiary_id=person_id)
    attended = Sum("registers__entries__minutes", filter=CLOSED)
    rows = mine.annotate(attended=attended, line=F("action__line")).select_related("host")
    for one in rows.order_by("starts_on", "pk"):
        words = _("%(kind)s presso %(host)s") % {"kind": one.kind_now.label, "host": one.host}
        page = "placements:serve" if one.line is None else "placements:show"
        if one.line is not None or may(user, Can.PROPOSE, one):
            yield Brought(one.line, one.attended or 0, words, reverse(page, args=[one.pk]))
