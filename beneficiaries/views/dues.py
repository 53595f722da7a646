"""What is to be done by a day: mine or one colleague's; for who coordinates, the agency's."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from agencies.policy import Can as Agencies
from agencies.workers import colleagues, workers_now
from beneficiaries import actions
from beneficiaries.models import Beneficiary
from beneficiaries.policy import Can, visible_people
from beneficiaries.tables import DueTable
from beneficiaries.views.agenda import back
from beneficiaries.waiting import mine, out_of_sight, tell_behalf
from core.audit.actions import log_reading
from core.dues import KEY, Asked, Due, When, counted_dues, dues, fetch_dues, ticked_dues
from core.lists import BOUND, Empty, Listing, ListPage
from core.panels import filled
from core.policy import authorize, may
from core.team import NOBODY
from core.ui.words import say_day

MINE = "me"
# A due as a form names it: its source and its row.
KEY_OF_ONE = re.compile(r"[a-z-]{1,20}:[0-9]{1,18}")


def _whose(request: HttpRequest) -> str:
    """Whose dues are asked for: mine or a colleague's; for who sees the team, also all (empty).

    About one person they are everybody's: who reads the file reads what it asks for.
    """
    if _about(request) is not None:
        return ""
    asked = request.GET.get("di", "")
    if may(request.user, Agencies.SEE_WORKLOAD):
        return asked
    is_colleague = asked.isdecimal() and int(asked[:18]) in colleagues(request)
    return asked if is_colleague and int(asked[:18]) != request.user.pk else MINE


def _about(request: Any) -> int | None:
    """The person whose dues are asked for, by number; nobody's where it is no number."""
    asked = request.GET.get("persona")
    return None if asked is None else int(asked[:18]) if asked.isdecimal() else 0


def _person(request: Any) -> Beneficiary | None:
    """The same, where one sees them; asked once per request."""
    if not hasattr(request, "about"):
        seen = visible_people(request.user).filter(pk=_about(request))
        request.about = None if _about(request) is None else get_object_or_404(seen)
    found: Beneficiary | None = request.about
    return found


def _chooses_whose(request: HttpRequest) -> bool:
    if _about(request) is not None:
        return False
    return may(request.user, Agencies.SEE_WORKLOAD) or _looks_aside(request)


def _looks_aside(request: HttpRequest) -> bool:
    return "colleghi" in request.GET or _whose(request) not in (MINE, "")


def _asked(request: HttpRequest, when: str = "") -> Asked:
    """The same as core.dues takes it; an unknown one is nobody's number.

    What one has put out of sight is out of one's own list: that of the team shows it.
    """
    if (person := _person(request)) is not None:
        return Asked(person=person.pk, when=when)
    asked = _whose(request)
    if asked == MINE:
        return mine(request.user, when=when)
    if asked == NOBODY:
        return Asked(of=workers_now(request.user), when=when)
    if not asked:
        return Asked(when=when)
    known = asked.isdecimal() and int(asked[:18]) in colleagues(request)
    return Asked(of=int(asked) if known else 0, when=when)


def _waiting(request: Any) -> list[Due]:
    """What I have put out of sight, asked once per request; nothing in a list that is not mine."""
    if not hasattr(request, "waiting"):
        request.waiting = out_of_sight(request) if _whose(request) == MINE else []
    kept: list[Due] = request.waiting
    return kept


def _when(request: HttpRequest) -> str:
    asked = request.GET.get("quando", "")
    return asked if asked in When.values else ""


def _kept(request: HttpRequest) -> dict[str, str]:
    """What the address asks, where it is sound: a saved view keeps nothing else."""
    whose = _whose(request)
    if whose == MINE and not may(request.user, Agencies.SEE_WORKLOAD):
        whose = ""
    known = {MINE, NOBODY, *map(str, colleagues(request) if whose else ())}
    return {"di": whose if whose in known else "", "quando": _when(request)}


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    """The same in words, as paper says it."""
    asked = _kept(request)
    whose = {MINE: _("Le mie"), NOBODY: _("Senza operatore")}
    whose |= {str(pk): str(user) for pk, user in colleagues(request).items()} if asked["di"] else {}
    told = [(_("Operatore"), whose[asked["di"]])] if asked["di"] else []
    if (person := _person(request)) is not None:
        told.append((_("Persona"), person.full_name))
    return told + ([(_("Quando"), str(When(asked["quando"]).label))] if asked["quando"] else [])


def _fetch(request: HttpRequest, keys: list[str]) -> list[Due]:
    found = fetch_dues(request, keys)
    # Those ticked today stand among them: people are asked for, and written down, once.
    _named(request, [*found, *_ticked(request), *_waiting(request)])
    return found


