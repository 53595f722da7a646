"""Filters of the lists of placements and hosts; they live in the address and hold no name."""

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.filters import WorkerFilter
from beneficiaries.places import municipalities_named
from placements.enums import PlacementKind, PlacementState
from placements.models import HostOrganisation, Placement
from placements.querysets import HostQuerySet, PlacementQuerySet
from projects.models import Project
from projects.policy import visible_projects

MINE, SOON_DAYS = "me", 30


def soon() -> date:
    """A placement that ends on this day or before ends soon."""
    return timezone.localdate() + timedelta(days=SOON_DAYS)


def my_projects(request: Any) -> Any:
    """The projects one sees."""
    if request is None:
        return Project.objects.none()
    return visible_projects(request.user).order_by("title", "pk")


class PlacementFilter(django_filters.FilterSet):
    """By state, kind and project; mine; ending soon."""

    stato = django_filters.ChoiceFilter(
        field_name="state",
        label=_("Stato"),
        empty_label=_("tutti"),
        choices=PlacementState.choices,
    )
    tipo = django_filters.ChoiceFilter(
        field_name="kind",
        label=_("Tipo"),
        empty_label=_("tutti"),
        choices=PlacementKind.choices,
    )
    progetto = django_filters.ModelChoiceFilter(
        field_name="project",
        label=_("Progetto"),
        empty_label=_("tutti"),
        queryset=my_projects,
    )
    di = WorkerFilter(
        label=_("Di chi"),
        mine=(MINE, _("seguiti da me")),
        empty_label=_("di tutto l’ente"),
    )
    scadenza = django_filters.ChoiceFilter(
        label=_("Scadenza"),
        empty_label=_("non importa"),
        choices=[(str(SOON_DAYS), _("entro 30 giorni"))],
        method="by_end",
    )

    class Meta:
        model = Placement
        fields: list[str] = []

    def by_end(self, rows: PlacementQuerySet, name: str, value: str) -> PlacementQuerySet:
        """Under way, and ending within so many days."""
        return rows.ending_by(soon())


class HostFilter(django_filters.FilterSet):
    """By municipality; public or not."""

    comune = django_filters.CharFilter(
        label=_("Comune"),
        method="by_municipality",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    ente = django_filters.ChoiceFilter(
        field_name="is_public",
        label=_("Natura"),
        empty_label=_("tutti"),
        choices=[("True", _("pubblica amministrazione")), ("False", _("impresa o altro ente"))],
    )

    class Meta:
        model = HostOrganisation
        fields: list[str] = []

    def by_municipality(self, rows: HostQuerySet, name: str, value: str) -> HostQuerySet:
        """In a municipality of this name."""
        return rows.filter(municipality_id__in=[one.pk for one in municipalities_named(value)])
