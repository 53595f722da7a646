"""The attendance sheets on paper: of one placement, and of all people of a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.audit.actions import log_reading
from core.policy import authorize, may
from placements.day_printing import print_sheets, sheets_of
from placements.day_tables import MINE
from placements.days import month_of, read_month
from placements.models import Placement
from placements.policy import Can, visible_placements
from placements.querysets import PlacementQuerySet
from placements.sheets import say_month

READS = "foglio delle presenze"
# So many pages are set in one answer; more would keep a person waiting.
IN_ONE_FILE = 20
RECORDED = "compilati"


def _month(text: str) -> date:
    month = read_month(text)
    if month is None:
        raise Http404
    return month


def _is_recorded(request: HttpRequest) -> bool:
    return request.GET.get("come") == RECORDED


def _rows(request: HttpRequest, month: date) -> PlacementQuerySet:
    """The sheets of the own agency, or of those one follows."""
    placements = visible_placements(request.user).of_agency(request.user.acting.agency_id)
    if request.GET.get("chi") == MINE:
        placements = placements.of_worker(request.user.pk)
    return sheets_of(placements, month, recorded=_is_recorded(request))


def _answer(
    request: HttpRequest, rows: Sequence[Placement], month: date, *, part: str
) -> HttpResponse:
    """The file; its name says the month and no person."""
    log_reading([one.beneficiary for one in rows], by=request.user, what=READS)
    recorded = _is_recorded(request)
    name = f"presenze-{month:%Y-%m}-{'compilate' if recorded else 'da-firmare'}-{part}.pdf"
    return HttpResponse(
        print_sheets(rows, month, recorded=recorded, at=timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def sheet(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """The sheet of one placement's month, empty or as recorded."""
    authorize(request.user, Can.SEE_REGISTERS)
    first = _month(month)
    rows = sheets_of(visible_placements(request.user), first, recorded=_is_recorded(request))
    return _answer(request, [get_object_or_404(rows, pk=pk)], first, part=str(pk))


@require_safe
def month_sheets(request: HttpRequest, month: str) -> HttpResponse:
    """All people of a month in one file; of many, the part that is asked for."""
    authorize(request.user, Can.SEE_REGISTERS)
    first = _month(month)
    asked = request.GET.get("parte", "1")
    number = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 4 else 0
    start = (number - 1) * IN_ONE_FILE
    rows = list(_rows(request, first)[start : start + IN_ONE_FILE]) if number else []
    if not rows:
        raise Http404
    return _answer(request, rows, first, part=f"{number}")


@dataclass(frozen=True)
class Part:
    """One file of the month: its number, and which people of the row it holds."""

    number: int
    first: int
    last: int


@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Which sheets to print: the month, whose, empty or as recorded; then the files."""
    authorize(request.user, Can.SEE_REGISTERS)
    month = read_month(request.GET.get("mese", "")) or month_of(timezone.localdate())
    count = _rows(request, month).count()
    starts = range(0, count, IN_ONE_FILE)
    context: dict[str, Any] = {
        "month": month,
        "month_words": say_month(month),
        "count": count,
        "parts": [
            Part(number, start + 1, min(start + IN_ONE_FILE, count))
            for number, start in enumerate(starts, 1)
        ],
        "is_mine": request.GET.get("chi") == MINE,
        "is_recorded": _is_recorded(request),
        "may_follow": may(request.user, Can.FILL),
    }
    return render(request, "placements/sheets.html", context)
