"""Forms of the agenda: an appointment, a deadline, a later day for it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from beneficiaries.actions import Meeting, Reminder
from beneficiaries.enums import PlaceKind
from beneficiaries.forms.fields import LineField
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.forms.serving import ServesField, ask_action
from beneficiaries.models import Appointment, Deadline
from beneficiaries.serving import Servable, servable
from core.ui.fields import Chips, DateField, DurationField, TimeField
from core.ui.words import MONTHS, WEEKDAYS

COLUMNS = ["due_on", "text", "worker_id"]
# Days ahead that have a chip: appointments are near, deadlines further off.
NEAR, FAR = (0, 1, 2, 3, 4, 7), (0, 1, 7, 14, 30)
SATURDAY = 5
USUAL_MINUTES = 45


def say_chip(day: date, today: date) -> str:
    """“oggi”, “domani”, “gio 3 dic”."""
    near = {0: _("oggi"), 1: _("domani")}.get((day - today).days)
    return near or f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_choices(ahead: Iterable[int], today: date) -> list[tuple[str, str]]:
    """The days with a chip; beyond tomorrow a day of rest has none."""
    days = [today + timedelta(days=number) for number in ahead]
    shown = [day for day in days if (day - today).days < 2 or day.weekday() < SATURDAY]
    return [(day.isoformat(), say_chip(day, today)) for day in shown]


class WorkerField(forms.TypedChoiceField):
    """One of the agency's workers of today; its value is the user."""

    def __init__(self, **kwargs: Any) -> None:
        self.workers: dict[int, User] = {}
        super().__init__(
            coerce=int,
            error_messages={
                "required": gettext_lazy("Scegli l’operatore"),
                "invalid_choice": gettext_lazy("Scegli l’operatore fra quelli proposti"),
            },
            **kwargs,
        )

    def clean(self, value: Any) -> User:
        """The worker of this number."""
        return self.workers[super().clean(value)]

    def offer(self, workers: Iterable[User], me: User) -> None:
        """The workers to choose from; I come first."""
        self.workers = {me.pk: me} | {one.pk: one for one in workers}
        self.choices = [
            (pk, _("%(worker)s (io)") % {"worker": one} if pk == me.pk else str(one))
            for pk, one in self.workers.items()
        ]