def _ticked(request: Any) -> list[Due]:
    """What was ticked today, asked once per request."""
    if not hasattr(request, "ticked"):
        request.ticked = ticked_dues(request, _asked(request, _when(request)))
    kept: list[Due] = request.ticked
    return kept


def _named(request: HttpRequest, found: list[Due]) -> list[Due]:
    """With the people, and the workers where one sees the team."""
    ids = {one.person_id for one in found}
    people = visible_people(request.user).in_bulk(ids) if ids else {}
    tells_whose = _about(request) is not None or may(request.user, Agencies.SEE_WORKLOAD)
    workers = colleagues(request) if tells_whose else {}
    if _whose(request) == MINE:
        tell_behalf(request.user, found)
    for one in found:
        one.person = people.get(one.person_id)
        names = [str(user) for pk, user in workers.items() if pk in one.worker_ids]
        one.workers = ", ".join(names)
        one.can_wait = one.may_wait and _whose(request) == MINE
    return found


def _log(request: HttpRequest, shown: Sequence[Due], how: str) -> None:
    what = "scadenze" if how == "list" else "esportazione scadenze"
    also = [*_ticked(request), *_waiting(request)] if how == "list" else []
    people = {one.person_id: one.person for one in [*shown, *also] if one.person is not None}
    log_reading(people.values(), by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    sees_team = may(request.user, Agencies.SEE_WORKLOAD)
    counted = dict.fromkeys(When, 0)
    for when, _hands, number in counted_dues(request, _asked(request)):
        counted[when] += number
    every, asked_for = sum(counted.values()), _when(request)
    # The length of the list is among these numbers: it is not asked for once more.
    listing.count = min(counted[When(asked_for)] if asked_for else every, BOUND + 1)
    rows, done, waiting = list(listing.objects), _ticked(request), _waiting(request)
    if (done or waiting) and not rows:
        _named(request, [*done, *waiting])
        _log(request, (), "list")
    rows = sorted([*rows, *done], key=lambda one: (one.on, one.pk))
    return {
        "groups": [(when, list(some)) for when, some in groupby(rows, key=lambda one: one.when)],
        "waiting": waiting,
        "counted": list(counted.items()),
        "every": every,
        "when": asked_for,
        "whose": _whose(request),
        "person": _person(request),
        "sees_team": sees_team,
        # A worker looks for a colleague's now and then: whose they may be is asked only then.
        "workers": colleagues(request).values() if _chooses_whose(request) else (),
        "links": [link for _name, part in filled(request, "dues.lists") for link in part["links"]],
    }


due_page = ListPage(
    title=gettext_lazy("Scadenze"),
    one=gettext_lazy("scadenza"),
    noun=gettext_lazy("scadenze"),
    who=Can.SEE_PEOPLE,
    table=DueTable,
    rows=lambda request: dues(request, _asked(request, _when(request))),
    fetch=_fetch,
    order=("due_on", KEY),
    key=KEY,
    empty=Empty(
        gettext_lazy("Nessuna scadenza"),
        gettext_lazy(
            "Qui compare ciò che va fatto entro un giorno, da un mese prima (documenti: da due)."
        ),
    ),
    log=_log,
    template="beneficiaries/dues.html",
    file_name="scadenze",
    context=_context,
    asked=_kept,
    said=_said,
    draws_columns=False,
)
all_dues = require_safe(due_page)


@require_POST
def wait(request: HttpRequest) -> HttpResponse:
    """Put a due out of my sight for some days, or back; one stays where one was."""
    authorize(request.user, Can.SEE_PEOPLE)
    key = request.POST.get("due", "")
    found = fetch_dues(request, [key]) if KEY_OF_ONE.fullmatch(key) else []
    if not found:
        raise Http404
    verb = _bring_back if request.POST.get("verb") == "undo" else _put_out_of_sight
    try:
        messages.success(request, verb(request, found[0]))
    except actions.NeverWaits as refused:
        messages.error(request, str(refused))
    return back(request, "dues")


def _put_out_of_sight(request: HttpRequest, due: Due) -> str:
    days = request.POST.get("days", "")
    wanted = int(days) if days in map(str, actions.WAITS) else 0
    row = actions.put_out_of_sight(due, wanted, by=request.user, at=timezone.now())
    return _("Rimandata: torna da sola %(on)s.") % {"on": say_day(row.until)}


def _bring_back(request: HttpRequest, due: Due) -> str:
    actions.bring_back(due, by=request.user, at=timezone.now())
    return _("La scadenza è di nuovo fra le tue.")
