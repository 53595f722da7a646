"""Who looked at one person, page by page; for administrators too, who see the name only."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.filters import LookedAtFilter
from agencies.looks import tell_looks
from agencies.tables import LookTable
from beneficiaries.head import head_of
from beneficiaries.kept import numbers_of
from beneficiaries.models import Beneficiary
from beneficiaries.policy import Can, visible_names
from core.audit.actions import log_reading
from core.audit.models import Reading
from core.audit.policy import shown_readings
from core.lists import Empty, Listing, ListPage
from core.policy import authorize, may


def _of(request: HttpRequest, pk: int) -> Any:
    return shown_readings(request.user).filter(person_id__in=numbers_of(pk))


def _rows(request: HttpRequest, person: Beneficiary) -> Any:
    return _of(request, person.pk)


def _fetch(request: HttpRequest, keys: list[int]) -> list[Reading]:
    return tell_looks(request, shown_readings(request.user).filter(pk__in=keys))


def _log(request: HttpRequest, shown: Any, how: str) -> None:
    what = "chi ha visto" if how == "list" else "esportazione chi ha visto"
    log_reading([request.person], by=request.user, what=what)


def _context(request: HttpRequest, listing: Listing, person: Beneficiary) -> dict[str, Any]:
    sees = may(request.user, Can.READ_DIARY, person)
    head = head_of(person, user=request.user, current="readers") if sees else None
    # To read this list is a look, too: those before it are counted first.
    return {"head": head, "person": person, "count": listing.count}


def _said(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(_("Persona")), request.person.full_name)]


reader_list = ListPage(
    title=_("Chi ha visto"),
    one=_("lettura"),
    noun=_("letture"),
    who=Can.SEE_READERS,
    exports=Can.EXPORT_READERS,
    table=LookTable,
    filters=LookedAtFilter,
    rows=_rows,
    fetch=_fetch,
    order=("-at", "-pk"),
    empty=Empty(
        _("Nessuna lettura"), _("Qui compare ogni lettura della scheda di questa persona.")
    ),
    log=_log,
    template="beneficiaries/readers.html",
    file_name="chi-ha-visto",
    context=_context,
    said=_said,
)


@require_safe
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who looked at this person, when, at what."""
    kinds = ArraySubquery(_of(request, pk).order_by("what").values("what").distinct())
    seen = visible_names(request.user).annotate(kinds=kinds)
    request.person = get_object_or_404(seen, pk=pk)
    authorize(request.user, Can.SEE_READERS, request.person)
    request.looked_at = request.person.kinds
    return reader_list(request, person=request.person)