class DayForm(forms.Form):
    """A day: one of a few in sight, or another one as people write it."""

    ahead: tuple[int, ...] = NEAR
    day = forms.TypedChoiceField(
        label=gettext_lazy("Giorno"),
        widget=Chips,
        coerce=date.fromisoformat,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Scegli di nuovo il giorno")},
    )
    other_day = DateField(
        label=gettext_lazy("Oppure un altro giorno"),
        help_text=gettext_lazy("Giorno, mese e anno; vale al posto di quelli proposti."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chips: Any = self.fields["day"]
        chips.choices = day_choices(self.ahead, timezone.localdate())

    def clean(self) -> dict[str, Any]:
        """One day, from today on."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors.keys() & {"day", "other_day"}:
            return cleaned
        on = cleaned["other_day"] or cleaned["day"]
        if cleaned["day"] and "other_day" not in self.changed_data:
            # A chip was chosen over the day that stood written there.
            on = cleaned["day"]
        if on is None:
            self.add_error("day", _("Scegli il giorno"))
        elif on < timezone.localdate() and "other_day" in self.changed_data:
            self.add_error("other_day", _("Questo giorno è passato: controlla giorno e anno"))
        cleaned["on"] = on
        return cleaned

    @staticmethod
    def answers_about(day: date, ahead: Iterable[int]) -> dict[str, Any]:
        """The initial values of a day: its chip where it has one."""
        known = dict(day_choices(ahead, timezone.localdate()))
        name = "day" if day.isoformat() in known else "other_day"
        return {name: day.isoformat() if name == "day" else day}


class AppointmentForm(DayForm):
    """When, for how long, where, with whom, for what."""

    hour = TimeField(
        label=gettext_lazy("Ora"), help_text=gettext_lazy("Per esempio 9:30, oppure 930.")
    )
    minutes = DurationField(steps=(15, 30, 45, 60, 90, 120))
    place_kind = forms.ChoiceField(
        label=gettext_lazy("Dove"), choices=PlaceKind.choices, widget=Chips
    )
    place = LineField(
        longest=80,
        required=False,
        label=gettext_lazy("Indirizzo, stanza o numero"),
    )
    purpose = LineField(
        longest=120,
        label=gettext_lazy("Per che cosa"),
        error_messages={"required": gettext_lazy("Scrivi per che cosa è l’appuntamento")},
    )
    worker = WorkerField(label=gettext_lazy("Con chi"))
    serves = ServesField()

    def __init__(
        self,
        *args: Any,
        workers: Iterable[User],
        me: User,
        actions: Sequence[Servable] = (),
        serves: Servable | None = None,
        **kwargs: Any,
    ) -> None:
        """`serves`: the action it is for already, beside those that are offered."""
        usual = {
            "minutes": USUAL_MINUTES,
            "place_kind": PlaceKind.OFFICE.value,
            "purpose": _("Colloquio"),
            "worker": me.pk,
        }
        super().__init__(*args, initial=usual | kwargs.pop("initial", {}), **kwargs)
        chosen: Any = self.fields["worker"]
        chosen.offer(workers, me)
        ask_action(self, actions, serves)
        kept, lasts = self.initial["minutes"], self.fields["minutes"]
        if kept not in dict(lasts.choices):  # type: ignore[attr-defined]
            lasts.choices = [*lasts.choices, (kept, f"{kept} min")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A place that is nowhere else is named."""
        cleaned = super().clean()
        if cleaned.get("place_kind") == PlaceKind.ELSEWHERE and not cleaned.get("place", "-"):
            self.add_error("place", _("Scrivi dove vi vedete"))
        return cleaned

    def meeting(self) -> Meeting:
        """What was agreed."""
        told = self.cleaned_data
        names = ("minutes", "place_kind", "place", "worker", "purpose")
        starts_at = timezone.make_aware(datetime.combine(told["on"], told["hour"]))
        serves: int | None = told.get("serves")
        return Meeting(starts_at, action_id=serves, **{name: told[name] for name in names})


def answers_of_appointment(appointment: Appointment) -> dict[str, Any]:
    """The initial values of the form that moves it: all but the day."""
    names = ("minutes", "place_kind", "place", "purpose")
    known = {name: getattr(appointment, name) for name in names}
    hour = timezone.localtime(appointment.starts_at).time()
    shown = servable(appointment.action)
    serves = {"serves": shown.line if shown else ""}
    return known | serves | {"hour": hour, "worker": appointment.worker_id}


class DeadlineForm(DayForm):
    """What is to be done by a day, and by whom."""

    ahead = FAR
    field_order = ("text", "day", "other_day", "worker", "seen")
    text = LineField(
        longest=160,
        label=gettext_lazy("Che cosa c’è da fare"),
        error_messages={"required": gettext_lazy("Scrivi che cosa c’è da fare")},
    )
    worker = WorkerField(label=gettext_lazy("Di chi è"))
    seen = SeenField()

    def __init__(self, *args: Any, workers: Iterable[User], me: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"worker": me.pk} | kwargs.pop("initial", {}), **kwargs)
        chosen: Any = self.fields["worker"]
        chosen.offer(workers, me)

    def reminder(self) -> Reminder:
        """What is to be done."""
        return Reminder(self.cleaned_data["on"], self.cleaned_data["text"])

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a Deadline."""
        told = self.cleaned_data
        return {"due_on": told["on"], "text": told["text"], "worker_id": told["worker"].pk}


def answers_of_deadline(deadline: Deadline) -> dict[str, Any]:
    """The form's initial values for a deadline that is there already."""
    known = {"text": deadline.text, "worker": deadline.worker_id}
    day = DayForm.answers_about(deadline.due_on, FAR)
    return known | day | {"seen": sign_seen(deadline, COLUMNS)}


class LaterForm(forms.Form):
    """By how many days it is put off, from today."""

    days = forms.TypedChoiceField(
        choices=[(1, gettext_lazy("A domani")), (7, gettext_lazy("Fra una settimana"))],
        coerce=int,
        error_messages={"required": gettext_lazy("Scegli il giorno")},
    )

    def day(self) -> date:
        """The later day."""
        days: int = self.cleaned_data["days"]
        return timezone.localdate() + timedelta(days=days)
