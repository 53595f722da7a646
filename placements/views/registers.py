"""Pages of one month of one person, and the lists of months."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.audit.actions import log_reading
from core.drafting import drop_draft, with_draft
from core.lists import Empty, ListPage
from core.policy import authorize, may, refusal
from core.workflow import WrongStep
from placements.actions.refusals import NotPossible
from placements.actions.registers import (
    close_register,
    open_registers,
    rectify_register,
    send_back_register,
    validate_register,
    validate_registers,
)
from placements.allowances import Explained
from placements.day_printing import SHEETED
from placements.day_story import corrections_of, sent_back_because
from placements.day_tables import MissingFilter, MissingTable, MonthFilter, MonthTable
from placements.days import read_month
from placements.drafting import rectify_form
from placements.enums import RegisterState
from placements.forms.registers import ReasonForm, RectifyForm
from placements.lacking import lacking_registers, oldest_lacking, with_closed_months
from placements.models import AttendanceRegister, Placement
from placements.policy import Can, visible_placements, visible_registers
from placements.reminding import followers_of, register_reminders_of
from placements.sheets import MonthSheet, say_month, with_days
from placements.workflow import register_workflow

READS = "registro delle presenze"
# So many months are validated at once: a page that one can read.
AT_ONCE = 50


def _register(request: HttpRequest, pk: int) -> AttendanceRegister:
    """The register of the address, if one sees it; that it was opened is written down."""
    rows = with_days(visible_registers(request.user)).select_related("project", "agency")
    found = get_object_or_404(rows, pk=pk)
    log_reading([found.placement.beneficiary], by=request.user, what=READS)
    return found


@require_safe
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """One month: every day, the sums, the allowance with its lines, what was corrected."""
    authorize(request.user, Can.SEE_REGISTERS)
    return _show(request, _register(request, pk))


def _show(
    request: HttpRequest, found: AttendanceRegister, *, refused: str = "", form: Any = None
) -> HttpResponse:
    offers = {one.name: one for one in register_workflow.steps_for(request.user, found)}
    offers.pop("pay", None)
    corrected = found.state in (RegisterState.VALIDATED, RegisterState.PAID)
    context = {
        "register": found,
        "sheet": MonthSheet(found),
        "on_paper": found.placement.state in SHEETED,
        "offers": offers,
        "refused": refused,
        "form": form or ReasonForm(),
        "sent_back": sent_back_because(found),
        "allowances": _allowances(found),
        "corrections": corrections_of(found),
        "may_fill": may(request.user, Can.FILL, found),
        "rectify": corrected,
        "rectify_refused": "" if may(request.user, Can.RECTIFY, found) else refusal(Can.RECTIFY),
    }
    return render(request, "placements/register.html", context)


def _allowances(found: AttendanceRegister) -> list[dict[str, Any]]:
    """The allowances, the last first, each with its lines, its payment, and what is left of it."""
    rows = found.allowances.select_related("payment__batch").order_by("-number")
    payments = [getattr(one, "payment", None) for one in rows]
    paid = sum(payment.amount for payment in payments if payment)
    return [
        {
            "allowance": one,
            "lines": Explained.from_json(one.lines).lines if one.lines else (),
            "payment": payment,
            "left": one.total - paid,
            "recover": paid - one.total,
        }
        for one, payment in zip(rows, payments, strict=True)
    ]


def _take(
    request: HttpRequest, found: AttendanceRegister, act: Callable[..., Any], said: str
) -> HttpResponse:
    """Do one act: the page says what came of it, or why it could not be."""
    try:
        act(found, by=request.user, at=timezone.now())
    except (NotPossible, WrongStep) as refused:
        return _show(request, found, refused=str(refused))
    messages.success(request, said)
    return redirect("placements:register", found.pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the month."""
    found = _register(request, pk)
    authorize(request.user, Can.FILL, found)
    return _take(request, found, close_register, _("Mese chiuso: ora lo vede il coordinatore."))


@require_POST
def validate(request: HttpRequest, pk: int) -> HttpResponse:
    """Validate the month."""
    found = _register(request, pk)
    authorize(request.user, Can.VALIDATE, found)
    return _take(request, found, validate_register, _("Registro validato, indennità calcolata."))


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed month again, with the reason."""
    found = _register(request, pk)
    authorize(request.user, Can.VALIDATE, found)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            send_back_register(found, reason=reason, by=request.user, at=timezone.now())
        except NotPossible as refused:
            form.add_error(refused.field, str(refused))
        except WrongStep as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Registro rimandato a chi lo compila."))
            return redirect("placements:register", found.pk)
    return _show(request, found, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def rectify(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct days of a validated month; the reason stays in their history."""
    found = _register(request, pk)
    authorize(request.user, Can.RECTIFY, found)
    sheet = MonthSheet(found)
    days = {day: sheet.marks.get(day) for day in sheet.plan}
    form = RectifyForm(request.POST if request.method == "POST" else None, days=days)
    if form.is_valid() and _rectify(request, found, form):
        drop_draft(request, rectify_form(found))
        messages.success(request, _("Rettifica registrata: l’indennità è stata ricalcolata."))
        return redirect("placements:register", found.pk)
    form = with_draft(request, form, rectify_form(found))
    context = {"register": found, "sheet": sheet, "form": form}
    return render(request, "placements/rectify.html", context)


