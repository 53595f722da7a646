"""Filters of the lists of reports and of what a report is made of; they live in the address."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from placements.enums import Outcome, PlacementKind
from placements.sheets import say_month
from projects.models import Project
from reporting.account import NO_OUTCOME, WHOLE
from reporting.enums import ReportState
from reporting.models import FundingReport, MoneyMember, PlacementMember
from reporting.policy import visible_reports


def accounted_for(request: Any) -> Any:
    """The projects of the reports one sees."""
    seen = visible_reports(request.user).values("project_id")
    return Project.objects.filter(pk__in=seen).order_by("code")


class ReportFilter(django_filters.FilterSet):
    """By state, by project."""

    stato = django_filters.ChoiceFilter(
        field_name="state",
        label=_("Stato"),
        empty_label=_("tutti"),
        choices=ReportState.choices,
    )
    progetto = django_filters.ModelChoiceFilter(
        field_name="project",
        label=_("Progetto"),
        empty_label=_("tutti"),
        to_field_name="code",
        queryset=accounted_for,
    )

    class Meta:
        model = FundingReport
        fields: list[str] = []


ALL = _("tutti")


class EuroFilter(django_filters.FilterSet):
    """By partner, cost item and month, as far as the report has them."""

    partner = django_filters.ChoiceFilter(
        label=_("Partner"),
        empty_label=ALL,
        choices=lambda: (),
        method="by_partner",
    )
    voce = django_filters.ChoiceFilter(
        field_name="item",
        label=_("Voce di costo"),
        empty_label=_("tutte"),
        choices=lambda: (),
    )
    mese = django_filters.ChoiceFilter(
        label=_("Mese"),
        empty_label=ALL,
        choices=lambda: (),
        method="by_month",
    )

    class Meta:
        model = MoneyMember
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.request.report.euros.exclude(item=None).order_by()
        named = ("partner__code", "partner__name", "item_id", "item__label", "month")
        found = list(rows.values_list(*named).distinct())
        partners = {(code or WHOLE, name or _("Intero progetto")) for code, name, *_rest in found}
        items = {(item, f"{item} {label}") for _code, _name, item, label, _month in found}
        months = {month for *_rest, month in found if month is not None}
        self.filters["partner"].extra["choices"] = sorted(partners)
        self.filters["voce"].extra["choices"] = sorted(items)
        self.filters["mese"].extra["choices"] = [
            (f"{month:%Y-%m}", say_month(month)) for month in sorted(months)
        ]

    def by_partner(self, rows: Any, name: str, value: str) -> Any:
        """Of one partner, or of the project as a whole."""
        return rows.filter(partner=None) if value == WHOLE else rows.filter(partner__code=value)

    def by_month(self, rows: Any, name: str, value: str) -> Any:
        """Of one month of work or presence."""
        return rows.filter(month=f"{value}-01")


class PlacedFilter(django_filters.FilterSet):
    """By kind, whether they are over, what came of them."""

    tipo = django_filters.ChoiceFilter(
        field_name="kind",
        label=_("Tipo"),
        empty_label=ALL,
        choices=PlacementKind.choices,
    )
    finiti = django_filters.ChoiceFilter(
        label=_("Finiti"),
        empty_label=ALL,
        choices=[("si", _("finiti")), ("no", _("in corso"))],
        method="by_end",
    )
    esito = django_filters.ChoiceFilter(
        label=_("Esito"),
        empty_label=ALL,
        choices=[*Outcome.choices, (NO_OUTCOME, _("Non indicato"))],
        method="by_outcome",
    )

    class Meta:
        model = PlacementMember
        fields: list[str] = []

    def by_end(self, rows: Any, name: str, value: str) -> Any:
        """Over by the cut-off day, or not."""
        return rows.over() if value == "si" else rows.filter(ended_on=None)

    def by_outcome(self, rows: Any, name: str, value: str) -> Any:
        """Over, with this outcome or with none told."""
        return rows.over().filter(outcome="" if value == NO_OUTCOME else value)
