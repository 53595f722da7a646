"""Pages of payments: what is to pay, the payment, what was paid."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from agencies.models import Agency
from core.audit.actions import log_reading
from core.lists import Empty, Listing, ListPage
from core.money import total
from core.period import months_after
from core.policy import authorize, may
from placements.actions.payments import pay_allowances
from placements.actions.refusals import NotPossible
from placements.day_tables import (
    AllowanceTable,
    BatchFilter,
    BatchTable,
    PaymentTable,
    ProjectFilter,
)
from placements.days import month_of, read_month
from placements.forms.payments import PayForm
from placements.models import Allowance, Payment, PaymentBatch
from placements.policy import Can, visible_allowances, visible_batches
from placements.sheets import say_month
from placements.spending import due_allowances, for_payment
from projects.models import Project
from projects.policy import visible_projects

READS = "pagamento delle indennità"


def _month(request: HttpRequest) -> date:
    """The month asked for; else the last that is over."""
    asked = read_month(request.GET.get("mese", ""))
    return asked or months_after(month_of(timezone.localdate()), -1)


def _due(request: HttpRequest, project: Project, month: date) -> list[Allowance]:
    """What the agency has to pay for the project, up to this month."""
    own = visible_allowances(request.user).filter(
        project=project,
        agency_id=request.user.acting.agency_id,
        register__month__lte=month,
    )
    return list(for_payment(due_allowances(own)))


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """What is to pay up to a month, its sum, and the payment."""
    project = get_object_or_404(visible_projects(request.user), code=code)
    authorize(request.user, Can.PAY)
    month = _month(request)
    due = _due(request, project, month)
    people = [one.register.placement.beneficiary for one in due]
    log_reading(people, by=request.user, what=READS)
    form = PayForm(request.POST if request.method == "POST" else None, due=due)
    if form.is_valid():
        batch = _pay(request, project, month, form)
        if batch is not None:
            messages.success(request, _("Pagamento registrato."))
            return redirect("placements:batch", batch.pk)
    context = {
        "project": project,
        "month": month,
        "month_words": say_month(month),
        "lines": [_preview(one, month) for one in due],
        "sum": total(one.due for one in due),
        "form": form,
    }
    return render(request, "placements/pay.html", context)


def _preview(one: Any, month: date) -> dict[str, Any]:
    return {
        "allowance": one,
        "key": str(one.pk),
        "month": say_month(one.register.month),
        "person": one.register.placement.beneficiary.full_name,
        "host": one.register.placement.host.name,
        "is_difference": one.number > 1 and one.paid_before != 0,
        "is_late": one.register.month < month,
    }


def _pay(request: HttpRequest, project: Project, month: date, form: PayForm) -> PaymentBatch | None:
    typed = form.cleaned_data
    try:
        return pay_allowances(
            project,
            month=month,
            allowances=typed["indennita"],
            paid_on=typed["paid_on"],
            reference=typed["reference"],
            by=request.user,
            at=timezone.now(),
        )
    except NotPossible as refused:
        form.add_error(refused.field, str(refused))
        return None


# --- lists --------------------------------------------------------------------------------------


def _fetch_batches(request: HttpRequest, keys: list[int]) -> list[Any]:
    rows = visible_batches(request.user).filter(pk__in=keys).select_related("project", "agency")
    found: list[Any] = list(rows.annotate(lines=Count("payments"), amount=Sum("payments__amount")))
    for row in found:
        row.month_words = say_month(row.month)
    return found


def _to_pay(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """The projects with something to pay, where one may."""
    return {"projects": request.projects if may(request.user, Can.PAY) else []}


BATCHES = ListPage(
    title=gettext_lazy("Pagamenti"),
    one=gettext_lazy("pagamento"),
    noun=gettext_lazy("pagamenti"),
    who=Can.SEE_PAYMENTS,
    table=BatchTable,
    filters=BatchFilter,
    rows=lambda request: visible_batches(request.user),
    fetch=_fetch_batches,
    order=("-paid_on", "-pk"),
    empty=Empty(
        gettext_lazy("Ancora nessun pagamento"),
        gettext_lazy("Si pagano le indennità dei registri validati, mese per mese."),
    ),
    template="placements/payments.html",
    in_menu=True,
    file_name="pagamenti",
    context=_to_pay,
)


@require_safe
def payments(request: HttpRequest) -> HttpResponse:
    """What was paid, newest first."""
    authorize(request.user, Can.SEE_PAYMENTS)
    request.projects = visible_projects(request.user)
    paying = visible_batches(request.user).order_by().values("agency")
    request.payers = Agency.objects.filter(pk__in=paying).order_by("short_name")
    return BATCHES(request)


def _fetch_allowances(request: HttpRequest, keys: list[int]) -> list[Any]:
    rows = visible_allowances(request.user).filter(pk__in=keys)
    found: list[Any] = list(
        rows.select_related(
            "register__placement__beneficiary",
            "register__placement__host",
            "project",
            "agency",
            "payment__batch",
        )
    )
    for row in found:
        row.month_words = say_month(row.register.month)
    return found


def _log_allowances(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = "elenco indennità" if how == "list" else "esportazione indennità"
    people = [row.register.placement.beneficiary for row in shown]
    log_reading(people, by=request.user, what=what)


ALLOWANCES = ListPage(
    title=gettext_lazy("Indennità"),
    one=gettext_lazy("indennità"),
    noun=gettext_lazy("indennità"),
    who=Can.SEE_PAYMENTS,
    table=AllowanceTable,
    filters=ProjectFilter,
    rows=lambda request: visible_allowances(request.user),
    fetch=_fetch_allowances,
    order=("-register__month", "pk"),
    empty=Empty(
        gettext_lazy("Ancora nessuna indennità"),
        gettext_lazy("L’indennità di un mese si calcola quando il registro viene validato."),
    ),
    log=_log_allowances,
    template="placements/allowances.html",
    file_name="indennita",
)


@require_safe
def allowances(request: HttpRequest) -> HttpResponse:
    """What was computed for each validated month."""
    authorize(request.user, Can.SEE_PAYMENTS)
    request.projects = visible_projects(request.user)
    return ALLOWANCES(request)


def _batch(request: HttpRequest, pk: int) -> PaymentBatch:
    return get_object_or_404(
        visible_batches(request.user).select_related("project", "agency"), pk=pk
    )


def _fetch_lines(request: HttpRequest, keys: list[int]) -> list[Any]:
    found: list[Any] = list(
        request.batch.payments.filter(pk__in=keys).select_related(
            "allowance__register__placement__beneficiary",
            "allowance__register__placement__host",
            "allowance__register__placement__participation",
        )
    )
    for row in found:
        row.month_words = say_month(row.allowance.register.month)
        row.what = _movement(row)
    return found


def _movement(row: Payment) -> str:
    if row.recovered:
        return _("Recupero")
    return _("Indennità") if row.amount == row.allowance.total else _("Conguaglio")


def _log_lines(request: HttpRequest, shown: Sequence[Any], how: str) -> None:
    what = READS if how == "list" else "esportazione di un pagamento"
    people = [row.allowance.register.placement.beneficiary for row in shown]
    log_reading(people, by=request.user, what=what)


def _batch_context(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    amounts: dict[str, Decimal] = request.batch.payments.aggregate(sum=Sum("amount"))
    return {"batch": request.batch, "month": say_month(request.batch.month), **amounts}


LINES = ListPage(
    title=gettext_lazy("Distinta di pagamento"),
    one=gettext_lazy("indennità"),
    noun=gettext_lazy("indennità"),
    who=Can.SEE_PAYMENTS,
    table=PaymentTable,
    rows=lambda request: request.batch.payments.all(),
    fetch=_fetch_lines,
    order=("pk",),
    empty=Empty(gettext_lazy("Nessuna riga"), gettext_lazy("Questa distinta è vuota.")),
    log=_log_lines,
    template="placements/batch.html",
    file_name="distinta",
    context=_batch_context,
)


@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What was paid together, line by line."""
    authorize(request.user, Can.SEE_PAYMENTS)
    request.batch = _batch(request, pk)
    return LINES(request)
