"""What the days put on the page of a placement and on the homes."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.panels import panel
from core.period import months_after
from core.policy import may
from placements.days import month_of, planned_days
from placements.enums import RegisterState
from placements.models import Allowance, Placement
from placements.policy import Can, visible_allowances, visible_placements, visible_registers
from placements.sheets import MonthSheet, with_days
from placements.spending import due_allowances, paid_for
from placements.week import Week, monday_of, weeks_of

Filled = tuple[str, dict[str, Any]]
FIGURES = "placements/_home_figures.html"


@panel("placements.registers", slot="placement.body", order=30, who=Can.SEE_REGISTERS)
def of_placement(request: HttpRequest, placement: Placement) -> Filled | None:
    """The months of a placement that has begun: hours, what is due, what was paid."""
    if not placement.starts_on or placement.starts_on > timezone.localdate():
        return None
    newest = Allowance.objects.filter(register=OuterRef("pk")).order_by("-number")
    registers = with_days(visible_registers(request.user).filter(placement=placement))
    rows = registers.annotate(due=Subquery(newest.values("total")[:1]), paid=paid_for("pk"))
    found = [{"register": row, "sheet": MonthSheet(row)} for row in rows.order_by("month")]
    offered = may(request.user, Can.FILL, placement)
    goes_on = _to_write(placement, found) if offered else None
    return "placements/_panel_registers.html", {"rows": found, "goes_on": goes_on}


def _to_write(placement: Placement, rows: list[dict[str, Any]]) -> date | None:
    """The first day until today that lacks its presence; none where all are written."""
    sheets = [row["sheet"] for row in rows]
    opened = [one for one in sheets if one.register.state == RegisterState.OPEN]
    begun, rests = {one.first for one in sheets}, sheets[0].rests if sheets else ()
    assert placement.starts_on is not None  # noqa: S101  why: it has begun
    today = timezone.localdate()
    planned = planned_days(placement, placement.starts_on, today, rests=rests)
    lacking = [day for sheet in opened for day in sheet.unwritten if day <= today]
    lacking += [day for day in planned if month_of(day) not in begun]
    return min(lacking, default=None)


@panel("placements.to_confirm", slot="home", order=12, who=Can.FILL)
def to_confirm(request: HttpRequest, obj: Any) -> Filled | None:
    """People one follows with days to confirm, last week and this; each opens the grid."""
    if may(request.user, Can.VALIDATE):
        # Who coordinates sees the months; the days are confirmed by who follows the person.
        return None
    today = timezone.localdate()
    this, last = monday_of(today), monday_of(today) - timedelta(days=7)
    mine = visible_placements(request.user).of_worker(request.user.pk)
    placements = list(weeks_of(mine, last, weeks=2))
    figures = []
    for label, monday in ((_("Questa settimana"), this), (_("Settimana scorsa"), last)):
        week = Week(monday, today, placements, writable=True)
        url = f"{reverse('placements:registers')}?settimana={monday.isoformat()}&chi=miei"
        figures.append((label, week.waiting, url))
    if not any(count for _label, count, _url in figures):
        return None
    title = _("Presenze da confermare")
    return FIGURES, {"title": title, "anchor": "da-confermare", "figures": figures}


@panel("placements.to_pay", slot="home", order=15, who=Can.PAY)
def to_pay(request: HttpRequest, obj: Any) -> Filled | None:
    """For who accounts: allowances to pay up to the last month that is over, by project."""
    if may(request.user, Can.VALIDATE):
        return None
    month = months_after(month_of(timezone.localdate()), -1)
    own = visible_allowances(request.user).filter(
        agency_id=request.user.acting.agency_id, register__month__lte=month
    )
    by_project = due_allowances(own).order_by().values("project__code", "project__title")
    rows = list(
        by_project.annotate(number=Count("pk"), amount=Sum("due")).order_by("project__code")
    )
    if not rows:
        return None
    told = [
        {
            **row,
            "url": reverse("placements:pay", args=[row["project__code"]]) + f"?mese={month:%Y-%m}",
        }
        for row in rows
    ]
    return "placements/_home_due.html", {"rows": told}
