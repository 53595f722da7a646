"""People whom other agencies share with one's own: the list, and the parts of a record shown."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from beneficiaries.head import PARTS, head_of
from beneficiaries.models import Share
from beneficiaries.policy import Can, visible_received
from beneficiaries.sharing import shown_to_us
from beneficiaries.tables import ReceivedTable
from beneficiaries.views.people import person_or_404
from core.audit.actions import log_reading
from core.lists import Empty, ListPage


def _fetch(request: HttpRequest, keys: list[int]) -> list[Share]:
    return list(visible_received(request.user).filter(pk__in=keys).for_list())


def _log(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "condivise con noi" if how == "list" else "esportazione condivise con noi"
    log_reading([row.beneficiary for row in shown], by=request.user, what=what)


received_list = ListPage(
    title=_("Condivise con noi"),
    one=_("persona"),
    noun=_("persone"),
    who=Can.SEE_RECEIVED,
    table=ReceivedTable,
    rows=lambda request: visible_received(request.user),
    fetch=_fetch,
    order=("valid_to", "pk"),
    empty=Empty(
        _("Nessuna persona condivisa con il tuo ente"),
        _("Qui compaiono le persone di cui un altro ente vi mostra una parte della scheda."),
    ),
    log=_log,
    file_name="condivise-con-noi",
)
all_received = require_safe(received_list)


@require_safe
def part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """One part of a shared record, read only; what is not shared is not there."""
    person = person_or_404(request, pk)
    head = head_of(person, user=request.user, current=part)
    section = PARTS.get(part)
    if section is None or not head.shares or not head.shows(section):
        raise Http404
    log_reading([person], by=request.user, what=f"condivisa: {part}", why=head.why)
    shown = shown_to_us(request.user, person, [section])
    context = {"head": head, "shown": shown, "section": section}
    return render(request, "beneficiaries/received_part.html", context)
