"""The page of the week: many people, few days, one save."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.audit.actions import log_reading
from core.policy import authorize, may
from placements.actions.registers import Saved, save_entries
from placements.enums import Absence
from placements.forms.registers import WeekForm
from placements.policy import Can, visible_placements
from placements.week import SHOWN, Cell, Week, key_of, monday_of, say_mark, weeks_of

READS = "presenze della settimana"
MINE, ALL = "miei", "ente"


@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: HttpRequest) -> HttpResponse:
    """People by days: what is written, what is proposed; a save takes all that changed."""
    authorize(request.user, Can.FILL if request.method == "POST" else Can.SEE_REGISTERS)
    week, page = _week(request)
    if request.method != "POST":
        return _answer(request, week, page)
    form = WeekForm(request.POST, week=week)
    form.is_valid()
    saved = save_entries(
        form.changes, seen=form.seen, proposed=form.proposed, by=request.user, at=timezone.now()
    )
    _tell(request, saved, has_bad=bool(form.bad))
    if not (form.bad or saved.met or saved.refused):
        return _back(request, week)
    fresh, page = _week(request)
    _keep_typed(fresh, form, saved)
    return _answer(request, fresh, page, form=form)


def _asked(request: HttpRequest, name: str) -> str:
    asked: str = request.POST.get(name) or request.GET.get(name, "")
    return asked


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # A week before the first, or after the last, is not in the calendar.
    return day if 1900 < day.year < 2100 else None


def _whose(request: HttpRequest) -> str:
    """Mine for whoever fills and does not validate, or as chosen."""
    asked = _asked(request, "chi")
    if asked in (MINE, ALL):
        return asked
    fills = may(request.user, Can.FILL) and not may(request.user, Can.VALIDATE)
    return MINE if fills else ALL


def _week(request: HttpRequest) -> tuple[Week, dict[str, Any]]:
    today = timezone.localdate()
    monday = monday_of(_day(_asked(request, "settimana")) or today)
    placements = visible_placements(request.user)
    whose = _whose(request)
    if whose == MINE:
        placements = placements.of_worker(request.user.pk)
    asked = _asked(request, "page")
    number = min(max(int(asked[:4]), 1), 1000) if asked.isdecimal() and asked.isascii() else 1
    start = (number - 1) * SHOWN
    found = list(weeks_of(placements, monday)[start : start + SHOWN + 1])
    week = Week(
        monday,
        today,
        found[:SHOWN],
        writable=may(request.user, Can.FILL),
        chosen_day=_day(_asked(request, "giorno")),
    )
    more = len(found) > SHOWN
    whose_words = {"is_mine": whose == MINE, "is_all": whose == ALL}
    return week, {**whose_words, "page": number, "previous": number - 1, "more": more}


def _answer(
    request: HttpRequest, week: Week, page: dict[str, Any], *, form: WeekForm | None = None
) -> HttpResponse:
    log_reading([row.placement.beneficiary for row in week.rows], by=request.user, what=READS)
    context = {
        "week": week,
        "form": form,
        "absences": list(Absence),
        "may_fill": may(request.user, Can.FILL),
        **page,
        "next_page": page["page"] + 1,
    }
    return render(request, "placements/week.html", context)


def _back(request: HttpRequest, week: Week) -> HttpResponseRedirect:
    kept = {"settimana": week.monday.isoformat(), "chi": _whose(request)}
    kept |= {name: _asked(request, name) for name in ("giorno", "page") if _asked(request, name)}
    return redirect(f"{reverse('placements:registers')}?{urlencode(kept)}")


def _tell(request: HttpRequest, saved: Saved, *, has_bad: bool) -> None:
    if saved.count:
        said = ngettext("Salvata %(n)s presenza.", "Salvate %(n)s presenze.", saved.count)
        messages.success(request, said % {"n": saved.count})
    elif not (saved.met or saved.refused or has_bad):
        messages.info(request, _("Nessuna presenza era cambiata."))


def _keep_typed(week: Week, form: WeekForm, saved: Saved) -> None:
    """Each cell that could not be saved shows what was typed and why; so does the summary."""
    cells = week.cells
    for key, why in form.bad.items():
        _mend(cells.get(key), form.typed[key], why)
    for slot, why in saved.refused.items():
        cell = cells.get(key_of(*slot))
        typed = say_mark(form.changes.get(slot))
        form.tell(key_of(*slot), slot[1], typed, why)
        _mend(cell, typed, why)
    for slot, met in saved.met.items():
        key = key_of(*slot)
        theirs = say_mark(met.theirs) or _("nulla")
        why = _("intanto un’altra persona ha scritto “%(theirs)s”; salva di nuovo per il tuo.") % {
            "theirs": theirs
        }
        form.tell(key, slot[1], form.typed[key], why)
        _mend(cells.get(key), form.typed[key], why)


def _mend(cell: Cell | None, typed: str, why: str) -> None:
    if cell is not None and cell.kind == "open":
        cell.text, cell.error = typed, why
