"""Filters of the list of reports; they live in the address."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reporting.enums import ReportState
from reporting.models import FundingReport
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
        widget=forms.Select({"class": "pc-input"}),
    )
    progetto = django_filters.ModelChoiceFilter(
        field_name="project",
        label=_("Progetto"),
        empty_label=_("tutti"),
        to_field_name="code",
        queryset=accounted_for,
        widget=forms.Select({"class": "pc-input"}),
    )

    class Meta:
        model = FundingReport
        fields: list[str] = []
