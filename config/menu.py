"""The menu as data, filtered by policy, and what the frame of every page needs."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.policy import Can as Agencies
from beneficiaries.policy import Can as People
from core.list_tools import mine
from core.policy import may
from placements.policy import Can as Placements
from projects.policy import Can as Projects
from reporting.policy import Can as Reports


@dataclass(frozen=True)
class Entry:
    """One entry: its words, its address, who has it (None: everyone)."""

    label: Promise
    url_name: str
    who: TextChoices | None = None
    # A list that opens as its user wants it: with their own saved view, if they chose one.
    opens_mine: bool = False


MENU = (
    Entry(_("Oggi"), "home"),
    Entry(_("Persone"), "beneficiaries:list", People.SEE_PEOPLE, opens_mine=True),
    Entry(_("Agenda"), "agenda", People.SEE_AGENDA),
    Entry(_("Presenze"), "placements:registers", Placements.SEE_REGISTERS),
    Entry(_("Progetti"), "projects:list", Projects.SEE_PROJECTS),
    Entry(_("Tirocini"), "placements:list", Placements.SEE_PLACEMENTS, opens_mine=True),
    Entry(_("Pagamenti"), "placements:payments", Placements.SEE_PAYMENTS, opens_mine=True),
    Entry(_("Rendiconti"), "reporting:list", Reports.SEE_REPORTS, opens_mine=True),
    Entry(_("Utenti"), "agencies:team", Agencies.SEE_TEAM),
    Entry(_("Accessi"), "agencies:accesses", Agencies.SEE_ACCESSES),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame shows; runs no query, because error pages use it too."""
    user = getattr(request, "user", None)
    acting = getattr(user, "acting", None)
    here = _here(request)
    return {
        "menu": [_item(entry, here) for entry in MENU if _open(entry, user)],
        "acting": acting,
        "seats": [seat for seat in getattr(request, "seats", []) if seat != acting],
        "search_url": _search_url(user),
        "demo": settings.DEMO,
        "gallery": settings.SHOW_GALLERY,
    }


def _open(entry: Entry, user: Any) -> bool:
    if user is None or not user.is_authenticated:
        return False
    return entry.who is None or may(user, entry.who)


def _search_url(user: Any) -> str | None:
    if user is not None and may(user, People.SEE_PEOPLE):
        return reverse("beneficiaries:search")
    return None


# Pages whose address begins with another entry's, or with none.
BELONGS = {
    "placements:pay": "placements:payments",
    "placements:open_month": "placements:registers",
    "placements:propose": "placements:list",
    "dues": "home",
    "beneficiaries:team": "home",
    "agencies:leaves": "agenda",
    "agencies:write_leave": "agenda",
    "agencies:leave": "agenda",
    "beneficiaries:quick_note": "home",
    "beneficiaries:my_day": "agenda",
    "projects:incomplete": "projects:list",
    "projects:my_month": "agenda",
}


def _here(request: HttpRequest) -> str:
    """The entry the present page belongs to: by its name, else by its address."""
    match = getattr(request, "resolver_match", None)
    if match is not None and match.view_name in BELONGS:
        return BELONGS[match.view_name]
    urls = {entry.url_name: reverse(entry.url_name) for entry in MENU}
    inside = [
        name
        for name, url in urls.items()
        if (request.path == url if url == "/" else request.path.startswith(url))
    ]
    return max(inside, key=lambda name: len(urls[name]), default="")


def _item(entry: Entry, here: str) -> dict[str, Any]:
    return {
        "label": entry.label,
        "url": mine(entry.url_name) if entry.opens_mine else reverse(entry.url_name),
        "current": entry.url_name == here,
    }
