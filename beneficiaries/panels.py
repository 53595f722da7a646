"""What this floor puts on the home of each role."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.policy import Can as Agencies
from agencies.policy import visible_memberships
from beneficiaries.drafting import drafts_of, my_drafts
from beneficiaries.enums import Phase
from beneficiaries.filters import MINE, OPEN, SILENT_DAYS
from beneficiaries.policy import Can, visible_names, visible_unfollowed
from beneficiaries.quick import box_of_home
from beneficiaries.quick import recently_seen as seen_lately
from beneficiaries.team_table import home_table, people_address
from beneficiaries.waiting import tell_behalf
from beneficiaries.workload import (
    NEAR,
    SHOWN_DUES,
    agency_dues,
    counted_people,
    my_dues,
    people_of_home,
)
from core.audit.actions import log_at_the_end
from core.audit.models import Reading
from core.lists import BOUND
from core.models import Draft
from core.panels import filled, panel
from core.policy import may
from core.team import NOBODY
from core.ui.words import say_number

Filled = tuple[str, dict[str, Any]]
STRIP = "beneficiaries/_home_strip.html"
DRAFTS, ACCESSES, WEAKEST = 5, 12, 2
# What the log says of who was named in the list of the latest looks.
LATEST = "ultimi accessi"


def bounded(count: int) -> str | int:
    """A count as the list it opens says it: beyond the bound, “più di 1.000”."""
    return _("più di %(bound)s") % {"bound": say_number(BOUND)} if count > BOUND else count


def _drafts(request: HttpRequest) -> list[Draft]:
    """My drafts, asked once for the figure and for the list beside it."""
    if not hasattr(request, "my_drafts"):
        request.my_drafts = my_drafts(request.user)
    kept: list[Draft] = request.my_drafts
    return kept


@panel("people.dues", slot="home.strip", order=10, who=Can.SEE_PEOPLE)
def count_of_dues(request: HttpRequest, obj: Any) -> Filled:
    """What is late, for today, for this week: mine, or for who coordinates the agency's."""
    every = may(request.user, Agencies.SEE_WORKLOAD)
    counted = agency_dues(request) if every else my_dues(request).counted
    return STRIP, {
        "figures": [
            (str(when.label), bounded(counted[when]), f"{reverse('dues')}?quando={when}")
            for when in NEAR
        ]
    }


@panel("people.count_drafts", slot="home.strip", order=20, who=Can.SEE_DRAFTS)
def count_of_drafts(request: HttpRequest, obj: Any) -> Filled | None:
    """My drafts, those of upper floors among them; who coordinates finds them in the rail."""
    if may(request.user, Agencies.SEE_WORKLOAD):
        return None
    above = sum(context["count"] for _name, context in filled(request, "drafts.count"))
    count = len(_drafts(request)) + above
    return STRIP, {"figures": [(_("Bozze"), count, reverse("beneficiaries:drafts"))]}


@panel("people.quick", slot="home", order=4, who=Can.SEE_PEOPLE)
def quick_note(request: HttpRequest, obj: Any) -> Filled | None:
    """The box for a note from where one is; who coordinates has the way to it, above."""
    if may(request.user, Agencies.SEE_WORKLOAD):
        return None
    return "beneficiaries/_quick_box.html", {"box": box_of_home(request, _drafts(request)[:DRAFTS])}


@panel("people.due_list", slot="home", order=5, who=Can.SEE_PEOPLE)
def due_list(request: HttpRequest, obj: Any) -> Filled | None:
    """The first of what is late, for today and for this week; who coordinates has the team."""
    if may(request.user, Agencies.SEE_WORKLOAD):
        return None
    own = my_dues(request)
    people = people_of_home(request, _drafts(request)[:DRAFTS])
    tell_behalf(request.user, [*own.shown, *own.done])
    for one in [*own.shown, *own.done]:
        one.person, one.can_wait = people.get(one.person_id), one.may_wait
    groups = [
        {
            "when": when,
            "rows": sorted(
                (one for one in [*own.shown, *own.done] if one.when == when),
                key=lambda one: (one.on, one.pk),
            ),
            "count": bounded(own.counted[when]),
            "url": f"{reverse('dues')}?quando={when}",
            "has_more": own.counted[when] > SHOWN_DUES,
        }
        for when in NEAR
        if own.counted[when] or any(one.when == when for one in own.done)
    ]
    return "beneficiaries/_home_dues.html", {
        "groups": groups,
        "every_url": reverse("dues"),
        "waiting": own.waiting,
    }


