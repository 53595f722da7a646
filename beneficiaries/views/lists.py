"""The people list, as a value: its rows, and how the few it shows are fetched."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.workers import workers_now
from beneficiaries.enums import Followed
from beneficiaries.filters import PeopleFilter
from beneficiaries.models import RosterEntry
from beneficiaries.policy import Can, visible_roster
from beneficiaries.tables import PeopleTable
from beneficiaries.tickets import searched_words, ticket_of
from core.audit.actions import log_reading
from core.cells import Noted
from core.lists import Empty, ListPage


def rows(request: HttpRequest) -> QuerySet[RosterEntry]:
    """The agency's people; with `?s=`, those a search found."""
    everyone = visible_roster(request.user)
    code = request.GET.get("s")
    if code is None:
        return everyone
    ticket = ticket_of(code, by=request.user)
    return everyone.filter(pk__in=ticket.found) if ticket else everyone.none()


def fetch(request: HttpRequest, keys: list[int]) -> list[RosterEntry]:
    """The few entries shown, with their person, who follows them or nobody, the last contact."""
    shown = visible_roster(request.user).for_list(keys)
    entries = list(shown.with_nobody(workers_now(request.user)))
    managers = User.objects.in_bulk({entry.case_manager_id for entry in entries} - {None})
    for entry in entries:
        manager = managers.get(entry.case_manager_id)
        entry.case_manager = Noted(manager, Followed.NOBODY if entry.has_nobody else None)
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


def said(request: HttpRequest) -> list[tuple[str, str]]:
    """The words searched for, on the paper of who searched."""
    words = context(request, None)["searched"]
    return [(gettext("Ricerca"), words)] if words else []


people_list = ListPage(
    title=_("Persone"),
    one=_("persona"),
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
    in_menu=True,
    file_name="persone",
    context=context,
    said=said,
)