def _rectify(request: HttpRequest, found: AttendanceRegister, form: RectifyForm) -> bool:
    try:
        rectify_register(
            found,
            form.changes(),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refused:
        form.add_error(refused.field, str(refused))
        return False
    return True


@require_safe
def open_month(request: HttpRequest, pk: int, month: str) -> HttpResponse:
    """The register of a month of a placement, opened where it was not."""
    placement = get_object_or_404(visible_placements(request.user), pk=pk)
    authorize(request.user, Can.FILL, placement)
    first = read_month(month)
    if first is None:
        raise Http404
    open_registers(placement.agency_id, first, by=request.user, at=timezone.now())
    rows = visible_registers(request.user).of_month(first)
    found = get_object_or_404(rows, placement=placement)
    return redirect("placements:register", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def validate_many(request: HttpRequest) -> HttpResponse:
    """The closed months of the agency, to validate together."""
    authorize(request.user, Can.VALIDATE)
    closed = visible_registers(request.user).filter(state=RegisterState.CLOSED)
    rows = list(
        with_days(closed).select_related("project__programme__call").order_by("month", "pk")
    )
    refused: list[tuple[AttendanceRegister, str]] = []
    shown = rows[:AT_ONCE]
    if request.method == "POST":
        ticked = [one for one in shown if str(one.pk) in request.POST.getlist("registro")]
        done, refused = validate_registers(ticked, by=request.user, at=timezone.now())
        if not ticked:
            messages.error(request, _("Scegli almeno un registro."))
        elif not refused:
            said = _("Registri validati: %(n)s.") % {"n": len(done)}
            messages.success(request, said)
            return redirect("placements:validate_many")
        shown = [one for one in shown if one.pk not in {register.pk for register in done}]
    log_reading([one.placement.beneficiary for one in shown], by=request.user, what=READS)
    context = {
        "sheets": [MonthSheet(one) for one in shown],
        "refused": refused,
        "waiting": len(rows) - len(shown),
    }
    return render(request, "placements/validate.html", context)


# --- lists --------------------------------------------------------------------------------------


def _fetch_months(request: HttpRequest, keys: list[int]) -> list[Any]:
    rows: list[Any] = list(with_days(visible_registers(request.user).filter(pk__in=keys)))
    for row in rows:
        row.sheet = MonthSheet(row)
    return rows


def _log_months(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "elenco registri" if how == "list" else "esportazione registri"
    log_reading([row.placement.beneficiary for row in shown], by=request.user, what=what)


months = ListPage(
    title=gettext_lazy("Registri del mese"),
    one=gettext_lazy("registro"),
    noun=gettext_lazy("registri"),
    who=Can.SEE_REGISTERS,
    table=MonthTable,
    filters=MonthFilter,
    rows=lambda request: visible_registers(request.user),
    fetch=_fetch_months,
    order=("-month", "pk"),
    empty=Empty(
        gettext_lazy("Ancora nessun registro"),
        gettext_lazy("Il registro di un mese nasce quando si scrive la prima presenza."),
    ),
    log=_log_months,
    template="placements/months.html",
    file_name="registri",
)


def _fetch_missing(request: HttpRequest, keys: list[int]) -> list[Placement]:
    rows = visible_placements(request.user).filter(pk__in=keys)
    today = timezone.localdate()
    lacking = with_closed_months(lacking_registers(rows, today)).for_list()
    found: list[Any] = list(lacking.select_related("promoter_tutor", "submitted_by"))
    followers = followers_of(found, by=request.user)
    reminders = register_reminders_of(found, followers, by=request.user, today=today)
    for row in found:
        row.follower, row.reminder = followers[row.pk], reminders[row.pk]
        row.oldest = oldest_lacking(row)
        row.oldest_words = say_month(row.oldest)
    return found


def _log_missing(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "registri mancanti" if how == "list" else "esportazione registri mancanti"
    log_reading([row.beneficiary for row in shown], by=request.user, what=what)


missing = ListPage(
    title=gettext_lazy("Registri mancanti"),
    one=gettext_lazy("tirocinio"),
    noun=gettext_lazy("tirocini"),
    who=Can.FILL,
    table=MissingTable,
    filters=MissingFilter,
    rows=lambda request: lacking_registers(visible_placements(request.user), timezone.localdate()),
    fetch=_fetch_missing,
    order=("starts_on", "pk"),
    empty=Empty(
        gettext_lazy("Nessun registro mancante"),
        gettext_lazy("Ogni mese passato di ogni tirocinio è chiuso."),
    ),
    log=_log_missing,
    template="placements/missing.html",
    file_name="registri-mancanti",
    context=lambda request, listing: {
        "rows": list(zip(listing.drawn, listing.objects, strict=True))
    },
)
