"""Columns and filters of the lists of registers and payments."""

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.filters import WorkerFilter
from core.lists import Column
from placements.enums import RegisterState
from placements.models import AttendanceRegister, PaymentBatch, Placement
from placements.sheets import say_month

MINE = "miei"


def page_of_register(row: Any) -> str:
    """The page of a register."""
    return reverse("placements:register", args=[row.pk])


def page_of_missing(row: Any) -> str:
    """Where the oldest missing register of a placement is opened."""
    return reverse("placements:open_month", args=[row.pk, f"{row.oldest:%Y-%m}"])


def page_of_batch(row: Any) -> str:
    """The page of a payment."""
    return reverse("placements:batch", args=[row.pk])


class MonthTable(tables.Table):
    """Registers, with what their days come to."""

    person = Column(
        _("Persona"), accessor="placement__beneficiary__full_name", link=page_of_register
    )
    month = Column(_("Mese"), accessor="sheet__month", sort=("month",))
    host = Column(_("Ospitante"), accessor="placement__host__name")
    state = Column(_("Stato"), accessor="state_now", kind="badge")
    hours = Column(_("Ore fatte"), accessor="sheet__hours", kind="number")
    planned = Column(_("Ore previste"), accessor="sheet__planned_hours", kind="number")
    percent = Column(_("Frequenza %"), accessor="sheet__percent", kind="number")


class MissingTable(tables.Table):
    """Placements with past months nobody closed."""

    person = Column(_("Persona"), accessor="beneficiary__full_name", link=page_of_missing)
    host = Column(_("Ospitante"), accessor="host__name")
    oldest = Column(_("Primo mese da chiudere"), accessor="oldest_words")
    lacking = Column(_("Mesi da chiudere"), accessor="lacking", kind="number")
    starts_on = Column(_("Inizio"), accessor="starts_on", kind="day", sort=("starts_on",))
    follower = Column(_("Chi segue"), accessor="follower")
    reminded = Column(_("Sollecitato"), accessor="registers_reminded_at", kind="moment")


class BatchTable(tables.Table):
    """Payments, newest first."""

    paid_on = Column(
        _("Pagato il"), accessor="paid_on", kind="day", link=page_of_batch, sort=("paid_on",)
    )
    reference = Column(_("Riferimento"), accessor="reference")
    month = Column(_("Mese"), accessor="month_words")
    project = Column(_("Progetto"), accessor="project__title")
    agency = Column(_("Ente"), accessor="agency__short_name")
    lines = Column(_("Indennità"), accessor="lines", kind="number")
    amount = Column(_("Importo"), accessor="amount", kind="euro")


class PaymentTable(tables.Table):
    """The lines of one payment."""

    person = Column(
        _("Persona"),
        accessor="allowance__register__placement__beneficiary__full_name",
        link=lambda row: page_of_register(row.allowance.register),
    )
    code = Column(_("Codice"), accessor="allowance__register__placement__participation__code")
    host = Column(_("Ospitante"), accessor="allowance__register__placement__host__name")
    month = Column(_("Mese"), accessor="month_words")
    what = Column(_("Che cosa"), accessor="what")
    total = Column(_("Dovuto"), accessor="allowance__total", kind="euro")
    amount = Column(_("Importo"), accessor="amount", kind="euro", sort=("amount",))


class AllowanceTable(tables.Table):
    """What was computed for each month, and whether it is paid."""

    person = Column(
        _("Persona"),
        accessor="register__placement__beneficiary__full_name",
        link=lambda row: page_of_register(row.register),
    )
    month = Column(_("Mese"), accessor="month_words", sort=("register__month",))
    host = Column(_("Ospitante"), accessor="register__placement__host__name")
    project = Column(_("Progetto"), accessor="project__title")
    agency = Column(_("Ente"), accessor="agency__short_name")
    number = Column(_("Calcolo"), accessor="number", kind="number")
    total = Column(_("Dovuto"), accessor="total", kind="euro", sort=("total",))
    paid_on = Column(_("Pagato o recuperato il"), accessor="payment__batch__paid_on", kind="day")


class MonthFilter(django_filters.FilterSet):
    """By month, state and who follows the placement."""

    mese = django_filters.ChoiceFilter(
        field_name="month",
        label=_("Mese"),
        empty_label=_("tutti"),
        choices=lambda: (),
    )
    stato = django_filters.ChoiceFilter(
        field_name="state", label=_("Stato"), empty_label=_("tutti"), choices=RegisterState.choices
    )
    seguiti = django_filters.ChoiceFilter(
        label=_("Tirocini"),
        empty_label=_("di tutto l’ente"),
        choices=[(MINE, _("seguiti da me"))],
        method="by_worker",
    )

    class Meta:
        model = AttendanceRegister
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = self.queryset.order_by("-month").values_list("month", flat=True).distinct()
        self.filters["mese"].extra["choices"] = [
            (one.isoformat(), say_month(one)) for one in months
        ]

    def by_worker(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Of placements one follows."""
        mine = Placement.objects.of_worker(self.request.user.pk).filter(pk=OuterRef("placement_id"))
        return rows.filter(Exists(mine))


class MissingFilter(django_filters.FilterSet):
    """Those one follows, or all of the agency."""

    seguiti = WorkerFilter(
        label=_("Tirocini"), mine=(MINE, _("seguiti da me")), empty_label=_("di tutto l’ente")
    )

    class Meta:
        model = Placement
        fields: list[str] = []


class ProjectFilter(django_filters.FilterSet):
    """By project; the view says which there are (`request.projects`)."""

    progetto = django_filters.ModelChoiceFilter(
        field_name="project",
        to_field_name="code",
        label=_("Progetto"),
        empty_label=_("tutti"),
        queryset=lambda request: request.projects,
    )

    class Meta:
        model = PaymentBatch
        fields: list[str] = []


class BatchFilter(ProjectFilter):
    """By project, and by the body that paid; the view says which there are (`request.payers`)."""

    ente = django_filters.ModelChoiceFilter(
        field_name="agency",
        to_field_name="code",
        label=_("Ente"),
        empty_label=_("tutti"),
        queryset=lambda request: request.payers,
    )
