"""Pages of the hours that come from the diary: take them, look at their days, one's own month."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.merge import EditClash
from core.money import ZERO
from core.period import Period, months_after
from core.policy import authorize
from projects.actions import take_from_diary
from projects.diary_hours import diary_days, hours_of, my_days
from projects.diary_table import table_of
from projects.grid import quarter_of, say_month
from projects.policy import Can, visible_hours, visible_projects, visible_staff
from projects.views.projects import project_of
from projects.views.spending import partner_of, wanted_month

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 1)


@require_POST
def take(request: HttpRequest, code: str, agency: str) -> HttpResponse:
    """Fill the empty cells of a quarter with the hours of the diary."""
    authorize(request.user, Can.SEE_SPENDING)
    project = project_of(request, code)
    partner = partner_of(request, project, agency)
    authorize(request.user, Can.RECORD_HOURS, partner)
    quarter = quarter_of(project, wanted_month(request))
    try:
        taken = take_from_diary(partner, quarter, by=request.user, at=timezone.now())
    except EditClash:
        messages.error(request, _("Nel frattempo un’altra persona ha salvato delle ore: riprova."))
    else:
        for sentence in taken.refused:
            messages.error(request, sentence)
        messages.success(request, _say_taken(taken.count))
    grid = reverse("projects:hours", args=[project.code, partner.agency.code])
    return redirect(f"{grid}?da={quarter.start:%Y-%m}")


def _say_taken(count: int) -> str:
    if not count:
        return _("Nessuna casella vuota da riempire dal diario.")
    said = ngettext("%(n)d casella presa dal diario.", "%(n)d caselle prese dal diario.", count)
    return said % {"n": count}


@require_safe
def days(request: HttpRequest, code: str, member: int, month: str) -> HttpResponse:
    """What the diary's figure of a month is made of, for one's own staff: days and minutes."""
    authorize(request.user, Can.RECORD_HOURS)
    project, first = project_of(request, code), _month(month)
    own = visible_staff(request.user).of_agency(request.user.acting.agency_id)
    one = get_object_or_404(own.select_related("agency"), pk=member)
    period = Period.of_month(first.year, first.month)
    found = diary_days(project, period, one.pk)
    rows = visible_hours(request.user).of_project(project.pk).in_months(period)
    row, total = rows.filter(member=one).first(), sum(line.minutes for line in found)
    back = reverse("projects:hours", args=[project.code, one.agency.code])
    context = {
        "project": project,
        "member": one,
        "month": say_month(first),
        "days": found,
        "total": total,
        "between": sum(line.between for line in found),
        "hours": hours_of(total),
        "recorded": row.hours if row else ZERO,
        "back": f"{back}?da={first:%Y-%m}",
    }
    return render(request, "projects/diary_days.html", context)


def _month(text: str) -> date:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= month <= LATEST:
        raise Http404
    return month


@require_safe
def my_month(request: HttpRequest) -> HttpResponse:
    """One's own minutes of a month by day and project; with `formato=stampa` on A4."""
    authorize(request.user, Can.SEE_OWN_MONTH)
    today = timezone.localdate().replace(day=1)
    first = _asked(request.GET.get("mese", ""), today)
    found = my_days(request.user, Period.of_month(first.year, first.month))
    table = table_of(found, visible_projects(request.user))
    context = {
        "month": say_month(first),
        "before": months_after(first, -1),
        "after": months_after(first, 1) if first < today else None,
        **table,
    }
    on_paper = request.GET.get("formato") == "stampa"
    return render(request, f"projects/my_month{'_print' if on_paper else ''}.html", context)


def _asked(text: str, today: date) -> date:
    """The month of the address; this one where it holds none, or one to come."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today
    return month if EARLIEST <= month <= today else today
