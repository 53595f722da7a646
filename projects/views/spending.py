"""Pages of a project's money: what was spent, the hours of a partner, its staff, the budget."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.policy import same_agency
from agencies.workers import colleagues
from beneficiaries.forms.seen import read_seen, sign_again
from beneficiaries.wording import Meeting, meetings, theirs
from core.drafting import drop_draft, with_draft
from core.merge import EditClash
from core.money import ZERO
from core.panels import panels_for
from core.period import Period, day_after
from core.policy import authorize, may
from projects.actions import (
    HoursRefused,
    NotPossible,
    add_member,
    correct_member,
    record_hours,
    set_budget,
)
from projects.diary_hours import diary_days, told_by_cell
from projects.drafting import budget_form, hours_form, member_form
from projects.forms import BudgetForm, HoursForm, MemberForm
from projects.grid import (
    cost_items,
    grid_of,
    months_of,
    neighbours,
    open_cells,
    quarter_of,
    say_month,
    spending_rows,
)
from projects.models import Partner, Project, StaffMember
from projects.policy import Can, visible_budget, visible_hours, visible_staff
from projects.spending import budget_of, funding_of, items_of, rate_of, spending_of
from projects.views.participations import get_or_post
from projects.views.projects import project_of


def _partners(request: HttpRequest, project: Project) -> list[Partner]:
    """The bodies whose money one sees: all where one accounts for the project, else one's own."""
    every = project.partners.select_related("agency").order_by("-role", "agency__short_name")
    if may(request.user, Can.SET_BUDGET, project):
        # The lead comes first.
        return sorted(every, key=lambda one: one.agency_id != project.lead_id)
    return [one for one in every if same_agency.test(request.user, one)]


@require_safe
def spending(request: HttpRequest, code: str) -> HttpResponse:
    """What was spent until today by partner and cost item, beside the budget."""
    authorize(request.user, Can.SEE_SPENDING)
    project = project_of(request, code)
    period = Period(project.starts_on, max(day_after(timezone.localdate()), project.starts_on))
    spent = spending_of(project, period, rows=visible_hours(request.user))
    lines = visible_budget(request.user).filter(project=project)
    partners = _partners(request, project)
    leads = may(request.user, Can.SET_BUDGET, project)
    context = {
        "project": project,
        "rows": spending_rows(project, partners, spent, budget_of(lines)),
        "own": next((one for one in partners if may(request.user, Can.RECORD_HOURS, one)), None),
        "leads": leads,
        "funding": funding_of(project, spent) if leads else None,
        "panels": panels_for(request, "spending.body", project),
    }
    return render(request, "projects/spending.html", context)


# --- the hours of a partner ----------------------------------------------------------------------


@get_or_post
def hours(request: HttpRequest, code: str, agency: str) -> HttpResponse:
    """The grid of a quarter: written by the partner's own officer, read by the project's."""
    authorize(request.user, Can.SEE_SPENDING)
    project = project_of(request, code)
    partner = partner_of(request, project, agency)
    quarter = quarter_of(project, wanted_month(request))
    cells, rows = _cells(request, partner, quarter)
    form, diary = None, {}
    if may(request.user, Can.RECORD_HOURS, partner):
        posted = request.POST if request.method == "POST" else None
        form = HoursForm(posted, of=f"{partner.pk}-{quarter.start}", cells=cells)
        if form.is_valid() and _record(request, partner, form):
            drop_draft(request, hours_form(partner, quarter))
            return redirect(f"{request.path}?da={quarter.start:%Y-%m}")
        form = _with_draft(request, form, hours_form(partner, quarter))
        diary = told_by_cell(diary_days(project, quarter), rows)
    elif request.method == "POST":
        authorize(request.user, Can.RECORD_HOURS, partner)
    fields = {cell: form[name] for name, cell in form.cells.items()} if form else {}
    before, after = neighbours(project, quarter)
    context = {
        "project": project,
        "partner": partner,
        "form": form,
        "months": [say_month(month) for month in months_of(quarter)],
        "grid": grid_of(project, quarter, cells, fields, diary),
        "diary": diary,
        "proposed": sum(one.is_proposed for one in diary.values()),
        "quarter": quarter,
        "before": before,
        "after": after,
    }
    return render(request, "projects/hours.html", context)


def partner_of(request: HttpRequest, project: Project, agency: str) -> Partner:
    """The partner of this code, where one sees its money."""
    for one in _partners(request, project):
        if one.agency.code == agency:
            one.project = project
            return one
    raise Http404


def wanted_month(request: HttpRequest) -> date:
    """The month of the address; today's where it holds none."""
    try:
        return date.fromisoformat(f"{request.GET.get('da', '')}-01")
    except ValueError:
        return timezone.localdate()


def _cells(request: HttpRequest, partner: Partner, quarter: Period) -> tuple[Any, Any]:
    project, pk = partner.project, partner.agency_id
    worked = visible_hours(request.user).of_project(project.pk).of_agency(pk).in_months(quarter)
    rows = list(worked)
    staff = visible_staff(request.user).of_agency(pk)
    held = staff.in_force(quarter) | staff.filter(pk__in=[row.member_id for row in rows])
    return open_cells(project, quarter, held.for_list(), rows), rows


