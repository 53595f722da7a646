"""Filters of the people list; they live in the address, and none of them holds a name."""

from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.filters import WorkerFilter
from beneficiaries.emergency_enums import EmergencyState
from beneficiaries.emergency_querysets import EmergencyQuerySet
from beneficiaries.enums import Phase
from beneficiaries.handover_enums import HandOverState
from beneficiaries.places import municipalities_named
from beneficiaries.sharing_enums import ReferralState

OPEN, MINE, SILENT_DAYS = "aperta", "me", 30
# Of a plan: it is to be looked at again, by so many days from now.
REVIEW, REVIEW_DAYS = "verifica", 30
# Of an emergency access: it waits for whoever asks.
TO_REVIEW = "da-esaminare"
RECEIVED, SENT = "ricevuti", "mandati"


def silence_began() -> date:
    """A contact on this day or later is a recent one."""
    return timezone.localdate() - timedelta(days=SILENT_DAYS)


def review_horizon() -> date:
    """A plan with its review on this day or before is to be reviewed soon, or late already."""
    return timezone.localdate() + timedelta(days=REVIEW_DAYS)


class PeopleFilter(filters.FilterSet):
    """Phase, who follows, municipality, silence, the review of the plan."""

    fase = filters.ChoiceFilter(
        label=_("Fase"),
        method="by_phase",
        empty_label=_("Tutte"),
        choices=[(OPEN, _("Cartelle aperte")), *Phase.choices],
    )
    di = WorkerFilter(
        label=_("Di riferimento"),
        mine=(MINE, _("Le mie")),
        empty_label=_("Tutto l’ente"),
    )
    comune = filters.CharFilter(
        label=_("Comune"),
        method="by_municipality",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    contatto = filters.ChoiceFilter(
        label=_("Contatto"),
        method="by_silence",
        empty_label=_("Non importa"),
        choices=[(str(SILENT_DAYS), _("Nessuno da 30 giorni"))],
    )
    progetto = filters.ChoiceFilter(
        label=_("Progetto"),
        method="by_review",
        empty_label=_("Non importa"),
        choices=[(REVIEW, _("Da verificare entro 30 giorni"))],
    )

    def by_phase(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """One phase, or every open file."""
        return rows.open() if value == OPEN else rows.filter(phase=value)  # type: ignore[attr-defined]

    def by_municipality(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """Who lives in a municipality of this name."""
        return rows.filter(residence_id__in=[one.pk for one in municipalities_named(value)])

    def by_silence(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Nobody has written of a contact for so many days."""
        return rows.silent_since(silence_began())  # type: ignore[attr-defined]

    def by_review(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """A plan that holds is to be looked at again within thirty days."""
        return rows.with_review_by(review_horizon())  # type: ignore[attr-defined]


class ReferralFilter(filters.FilterSet):
    """Received or sent; state."""

    verso = filters.ChoiceFilter(
        label=_("Verso"),
        method="by_direction",
        empty_label=_("Ricevuti e mandati"),
        choices=[(RECEIVED, _("Ricevuti")), (SENT, _("Mandati"))],
    )
    stato = filters.ChoiceFilter(
        field_name="state",
        label=_("Stato"),
        empty_label=_("Tutti"),
        choices=ReferralState.choices,
    )

    def by_direction(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """To one's agency, or from it."""
        here = self.request.user.acting.agency_id
        return rows.sent_to(here) if value == RECEIVED else rows.sent_by(here)  # type: ignore[attr-defined]


class HandOverFilter(filters.FilterSet):
    """Where a hand-over stands."""

    stato = filters.ChoiceFilter(
        label=_("Stato"),
        method="by_state",
        empty_label=_("Tutti"),
        choices=HandOverState.choices,
    )

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Its state is told by its days: each has its question."""
        asked = {
            HandOverState.PLANNED: rows.planned,  # type: ignore[attr-defined]
            HandOverState.DONE: rows.done,  # type: ignore[attr-defined]
            HandOverState.NOT_DONE: rows.not_done,  # type: ignore[attr-defined]
            HandOverState.UNDONE: rows.undone,  # type: ignore[attr-defined]
        }
        return asked[HandOverState(value)]()


class EmergencyFilter(filters.FilterSet):
    """What came of the review, or what waits for one's own."""

    esame = filters.ChoiceFilter(
        label=_("Esame"),
        empty_label=_("Tutti"),
        choices=[(TO_REVIEW, _("Da esaminare da me")), *EmergencyState.choices],
        method="by_review",
    )

    def by_review(self, rows: EmergencyQuerySet, name: str, value: str) -> EmergencyQuerySet:
        """What waits for one's own review, or what came of it."""
        if value == TO_REVIEW:
            return rows.to_review_by(self.request.user.pk)
        return rows.filter(state=value)
