"""What this floor puts on the home of each role."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.policy import Can as Agencies
from agencies.policy import visible_memberships
from beneficiaries.drafting import drafts_of, my_drafts
from beneficiaries.enums import Phase
from beneficiaries.filters import MINE, NOBODY, OPEN, SILENT_DAYS, silence_began
from beneficiaries.models import RosterEntry
from beneficiaries.policy import Can, visible_names, visible_roster
from beneficiaries.querysets import silent_since
from core.audit.actions import log_reading
from core.audit.models import Reading
from core.lists import BOUND
from core.models import Draft
from core.panels import panel
from core.ui.words import say_number

SEEN, LOOKED_BACK, DRAFTS, ACCESSES = 6, 60, 5, 12
# Looks at one person's pages; rows of lists and suggestions are no visit.
VISITS = ("diario", "anagrafica", "modifiche", "correzione", "nota")


def _address(**filters: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"{reverse('beneficiaries:list')}?{query}"


def bounded(count: int) -> str | int:
    """A count as the list it opens says it: beyond the bound, “più di 1.000”."""
    return _("più di %(bound)s") % {"bound": say_number(BOUND)} if count > BOUND else count


def _drafts(request: HttpRequest) -> list[Draft]:
    """My drafts, asked once for the figure and for the list beside it."""
    if not hasattr(request, "my_drafts"):
        request.my_drafts = my_drafts(request.user)
    kept: list[Draft] = request.my_drafts
    return kept


@panel("people.figures", slot="home", order=10, who=Can.SEE_PEOPLE)
def figures(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]]:
    """My people, the agency's, those nobody has met for a while, my drafts: each opens its list."""
    mine, unfollowed = Q(case_manager_id=request.user.pk), Q(case_manager_id=None)
    silent = mine & silent_since(silence_began())
    by_phase = {
        line["phase"]: line
        for line in visible_roster(request.user)
        .open()
        .order_by()
        .values("phase")
        .annotate(
            all=Count("pk"),
            mine=Count("pk", mine),
            silent=Count("pk", silent),
            unfollowed=Count("pk", unfollowed),
        )
    }
    total = {
        name: sum(line[name] for line in by_phase.values())
        for name in ("all", "mine", "silent", "unfollowed")
    }
    lines = [
        (_("In carico a me"), total["mine"], _address(di=MINE, fase=OPEN)),
        (
            _("Senza contatto da 30 giorni"),
            total["silent"],
            _address(di=MINE, fase=OPEN, contatto=str(SILENT_DAYS)),
        ),
        (_("Tutte dell’ente"), total["all"], _address(fase=OPEN)),
        (_("Senza operatore"), total["unfollowed"], _address(di=NOBODY, fase=OPEN)),
        (_("Bozze"), len(_drafts(request)), reverse("beneficiaries:drafts")),
    ]
    return "beneficiaries/_home_figures.html", {
        "figures": [(label, bounded(count), url) for label, count, url in lines],
        "phases": _phases(by_phase),
        "is_new_here": not total["all"],
    }


def _phases(by_phase: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    return [
        {
            "phase": phase,
            "mine": bounded(by_phase[phase]["mine"]),
            "mine_url": _address(di=MINE, fase=phase.value),
            "all": bounded(by_phase[phase]["all"]),
            "all_url": _address(fase=phase.value),
        }
        for phase in Phase
        if phase.value in by_phase
    ]


@panel("people.seen", slot="home.rail", order=10, who=Can.SEE_PEOPLE)
def recently_seen(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]] | None:
    """The people whose pages I opened last."""
    visits = Reading.objects.filter(user_id=request.user.pk, what__in=VISITS)
    latest = visits.order_by("-at", "-pk").values("person_id")[:LOOKED_BACK]
    visit = visits.filter(person_id=OuterRef("pk")).order_by("-at", "-pk")
    rows = visible_roster(request.user).for_list(latest)
    last = {"at": Subquery(visit.values("at")[:1]), "visit": Subquery(visit.values("pk")[:1])}
    shown: list[RosterEntry] = list(rows.annotate(**last).order_by("-at", "-visit")[:SEEN])
    if not shown:
        return None
    log_reading(shown, by=request.user, what="viste di recente")
    return "beneficiaries/_home_seen.html", {"entries": shown}


@panel("people.drafts", slot="home.rail", order=20, who=Can.REGISTER)
def drafts(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]] | None:
    """What I began and did not finish."""
    waiting = drafts_of(request.user, _drafts(request)[:DRAFTS])
    return ("beneficiaries/_home_drafts.html", {"drafts": waiting}) if waiting else None


@panel("agency.accesses", slot="home", order=10, who=Agencies.SEE_ACCESSES)
def accesses(request: HttpRequest, obj: Any) -> tuple[str, dict[str, Any]]:
    """For who administers: who works here, and the latest looks at the agency's people."""
    seats = visible_memberships(request.user).current(timezone.localdate())
    readings = list(Reading.objects.order_by("-at", "-pk")[:ACCESSES])
    users = User.objects.in_bulk({one.user_id for one in readings})
    people = visible_names(request.user).in_bulk({one.person_id for one in readings})
    if people:
        log_reading(people.values(), by=request.user, what="ultimi accessi")
    return "beneficiaries/_home_accesses.html", {
        "user_count": seats.values("user_id").distinct().count(),
        "rows": [(one, users.get(one.user_id), people.get(one.person_id)) for one in readings],
    }
