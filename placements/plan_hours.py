"""What placements bring for a person's plan: the hours attended, of registers that are closed."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import User
from beneficiaries.plan_hours import Brought, brings_hours
from placements.enums import RegisterState
from placements.policy import visible_placements

CLOSED = Q(registers__state__in=[one for one in RegisterState if one != RegisterState.OPEN])


@brings_hours
def attended(person_id: int, user: User) -> Iterator[Brought]:
    """Each placement that carries out an action, with the minutes of its closed months."""
    mine = visible_placements(user).filter(beneficiary_id=person_id, action__isnull=False)
    attended = Sum("registers__entries__minutes", filter=CLOSED)
    rows = mine.annotate(attended=attended, line=F("action__line")).select_related("host")
    for one in rows.order_by("starts_on", "pk"):
        words = _("%(kind)s presso %(host)s") % {"kind": one.kind_now.label, "host": one.host}
        url = reverse("placements:show", args=[one.pk])
        yield Brought(one.line, one.attended or 0, words, url)
