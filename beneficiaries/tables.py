"""The people list, as a value: columns, rows, and how its few rows are fetched."""

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from beneficiaries.filters import PeopleFilter
from beneficiaries.models import RosterEntry
from beneficiaries.policy import Can, visible_roster
from beneficiaries.tickets import searched_words, ticket_of
from core.audit.actions import log_reading
from core.lists import Column, Empty, ListPage


def _page_of(entry: RosterEntry) -> str:
    return reverse("beneficiaries:show", args=[entry.pk])


class PeopleTable(tables.Table):
    """The columns of the people list."""

    name = Column(
        _("Persona"), accessor="beneficiary__full_name", link=_page_of, sort=("sort_key",)
    )
    age = Column(_("Età"), accessor="age", kind="number")
    residence = Column(_("Comune"), accessor="beneficiary__residence__name")
    phase = Column(_("Fase"), accessor="phase_now", kind="badge")
    case_manager = Column(_("Di riferimento"), accessor="case_manager")
    last_contact = Column(_("Ultimo contatto"), accessor="last_contact", kind="day")


def rows(request: HttpRequest) -> QuerySet[RosterEntry]:
    """The agency's people; with `?s=`, those a search found."""
    everyone = visible_roster(request.user)
    code = request.GET.get("s")
    if code is None:
        return everyone
    ticket = ticket_of(code, by=request.user)
    return everyone.filter(pk__in=ticket.found) if ticket else everyone.none()


def fetch(request: HttpRequest, keys: list[int]) -> list[RosterEntry]:
    """The few entries shown, with their person, who follows them, and the last contact."""
    entries = list(visible_roster(request.user).for_list(keys))
    managers = User.objects.in_bulk({entry.case_manager_id for entry in entries} - {None})
    for entry in entries:
        entry.case_manager = managers.get(entry.case_manager_id)
    return entries


def log(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    """Each person listed is written down, with the page or with the sheet."""
    what = {"list": "ricerca" if "s" in request.GET else "elenco"}.get(how, "esportazione")
    log_reading(shown, by=request.user, what=what)


def context(request: HttpRequest, listing: Any) -> dict[str, Any]:
    """The words searched for, in the page and never in its address."""
    code = request.GET.get("s")
    if code is None:
        return {"searched": None}
    return {"searched": searched_words(code, by=request.user) or ""}


people_list = ListPage(
    title=_("Persone"),
    noun=_("persone"),
    who=Can.SEE_PEOPLE,
    table=PeopleTable,
    rows=rows,
    fetch=fetch,
    order=("sort_key", "beneficiary_id"),
    empty=Empty(
        _("Ancora nessuna persona"),
        _("Qui trovi le persone in carico al tuo ente."),
        _("Registra una persona"),
        "beneficiaries:register",
    ),
    filters=PeopleFilter,
    log=log,
    template="beneficiaries/list.html",
    file_name="persone",
    context=context,
)
