"""Filters of the lists of participations; they live in the address and hold no name."""

from typing import Any

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.filters import WorkerFilter
from agencies.models import Agency
from projects.completeness import lacking
from projects.enums import ParticipationState
from projects.models import EntrySnapshot, Participation
from projects.querysets import ParticipationQuerySet

COMPLETE, INCOMPLETE, MINE = "si", "no", "mie"
AT_EXIT, LATE, AFTER = "esito", "esito-in-ritardo", "follow-up"


class ParticipationFilter(django_filters.FilterSet):
    """By state, by agency, by completeness; the view says of which project (`request.project`)."""

    stato = django_filters.ChoiceFilter(
        field_name="state",
        label=_("Stato"),
        empty_label=_("tutti"),
        choices=ParticipationState.choices,
    )
    ente = django_filters.ModelChoiceFilter(
        field_name="agency",
        label=_("Ente"),
        empty_label=_("tutti"),
        queryset=lambda request: partners(request),
    )
    completa = django_filters.ChoiceFilter(
        label=_("Scheda"),
        empty_label=_("tutte"),
        choices=[(COMPLETE, _("completa")), (INCOMPLETE, _("incompleta"))],
        method="by_completeness",
    )

    class Meta:
        model = Participation
        fields: list[str] = []

    def by_completeness(
        self, rows: ParticipationQuerySet, name: str, value: str
    ) -> ParticipationQuerySet:
        """Complete, or lacking something that this project's call needs."""
        project = self.request.project
        lack = EntrySnapshot.objects.of_project(project.pk).filter(lacking(project.programme.call))
        lacking_ones = lack.values("pk")
        if value == INCOMPLETE:
            return rows.filter(pk__in=lacking_ones)
        return rows.exclude(pk__in=lacking_ones)


def partners(request: Any) -> Any:
    """The bodies of the project's partnership."""
    return Agency.objects.filter(partnerships__project=request.project).order_by("short_name")


class IncompleteFilter(django_filters.FilterSet):
    """Those one follows, or all of the agency."""

    seguite = WorkerFilter(
        label=_("Persone"),
        mine=(MINE, _("seguite da me")),
        empty_label=_("di tutto l’ente"),
        widget=forms.Select,
    )

    class Meta:
        model = Participation
        fields: list[str] = []


class ResultsDueFilter(IncompleteFilter):
    """Which of the two, and of whom."""

    manca = django_filters.ChoiceFilter(
        label=_("Da rilevare"),
        empty_label=_("esiti e follow-up"),
        choices=[
            (AT_EXIT, _("esito all’uscita")),
            (LATE, _("esito in ritardo")),
            (AFTER, _("follow-up a sei mesi")),
        ],
        method="by_kind",
    )

    def by_kind(self, rows: ParticipationQuerySet, name: str, value: str) -> ParticipationQuerySet:
        """The result at the exit, those of them that are late, or the state after six months."""
        if value == AT_EXIT:
            return rows.without_result()
        if value == LATE:
            return rows.late_for_result(timezone.localdate())
        return rows.to_follow_up(timezone.localdate())
