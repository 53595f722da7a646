"""The agenda of a day or a week; where one goes back to after an act on one of its rows."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from beneficiaries.agenda import MOST, WEEK, agenda_of, appointments_of, asked_of
from beneficiaries.models import Appointment
from beneficiaries.policy import Can, visible_appointments
from beneficiaries.tables import AgendaTable
from core.audit.actions import log_reading
from core.lists import Empty, Listing, ListPage
from core.ui.words import say_day_short

# Pages whose rows have acts: whoever acts there stays there.
ACTED_ON = {
    "home",
    "dues",
    "agenda",
    "beneficiaries:show",
    "beneficiaries:identity",
    "beneficiaries:appointment",
    "beneficiaries:deadline",
}
LONGEST = 300


def _fetch(request: HttpRequest, keys: list[int]) -> list[Appointment]:
    return list(visible_appointments(request.user).filter(pk__in=keys).for_agenda())


def _log(request: HttpRequest, shown: Sequence[Appointment], how: str) -> None:
    people = {one.beneficiary_id: one.beneficiary for one in shown}
    what = "agenda" if how == "list" else "esportazione agenda"
    log_reading(people.values(), by=request.user, what=what)


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    """Whose, and of which days, as paper says it."""
    asked = asked_of(request)
    days = [say_day_short(day) for day in dict.fromkeys((asked.first, asked.last))]
    return [(_("Agenda di"), str(asked.worker)), (_("Giorni"), " – ".join(days))]


def _kept(request: HttpRequest) -> dict[str, str]:
    """Whose, and day or week: a day itself is not kept in a view, for it passes."""
    asked = asked_of(request)
    others = asked.worker.pk != request.user.pk
    return {"vista": asked.view if asked.view == WEEK else "",
            "di": str(asked.worker.pk) if others else ""}  # fmt: skip


def _context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    return {"agenda": agenda_of(request, listing.objects)}


agenda_list = ListPage(
    title=gettext_lazy("Agenda"),
    one=gettext_lazy("appuntamento"),
    noun=gettext_lazy("appuntamenti"),
    who=Can.SEE_AGENDA,
    table=AgendaTable,
    rows=appointments_of,
    fetch=_fetch,
    order=("starts_at", "pk"),
    empty=Empty(
        gettext_lazy("Nessun appuntamento"),
        gettext_lazy("Un appuntamento si fissa dalla pagina della persona."),
    ),
    log=_log,
    template="beneficiaries/agenda.html",
    file_name="agenda",
    context=_context,
    asked=_kept,
    said=_said,
    draws_columns=False,
    shown=MOST,
)
agenda = require_safe(agenda_list)


def back(request: HttpRequest, name: str, *arguments: int) -> HttpResponse:
    """Back to the page of ours one acted on; where the form names none, to this one."""
    asked = urlsplit(request.POST.get("back", "")[:LONGEST])
    if not asked.scheme and not asked.netloc:
        try:
            known = resolve(asked.path).view_name in ACTED_ON
        except Resolver404:
            known = False
        if known:
            return redirect(f"{asked.path}?{asked.query}" if asked.query else asked.path)
    return redirect(name, *arguments)
