"""Who has no worker: for who administers, names and since when, and nothing of the case."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.models import Membership
from agencies.policy import visible_memberships
from beneficiaries.models import RosterEntry
from beneficiaries.policy import Can, visible_names, visible_unfollowed
from beneficiaries.tables import UnfollowedTable
from core.audit.actions import log_reading
from core.lists import Empty, ListPage
from core.policy import refusal


def _fetch(request: HttpRequest, keys: list[int]) -> list[Any]:
    rows: list[Any] = list(visible_unfollowed(request.user).filter(pk__in=keys))
    names = visible_names(request.user).in_bulk(keys)
    last = _last_seats(request, rows)
    for row in rows:
        row.person, seat = names.get(row.pk), last.get(row.case_manager_id)
        row.former = seat.user if seat else None
        row.since = _since(row, seat)
    return [row for row in rows if row.person is not None]


def _last_seats(request: HttpRequest, rows: Sequence[RosterEntry]) -> dict[int, Membership]:
    """The last seat of each worker who followed somebody."""
    seats = visible_memberships(request.user).of_caseworkers().select_related("user")
    users = {row.case_manager_id for row in rows} - {None}
    ordered = seats.filter(user_id__in=users).order_by("valid_from", "valid_to", "pk")
    return {seat.user_id: seat for seat in ordered}


def _since(row: Any, seat: Membership | None) -> date | None:
    """The day after the seat ended; with nobody ever, the first day; unknown: a disabled user."""
    if row.case_manager_id is None:
        return row.person.registered_on if row.person else None
    ended = seat.valid_to if seat else None
    return ended + timedelta(days=1) if ended else None


def _log(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "senza operatore" if how == "list" else "esportazione senza operatore"
    log_reading([row.person for row in shown], by=request.user, what=what)


unfollowed_list = ListPage(
    title=_("Persone senza operatore"),
    one=_("persona"),
    noun=_("persone"),
    who=Can.SEE_UNFOLLOWED,
    table=UnfollowedTable,
    rows=lambda request: visible_unfollowed(request.user),
    fetch=_fetch,
    order=("sort_key", "beneficiary_id"),
    empty=Empty(
        _("Ogni persona ha un operatore"),
        _("Qui compare chi non ha un operatore, o ne ha uno che non lavora più per l’ente."),
    ),
    log=_log,
    template="beneficiaries/unfollowed.html",
    file_name="senza-operatore",
    context=lambda request, listing: {"refused": refusal(Can.ENTRUST)},
)
all_unfollowed = require_safe(unfollowed_list)