def _record(request: HttpRequest, partner: Partner, form: HoursForm) -> bool:
    try:
        count = record_hours(
            partner,
            form.typed(),
            seen=form.seen_before(),
            by=request.user,
            at=timezone.now(),
        )
    except HoursRefused as refused:
        names = {cell: name for name, cell in form.cells.items()}
        for cell, sentence in refused.cells.items():
            form.add_error(names[cell], sentence)
        return False
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return False
    except EditClash as clash:
        _tell_clash(form, clash)
        return False
    messages.success(request, _("Ore salvate.") if count else _("Nessuna ora è cambiata."))
    return True


def _with_draft(request: HttpRequest, form: Any, name: str) -> Any:
    """Numbers with their draft; those it left as they were are the ones of today."""
    form = with_draft(request, form, name)
    if request.method != "POST" and form.is_bound:
        form.renew()
    return form


def _tell_clash(form: HoursForm | BudgetForm, clash: EditClash) -> None:
    """Say at each cell what another person saved meanwhile; what was typed stays."""
    form.meet({one.field: one.theirs for one in clash.clashes})
    for one in clash.clashes:
        told = {"cell": form.fields[one.field].label, "theirs": form.say(one.theirs)}
        form.add_error(
            one.field,
            _("%(cell)s: nel frattempo un’altra persona ha salvato %(theirs)s. Salva di nuovo per"
              " tenere il tuo.") % told,
        )  # fmt: skip


# --- staff and budget ----------------------------------------------------------------------------


@get_or_post
def new_member(request: HttpRequest, code: str) -> HttpResponse:
    """Write down someone of one's own staff."""
    authorize(request.user, Can.RECORD_HOURS)
    project = project_of(request, code)
    fresh = StaffMember(agency_id=request.user.acting.agency_id, item_id="A1")
    return _member(request, project, fresh)


@get_or_post
def member(request: HttpRequest, code: str, member: int) -> HttpResponse:
    """Change someone of one's own staff; how the hourly cost comes about stands beside."""
    authorize(request.user, Can.RECORD_HOURS)
    project = project_of(request, code)
    own = visible_staff(request.user).of_agency(request.user.acting.agency_id)
    return _member(request, project, get_object_or_404(own, pk=member))


def _member(request: HttpRequest, project: Project, one: StaffMember) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = MemberForm(posted, member=one, workers=_linkable(request, one))
    own = get_object_or_404(project.partners.select_related("agency"), agency_id=one.agency_id)
    back = reverse("projects:hours", args=[project.code, own.agency.code])
    name, met = member_form(project, one), list[Meeting]()
    if form.is_valid() and _save_member(request, form, met):
        drop_draft(request, name)
        messages.success(request, _("Persona salvata."))
        return redirect(back)
    context = {
        "project": project,
        "member": one,
        "form": with_draft(request, form, name),
        "meetings": met,
        "rate": rate_of(one, project.programme.call) if one.pk else None,
        "back": back,
    }
    return render(request, "projects/member.html", context)


def _linkable(request: HttpRequest, one: StaffMember) -> dict[int, str]:
    """Who works with people here today; who is linked already may stay."""
    found = {pk: user.get_full_name() for pk, user in colleagues(request).items()}
    if one.user_id is not None and one.user is not None:
        found.setdefault(one.user_id, one.user.get_full_name())
    return found


def _save_member(request: HttpRequest, form: MemberForm, met: list[Meeting]) -> bool:
    """Whether it was saved; where not, the form says why, or `met` who else wrote what."""
    one, told = form.member, form.columns()
    try:
        if one.pk is None:
            fresh = StaffMember(agency_id=one.agency_id, **told)
            add_member(fresh, by=request.user, at=timezone.now())
            return True
        seen, reason = read_seen(one, form.cleaned_data["seen"]), form.cleaned_data["reason"]
        correct_member(one, told, seen=seen, reason=reason, by=request.user, at=timezone.now())
    except NotPossible as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except EditClash as clash:
        met += meetings(StaffMember, clash.clashes)
        form.data = form.data.copy()
        form.data["seen"] = sign_again(one, seen, theirs(clash.clashes))
        return False
    return True


@get_or_post
def budget(request: HttpRequest, code: str) -> HttpResponse:
    """Write the amounts by partner and item; a change needs its reason."""
    authorize(request.user, Can.SEE_SPENDING)
    project = project_of(request, code)
    authorize(request.user, Can.SET_BUDGET, project)
    partners, items = _partners(request, project), items_of(project.programme.call)
    kept = budget_of(visible_budget(request.user).filter(project=project))
    names = {f"{one.agency_id}-{item}": (one, item) for one in partners for item in items}
    amounts = {name: kept.get((one.agency_id, item), ZERO) for name, (one, item) in names.items()}
    labels = {name: f"{one.agency.short_name}, {item}" for name, (one, item) in names.items()}
    posted = request.POST if request.method == "POST" else None
    form = BudgetForm(posted, of=f"budget-{project.pk}", amounts=amounts, labels=labels)
    if form.is_valid() and _set_budget(request, project, form):
        drop_draft(request, budget_form(project))
        messages.success(request, _("Budget salvato."))
        return redirect("projects:spending", project.code)
    form = _with_draft(request, form, budget_form(project))
    rows = [(one, [form[f"{one.agency_id}-{item}"] for item in items]) for one in partners]
    context = {"project": project, "form": form, "items": cost_items(items), "rows": rows}
    return render(request, "projects/budget.html", context)


def _set_budget(request: HttpRequest, project: Project, form: BudgetForm) -> bool:
    try:
        set_budget(
            project,
            form.typed(),
            seen=form.seen_before(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except EditClash as clash:
        _tell_clash(form, clash)
        return False
    return True
