"""Sieves of a proposal: where and of which kind; then its terms, all of which may still lack."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.forms.fields import LineField, PlaceInput, TextField
from beneficiaries.forms.seen import SeenField, sign_seen
from core.text import clean_line, normalise
from core.ui.fields import DateField, ManyChips
from core.ui.words import WEEKDAYS
from placements.enums import PlacementKind, PlacementShape
from placements.facts import ONLY_FOR
from placements.forms.fields import EuroField, HoursField
from placements.models import HostOrganisation, HostTutor, Placement

LONGEST = 4_000
EQF_LEVELS = range(1, 9)
WORKING_DAYS = ["0", "1", "2", "3", "4"]


# --- where, and of which kind -------------------------------------------------------------------


class HostInput(PlaceInput):
    """A line of text with the agency's hosts offered below while one types."""

    def __init__(self) -> None:
        super().__init__("host")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As for places, but asked of the hosts' own address."""
        # Not from the parent: its address would be asked for a kind of place there is not.
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["hx-post"] = reverse("placements:host_names")
        return context


class ChooseForm(forms.Form):
    """The host, by its name, and the kind. `hosts`: the agency's."""

    host = forms.CharField(
        label=gettext_lazy("Ospitante"),
        help_text=gettext_lazy("Scrivi le prime lettere e scegline uno fra quelli proposti."),
        strip=False,
        widget=HostInput,
        error_messages={"required": gettext_lazy("Scegli l’ospitante")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Tipo"),
        choices=PlacementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli il tipo di tirocinio")},
    )

    def __init__(self, *args: Any, hosts: Iterable[HostOrganisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = list(hosts)

    def clean_host(self) -> HostOrganisation:
        """The one host of this name."""
        typed = clean_line(self.cleaned_data["host"])
        found = hosts_named(self.hosts, typed)
        if not found:
            raise ValidationError(
                _("Nel tuo ente non c’è un ospitante che si chiama “%(name)s”")
                % {"name": typed[:40]}
            )
        if len(found) > 1:
            raise ValidationError(
                _("Più ospitanti si chiamano così: aggiungi il codice, per esempio %(example)s")
                % {"example": host_words(found[0])}
            )
        return found[0]

    def clean_kind(self) -> PlacementKind:
        """The kind."""
        return PlacementKind(self.cleaned_data["kind"])


class MoveForm(ChooseForm):
    """Another host or kind for a proposal that is begun already."""

    seen = SeenField()


MOVED = ("host_id", "kind", "host_tutor_id")


def place_answers_of(placement: Placement) -> dict[str, Any]:
    """The initial values of `MoveForm`: where it is now, and of which kind."""
    return {
        "host": host_words(placement.host),
        "kind": placement.kind,
        "seen": sign_seen(placement, list(MOVED)),
    }


def host_words(host: HostOrganisation) -> str:
    """A host as a choice: its name and its code."""
    return f"{host.name} ({host.tax_code})"


def hosts_named(hosts: Sequence[HostOrganisation], typed: str) -> list[HostOrganisation]:
    """Hosts of exactly this name, or the one with this name and code."""
    exact = [host for host in hosts if host_words(host) == typed]
    return exact or [host for host in hosts if normalise(host.name) == normalise(typed)]


def hosts_like(hosts: Iterable[HostOrganisation], typed: str) -> list[str]:
    """At most eight hosts with a word that begins so."""
    wanted = normalise(typed)
    found = [
        host_words(host)
        for host in hosts
        if wanted and f" {wanted}" in f" {normalise(host_words(host))}"
    ]
    return found[:8]


# --- the terms ----------------------------------------------------------------------------------


SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Quando"),
        ("starts_on", "ends_on", "hours", "contract_minutes", "days", "shape"),
    ),
    (gettext_lazy("Chi segue"), ("host_tutor", "promoter_tutor")),
    (gettext_lazy("Indennità"), ("monthly_allowance", "gives_meals", "gets_income_support")),
    (gettext_lazy("Presa in carico"), ("service", "attestation_on")),
    (gettext_lazy("La persona prima di qui"), ("months_elsewhere", "worked_for_host")),
    (gettext_lazy("Che cosa farà"), ("eqf_level", "tasks", "aims")),
)
# Two in a row on a wide screen; the others want the whole width.
PAIRED = {"starts_on", "host_tutor", "service", "months_elsewhere"}
PLAIN = (
    "starts_on", "ends_on", "contract_minutes", "shape", "monthly_allowance", "gives_meals",
    "gets_income_support", "service", "attestation_on", "months_elsewhere", "worked_for_host",
    "eqf_level", "tasks", "aims",
)  # fmt: skip


class ProposalForm(forms.Form):
    """The terms of one placement. Nothing is required: a draft may lack anything."""

    starts_on = DateField(label=gettext_lazy("Inizio"), required=False)
    ends_on = DateField(
        label=gettext_lazy("Ultimo giorno"), required=False, help_text=gettext_lazy("Compreso.")
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("Forma del tirocinio"),
        help_text=gettext_lazy("Uno stagionale o un estivo può durare meno degli altri."),
        choices=PlacementShape.choices,
        required=False,
        widget=forms.Select({"class": "pc-input--s"}),
    )
    hours = HoursField(
        label=gettext_lazy("Ore la settimana"),
        help_text=gettext_lazy("Per esempio 20. Si dividono in parti uguali fra i giorni scelti."),
        required=False,
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Giorni"),
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=ManyChips,
        required=False,
    )
    contract_minutes = HoursField(
        label=gettext_lazy("Ore la settimana del contratto collettivo"),
        help_text=gettext_lazy(
            "Di chi lavora per l’ospitante; se non lo scrivi, il limite è 40 ore."
        ),
        required=False,
    )
    host_tutor = forms.TypedChoiceField(
        label=gettext_lazy("Tutor dell’ospitante"), coerce=int, empty_value=None, required=False
    )
    promoter_tutor = forms.TypedChoiceField(
        label=gettext_lazy("Tutor del promotore"), coerce=int, empty_value=None, required=False
    )
    monthly_allowance = EuroField(
        label=gettext_lazy("Indennità mensile"),
        help_text=gettext_lazy("In euro, per esempio 500,00."),
        required=False,
    )
    gives_meals = forms.BooleanField(
        label=gettext_lazy("L’ospitante dà la mensa o il buono pasto"), required=False
    )
    gets_income_support = forms.BooleanField(
        label=gettext_lazy("La persona percepisce un sostegno al reddito"), required=False
    )
    service = LineField(
        label=gettext_lazy("Servizio che ha in carico la persona"), longest=150, required=False
    )
    attestation_on = DateField(
        label=gettext_lazy("Attestazione del servizio, del"),
        help_text=gettext_lazy("Serve solo oltre i 24 mesi, per esempio 15/06/2021."),
        required=False,
    )
    months_elsewhere = forms.IntegerField(
        label=gettext_lazy("Mesi già svolti altrove"),
        help_text=gettext_lazy("In tirocini di questo tipo, come dice la persona."),
        required=False,
        min_value=0,
        max_value=240,
    )
    worked_for_host = forms.BooleanField(
        label=gettext_lazy("Ha lavorato per l’ospitante negli ultimi due anni"), required=False
    )
    eqf_level = forms.TypedChoiceField(
        label=gettext_lazy("Livello EQF"),
        coerce=int,
        empty_value=None,
        choices=[("", "–"), *((level, str(level)) for level in EQF_LEVELS)],
        required=False,
        widget=forms.Select({"class": "pc-input--xs"}),
    )
    tasks = TextField(
        label=gettext_lazy("Mansioni e attività"),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    aims = TextField(
        label=gettext_lazy("Obiettivi"),
        help_text=gettext_lazy("Li leggono operatori e coordinatori; non chi rendiconta."),
        longest=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    seen = SeenField()

    def __init__(
        self,
        data: Any = None,
        *,
        placement: Placement,
        tutors: Sequence[HostTutor],
        promoters: Sequence[User],
        kept: dict[str, Any] | None = None,
    ) -> None:
        """`kept`: what its author typed and did not save, to go on from."""
        super().__init__(data, initial=answers_of(placement) | (kept or {}))
        self.placement, self.tutors, self.promoters = placement, tutors, promoters
        _offer(self.fields["host_tutor"], tutors)
        _offer(self.fields["promoter_tutor"], promoters)
        for name, kinds in ONLY_FOR.items():
            if placement.kind_now not in kinds:
                del self.fields[name]

    @property
    def sections(self) -> Iterator[tuple[str | Promise, list[forms.BoundField], bool]]:
        """The groups of fields, as the template draws them; whether two stand in a row."""
        for title, names in SECTIONS:
            shown = [self[name] for name in names if name in self.fields]
            if shown:
                yield title, shown, names[0] in PAIRED

    def clean_shape(self) -> str:
        """An ordinary one where nothing is chosen."""
        return self.cleaned_data["shape"] or PlacementShape.ORDINARY

    def clean_months_elsewhere(self) -> int:
        """None at all where nothing is written."""
        return self.cleaned_data["months_elsewhere"] or 0

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning; hours and days go together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("L’ultimo giorno viene prima dell’inizio"))
        minutes, days = cleaned.get("hours"), cleaned.get("days")
        if minutes and days and minutes > 24 * 60 * len(days):
            self.add_error("hours", _("In questi giorni non ci stanno tante ore"))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a placement; those that were not understood lack."""
        cleaned = self.cleaned_data
        told = {name: cleaned[name] for name in PLAIN if name in cleaned}
        for name in ("host_tutor", "promoter_tutor"):
            if name in cleaned:
                told[f"{name}_id"] = cleaned[name]
        if "hours" in cleaned and "days" in cleaned:
            told["schedule"] = self._schedule(cleaned["hours"], cleaned["days"])
        return told

    def _schedule(self, minutes: int | None, days: list[str]) -> list[int] | None:
        """Minutes by day; an uneven week that nobody touched stays as it is."""
        now = self.placement.schedule
        if now and sum(now) == minutes and _days_of(now) == sorted(days):
            return now
        return evenly(minutes, [int(day) for day in days])


def _offer(field: Any, people: Sequence[Any]) -> None:
    field.choices = [("", _("Scegli…")), *((one.pk, str(one)) for one in people)]


def evenly(minutes: int | None, days: Sequence[int]) -> list[int] | None:
    """The minutes of a week in equal parts; what does not divide goes to the first days."""
    if not minutes or not days:
        return None
    each, left = divmod(minutes, len(days))
    chosen = sorted(days)
    return [each + (1 if day in chosen[:left] else 0) if day in chosen else 0 for day in range(7)]


def _days_of(schedule: Sequence[int]) -> list[str]:
    return [str(day) for day, minutes in enumerate(schedule) if minutes]


def answers_of(placement: Placement) -> dict[str, Any]:
    """The form's initial values: the row as it is saved."""
    names = [*PLAIN, "host_tutor_id", "promoter_tutor_id", "schedule"]
    return {name: getattr(placement, name) for name in PLAIN} | {
        "host_tutor": placement.host_tutor_id,
        "promoter_tutor": placement.promoter_tutor_id,
        "hours": placement.weekly_minutes or None,
        "days": _days_of(placement.schedule) if placement.schedule else WORKING_DAYS,
        "seen": sign_seen(placement, names),
    }


def as_typed(form: ProposalForm) -> QueryDict:
    """The form's initial values as a browser would send them."""
    typed = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            typed.update({bound.name: "on"} if value else {})
        elif isinstance(value, list):
            typed.setlist(bound.name, value)
        else:
            typed[bound.name] = bound.field.widget.format_value(value) or ""
    return typed
