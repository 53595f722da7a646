"""What the gallery shows: invented things in every state a component knows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from core.ui import charts, slopes
from core.ui.fields import Chips, DateField, DurationField, ManyChips, TimeField


@dataclass(frozen=True)
class State:
    """A state as the workflows declare one."""

    label: str
    tone: str
    icon: str


STATES = [
    State("Bozza", "neutral", "pencil"),
    State("In corso", "go", "refresh"),
    State("Inviato", "warn", "clock"),
    State("Approvato", "ok", "check"),
    State("Respinto", "stop", "close-circle"),
]


@dataclass(frozen=True)
class SampleJob:
    """A job half-way, as <c-progress> reads one."""

    pk: int = 1
    phase: str = "Fase 3 di 5: allegati in XLSX"
    percent: int = 62
    error: str = ""
    is_open: bool = True
    state_now: State = STATES[1]


def job() -> SampleJob:
    """The job of the gallery."""
    return SampleJob()


class SampleForm(forms.Form):
    """One field of every kind."""

    tax_code = forms.CharField(
        label="Codice fiscale",
        help_text="Da qui ricaviamo data di nascita, sesso e luogo. Spazi e punti non contano.",
        min_length=16,
        error_messages={"min_length": "Il codice fiscale ha 15 caratteri: ne servono 16"},
        widget=forms.TextInput({"class": "pc-input--s"}),
    )
    first_name = forms.CharField(label="Nome")
    entered_on = DateField(label="Data di ingresso nel progetto")
    entered_at = TimeField(label="Ora", required=False)
    phone = forms.CharField(
        label="Telefono", required=False, widget=forms.TextInput({"type": "tel"})
    )
    schooling = forms.ChoiceField(
        label="Titolo di studio all’ingresso",
        help_text="Il titolo più alto, anche preso all’estero.",
        choices=[
            ("0", "Nessuno"),
            ("1", "Licenza elementare o media"),
            ("2", "Diploma o qualifica"),
            ("9", "Non risponde (resta documentato)"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Indica il titolo di studio, oppure scegli “Non risponde”"},
    )
    municipality = forms.ChoiceField(
        label="Comune", choices=[("", "Scegli"), ("c", "Como"), ("l", "Lipomo")]
    )
    kind = forms.ChoiceField(
        label="Tipo",
        widget=Chips,
        choices=[("c", "Colloquio"), ("t", "Telefonata"), ("v", "Visita"), ("r", "Rete")],
    )
    minutes = DurationField(required=False)
    needs = forms.MultipleChoiceField(
        label="Aree",
        widget=ManyChips,
        required=False,
        choices=[("l", "Lavoro"), ("c", "Casa"), ("s", "Salute")],
    )
    text = forms.CharField(label="Testo della nota", widget=forms.Textarea({"rows": 4}))
    document = forms.FileField(
        label="Documento", required=False, help_text="PDF, immagine o foglio; al più 15 MB."
    )
    told = forms.BooleanField(label="Ho consegnato l’informativa sulla privacy")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = "#"
        self.helper.add_input(Submit("save", _("Continua")))


BAD = {"tax_code": "DPIMSS94B02Z343", "first_name": "Moussa", "entered_on": "31/02/2021"}


def everything() -> dict[str, Any]:
    """The context of the gallery."""
    page = Paginator(range(1, 240), 25).page(2)
    return {
        "states": STATES,
        "job": job(),
        "done_job": SampleJob(pk=2, phase="", percent=100, is_open=False, state_now=STATES[3]),
        "empty_form": SampleForm(prefix="vuoto"),
        "bad_form": SampleForm(BAD),
        "page": page,
        "day": date(2026, 3, 2),
        "moment": datetime(2021, 6, 15, 8, 40, tzinfo=UTC),
        "amount": Decimal("1234.565"),
        "sections": _sections(),
        "tones": ["neutral", "ok", "warn", "stop"],
        "figures": _figures(),
        **_charts(),
    }


def _charts() -> dict[str, Any]:
    return {
        "ages": charts.bars(
            title="Partecipazioni per età all’ingresso",
            unit="persone",
            rows=[
                charts.Row("fino a 24", 4),
                charts.Row("25–54", 16),
                charts.Row("55 e oltre", 7),
                charts.Row("non disponibile", 0),
            ],
        ),
        "moves": slopes.slope(
            title="Che cosa è cambiato",
            unit="livelli da 1 a 5",
            days=("3 mar 2026", "15 set 2026"),
            levels=range(1, 6),
            changes=[
                slopes.Change("Situazione economica", 1, 3, "Economia"),
                slopes.Change("Salute e vita quotidiana", 4, 3, "Salute"),
                slopes.Change("Reti e relazioni", 2, 2, "Reti"),
                slopes.Change("Competenze digitali", None, 2, "Digitale"),
            ],
        ),
        "targets": charts.bars(
            title="Raggiunto e obiettivo",
            unit="persone",
            series=("raggiunto", "obiettivo"),
            rows=[
                charts.Row("Disoccupati, anche di lunga durata", 17, 30),
                charts.Row("Oltre 54 anni", 7, 9),
                charts.Row("Istruzione primaria o secondaria inferiore", 14, 20),
            ],
        ),
    }


def _sections() -> list[dict[str, Any]]:
    return [
        {"label": "Diario", "url": "#diario", "current": True},
        {"label": "Anagrafica", "url": "#anagrafica", "current": False},
        {"label": "Partecipazioni", "url": "#partecipazioni", "current": False, "count": 2},
        {"label": "Documenti", "url": "#documenti", "current": False, "count": 6},
        {"label": "Chi ha guardato", "url": "#accessi", "current": False},
    ]


def _figures() -> list[dict[str, Any]]:
    return [
        {"code": "", "label": "Partecipanti, totale generale", "cells": [12, 15, 0, 0, 27]},
        {"code": "CO01", "label": "Disoccupati", "cells": [8, 9, 0, 0, 17]},
        {"code": "CO07", "label": "Oltre 54 anni", "cells": [3, 4, 0, 0, 7]},
    ]