@panel("people.figures", slot="home", order=20, who=Can.SEE_PEOPLE)
def figures(request: HttpRequest, obj: Any) -> Filled:
    """My people, the agency's, those nobody has met for a while: each opens its list."""
    by_phase = counted_people(request)
    total = {
        name: sum(line[name] for line in by_phase.values())
        for name in ("all", "mine", "silent", "unfollowed")
    }
    lines = [
        (_("In carico a me"), total["mine"], people_address(di=MINE, fase=OPEN)),
        (
            _("Senza contatto da 30 giorni"),
            total["silent"],
            people_address(di=MINE, fase=OPEN, contatto=str(SILENT_DAYS)),
        ),
        (_("Tutte dell’ente"), total["all"], people_address(fase=OPEN)),
        (_("Senza operatore"), total["unfollowed"], people_address(di=NOBODY, fase=OPEN)),
    ]
    return "beneficiaries/_home_figures.html", {
        "figures": [(label, bounded(count), url) for label, count, url in lines],
        "phases": _phases(by_phase),
        "is_new_here": not total["all"],
    }


@panel("people.team", slot="home", order=6, who=Agencies.SEE_WORKLOAD)
def team(request: HttpRequest, obj: Any) -> Filled:
    """Who of the team has how much in hand, and what of it is late; each number opens its list."""
    return "beneficiaries/_home_team.html", home_table(request)


def _phases(by_phase: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    return [
        {
            "phase": phase,
            "mine": bounded(by_phase[phase]["mine"]),
            "mine_url": people_address(di=MINE, fase=phase.value),
            "all": bounded(by_phase[phase]["all"]),
            "all_url": people_address(fase=phase.value),
        }
        for phase in Phase
        if phase.value in by_phase
    ]


@panel("people.seen", slot="home.rail", order=10, who=Can.SEE_PEOPLE)
def recently_seen(request: HttpRequest, obj: Any) -> Filled | None:
    """The people whose pages I opened last."""
    shown = seen_lately(request)
    if not shown:
        return None
    return "beneficiaries/_home_seen.html", {"entries": shown}


@panel("people.drafts", slot="home.rail", order=20, who=Can.REGISTER)
def drafts(request: HttpRequest, obj: Any) -> Filled | None:
    """What I began and did not finish; who coordinates has the way to it, uncounted."""
    if may(request.user, Agencies.SEE_WORKLOAD):
        return "beneficiaries/_home_drafts_way.html", {}
    rows = _drafts(request)[:DRAFTS]
    if not rows:
        return None
    waiting = drafts_of(request.user, rows, people=people_of_home(request, rows))
    return "beneficiaries/_home_drafts.html", {"drafts": waiting}


@panel("agency.figures", slot="home.strip", order=10, who=Agencies.SEE_ACCESSES)
def agency_figures(request: HttpRequest, obj: Any) -> Filled:
    """For who administers: whom nobody follows, and who works here."""
    unfollowed = bounded(visible_unfollowed(request.user)[: BOUND + 1].count())
    seats = visible_memberships(request.user).current(timezone.localdate())
    users = seats.values("user_id").distinct().count()
    return STRIP, {
        "figures": [
            (_("Persone senza operatore"), unfollowed, reverse("beneficiaries:unfollowed")),
            (_("Utenti attivi"), users, reverse("agencies:team")),
        ]
    }


@panel("agency.accesses", slot="home", order=10, who=Agencies.SEE_ACCESSES)
def accesses(request: HttpRequest, obj: Any) -> Filled:
    """For who administers: the latest looks at the agency's people, but for one's own at these."""
    others = Reading.objects.exclude(user_id=request.user.pk, what=LATEST)
    readings = list(others.order_by("-at", "-pk")[:ACCESSES])
    users = User.objects.in_bulk({one.user_id for one in readings})
    people = visible_names(request.user).in_bulk({one.person_id for one in readings})
    if people:
        log_at_the_end(request, people.values(), what=LATEST)
    return "beneficiaries/_home_accesses.html", {
        "rows": [(one, users.get(one.user_id), people.get(one.person_id)) for one in readings],
    }
