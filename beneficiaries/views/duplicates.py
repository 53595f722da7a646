"""The list of records that may be of one person, and what one says of a pair."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from beneficiaries import actions
from beneficiaries.models import TAKEN_BACK_WITHIN, DuplicatePair
from beneficiaries.policy import Can, visible_duplicates, visible_merges
from beneficiaries.tables import DuplicateTable
from core.audit.actions import log_reading
from core.lists import Empty, ListPage
from core.policy import authorize
from core.workflow import WrongStep

SHOWN = 10
JUDGED = ("dismiss", "restore")


def _both(pairs: Sequence[DuplicatePair]) -> list[Any]:
    people = {one.pk: one for pair in pairs for one in (pair.first, pair.second)}
    return list(people.values())


def _log(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "possibili doppioni" if how == "list" else "esportazione doppioni"
    log_reading(_both(shown), by=request.user, what=what)


def _context(request: HttpRequest, listing: Any) -> dict[str, Any]:
    """Beside the list: all merges that can still be taken back, and what was set aside lately."""
    recent = visible_merges(request.user).since(timezone.now() - TAKEN_BACK_WITHIN)
    merges = list(recent.filter(undone_at=None).for_page())
    aside = visible_duplicates(request.user).set_aside().for_list().order_by("-decided_at", "-pk")
    judged = list(aside[:SHOWN])
    people = {one.pk: one for merge in merges for one in (merge.kept, merge.gone)}
    people |= {one.pk: one for one in _both(judged)}
    if people:
        log_reading(people.values(), by=request.user, what="possibili doppioni")
    return {"merges": merges, "judged": judged}


duplicate_list = ListPage(
    title=gettext_lazy("Possibili doppioni"),
    one=gettext_lazy("coppia da confrontare"),
    noun=gettext_lazy("coppie da confrontare"),
    who=Can.JUDGE_DUPLICATES,
    table=DuplicateTable,
    rows=lambda request: visible_duplicates(request.user).open(),
    fetch=lambda request, keys: list(
        visible_duplicates(request.user).filter(pk__in=keys).for_list()
    ),
    order=("-found_at", "-pk"),
    empty=Empty(
        gettext_lazy("Nessun possibile doppione"),
        gettext_lazy(
            "Qui compaiono due schede che sembrano della stessa persona: stesso codice, stessa"
            " nascita e nome simile, o stesso telefono."
        ),
    ),
    log=_log,
    template="beneficiaries/duplicates.html",
    file_name="possibili-doppioni",
    context=_context,
)
all_duplicates = require_safe(duplicate_list)


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Compare all people of the agency anew."""
    count = actions.find_duplicates(by=request.user, at=timezone.now())
    messages.success(
        request,
        ngettext("%(count)s coppia da confrontare.", "%(count)s coppie da confrontare.", count)
        % {"count": count},
    )
    return redirect("beneficiaries:duplicates")


@require_POST
def judge(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Say that two records are of two people, or take that back."""
    authorize(request.user, Can.JUDGE_DUPLICATES)
    if step not in JUDGED:
        raise Http404
    pair = get_object_or_404(visible_duplicates(request.user), pk=pk)
    try:
        actions.judge_duplicates(pair, step, by=request.user, at=timezone.now())
    except WrongStep as error:
        messages.error(request, str(error))
    else:
        said = {
            "dismiss": _("Segnate come due persone diverse: non saranno più proposte."),
            "restore": _("La coppia è di nuovo fra i possibili doppioni."),
        }
        messages.success(request, said[step])
    return redirect("beneficiaries:duplicates")
