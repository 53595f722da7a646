"""The list of emergency accesses: those to review first."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.models import User
from beneficiaries.filters import EmergencyFilter
from beneficiaries.models import MOST_OPENED, OPENED_WITHIN, EmergencyAccess
from beneficiaries.policy import Can, visible_emergencies
from beneficiaries.tables import EmergencyTable
from core.audit.actions import log_reading
from core.lists import Column, Empty, Listing, ListPage
from core.policy import may


def _columns(request: HttpRequest) -> dict[str, Column]:
    """Without the person for who administers."""
    columns = dict(EmergencyTable.base_columns)
    if not may(request.user, Can.SEE_PEOPLE):
        del columns["person"]
    return columns


def _fetch(request: HttpRequest, keys: list[int]) -> list[EmergencyAccess]:
    rows = visible_emergencies(request.user).filter(pk__in=keys)
    own = list(rows.for_page())
    # Another body's person is hidden: joined with them, the access would be, too.
    left = set(keys) - {one.pk for one in own}
    theirs = list(rows.filter(pk__in=left).without_person()) if left else []
    for one in own:
        one.said_person, one.said_by = one.beneficiary.full_name, str(one.opened_by)
    for one in theirs:
        one.said_person, one.said_by = "", f"{one.opened_by} · {one.agency.short_name}"
    return own + theirs


def _log(request: HttpRequest, shown: Sequence[EmergencyAccess], how: str) -> None:
    what = "accessi d’emergenza" if how == "list" else "esportazione accessi d’emergenza"
    if may(request.user, Can.SEE_PEOPLE):
        named = {one.beneficiary for one in shown if one.said_person}
        log_reading(named, by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    reviews = may(request.user, Can.REVIEW_EMERGENCY)
    return {
        "is_own": may(request.user, Can.SEE_PEOPLE) and not reviews,
        "at_limit": _at_limit(request) if reviews else (),
    }


def _at_limit(request: HttpRequest) -> list[str]:
    """Who has opened as many as one may, of late: whoever reviews sees it."""
    lately = visible_emergencies(request.user).opened_within(OPENED_WITHIN)
    holders = [row["opened_by_id"] for row in lately.holders_at(MOST_OPENED)]
    found = User.objects.in_bulk(holders) if holders else {}
    return sorted(str(one) for one in found.values())


emergency_list = ListPage(
    title=_("Accessi d’emergenza"),
    one=_("accesso"),
    noun=_("accessi"),
    who=Can.SEE_EMERGENCIES,
    table=EmergencyTable,
    columns=_columns,
    filters=EmergencyFilter,
    rows=lambda request: visible_emergencies(request.user).with_rank(request.user.pk),
    fetch=_fetch,
    order=("rank", "waits_by", "-opened_at", "-pk"),
    empty=Empty(
        _("Nessun accesso d’emergenza"),
        _(
            "Qui si vede chi ha letto in emergenza quello che altri avevano riservato, e che cosa"
            " ne ha detto chi lo ha esaminato."
        ),
    ),
    log=_log,
    template="beneficiaries/emergencies.html",
    file_name="accessi-d-emergenza",
    context=_context,
)
all_emergencies = require_safe(emergency_list)
