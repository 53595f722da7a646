"""What is to be done by a day: mine; for who coordinates, the agency's or one colleague's."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.policy import Can as Agencies
from agencies.workers import colleagues, workers_now
from beneficiaries.policy import Can, visible_people
from beneficiaries.tables import DueTable
from core.audit.actions import log_reading
from core.dues import KEY, Due, When, counted_dues, dues, fetch_dues, ticked_dues
from core.lists import Empty, Listing, ListPage
from core.panels import filled
from core.policy import may
from core.team import NOBODY

MINE = "me"


def _whose(request: HttpRequest) -> str:
    """Whose dues are asked for: my own, unless one sees the team; empty: the agency's."""
    if not may(request.user, Agencies.SEE_WORKLOAD):
        return MINE
    return request.GET.get("di", "")


def _of(request: HttpRequest) -> Any:
    """The same as core.dues takes it; an unknown one is nobody's number."""
    asked = _whose(request)
    if asked == MINE:
        return request.user.pk
    if asked == NOBODY:
        return workers_now(request.user)
    if not asked:
        return None
    known = asked.isdecimal() and int(asked[:18]) in colleagues(request)
    return int(asked) if known else 0


def _when(request: HttpRequest) -> str:
    asked = request.GET.get("quando", "")
    return asked if asked in When.values else ""


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address asks, where it is sound: a saved view keeps nothing else."""
    whose = _whose(request) if may(request.user, Agencies.SEE_WORKLOAD) else ""
    known = {MINE, NOBODY, *map(str, colleagues(request) if whose else ())}
    return {"di": whose if whose in known else "", "quando": _when(request)}


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    """The same in words, as paper says it."""
    asked = _asked(request)
    whose = {MINE: gettext("Le mie"), NOBODY: gettext("Senza operatore")}
    whose |= {str(pk): str(user) for pk, user in colleagues(request).items()} if asked["di"] else {}
    told = [(gettext("Operatore"), whose[asked["di"]])] if asked["di"] else []
    return told + (
        [(gettext("Quando"), str(When(asked["quando"]).label))] if asked["quando"] else []
    )


def _fetch(request: HttpRequest, keys: list[str]) -> list[Due]:
    found = fetch_dues(request, keys)
    # Those ticked today stand among them: people are asked for, and written down, once.
    _named(request, [*found, *_ticked(request)])
    return found


def _ticked(request: Any) -> list[Due]:
    """What was ticked today, asked once per request."""
    if not hasattr(request, "ticked"):
        request.ticked = ticked_dues(request, of=_of(request), when=_when(request))
    kept: list[Due] = request.ticked
    return kept


def _named(request: HttpRequest, found: list[Due]) -> list[Due]:
    """With the people, and the workers where one sees the team."""
    ids = {one.person_id for one in found}
    people = visible_people(request.user).in_bulk(ids) if ids else {}
    workers = colleagues(request) if may(request.user, Agencies.SEE_WORKLOAD) else {}
    for one in found:
        one.person = people.get(one.person_id)
        names = [str(user) for pk, user in workers.items() if pk in one.worker_ids]
        one.workers = ", ".join(names)
    return found


def _log(request: HttpRequest, shown: Sequence[Due], how: str) -> None:
    what = "scadenze" if how == "list" else "esportazione scadenze"
    also = _ticked(request) if how == "list" else []
    people = {one.person_id: one.person for one in [*shown, *also] if one.person is not None}
    log_reading(people.values(), by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    sees_team = may(request.user, Agencies.SEE_WORKLOAD)
    counted = dict.fromkeys(When, 0)
    for when, _hands, number in counted_dues(request, of=_of(request)):
        counted[when] += number
    rows, done = list(listing.objects), _ticked(request)
    if done and not rows:
        _named(request, done)
        _log(request, (), "list")
    rows = sorted([*rows, *done], key=lambda one: (one.on, one.pk))
    return {
        "groups": [(when, list(some)) for when, some in groupby(rows, key=lambda one: one.when)],
        "counted": list(counted.items()),
        "every": sum(counted.values()),
        "when": _when(request),
        "whose": _whose(request),
        "sees_team": sees_team,
        "workers": colleagues(request).values() if sees_team else (),
        "links": [link for _name, part in filled(request, "dues.lists") for link in part["links"]],
    }


due_page = ListPage(
    title=_("Scadenze"),
    one=_("scadenza"),
    noun=_("scadenze"),
    who=Can.SEE_PEOPLE,
    table=DueTable,
    rows=lambda request: dues(request, of=_of(request), when=_when(request)),
    fetch=_fetch,
    order=("due_on", KEY),
    key=KEY,
    empty=Empty(
        _("Nessuna scadenza"),
        _("Qui compare ciò che va fatto entro un giorno, da un mese prima."),
    ),
    log=_log,
    template="beneficiaries/dues.html",
    file_name="scadenze",
    context=_context,
    asked=_asked,
    said=_said,
    draws_columns=False,
)
all_dues = require_safe(due_page)
