"""Forms of the diary and of the privacy notice."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.actions import Reminder
from beneficiaries.enums import NoteKind, NoteVisibility
from beneficiaries.forms.fields import LineField, TextField
from beneficiaries.forms.lasting import LastingForm
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.forms.serving import ServesField, ask_action
from beneficiaries.models import CaseNote
from beneficiaries.serving import Servable, servable
from core.ui.fields import Chips, DateField, ManyChips, TimeField

LONGEST = 20_000
COLUMNS = ["kind", "happened_on", "hour", "minutes", "present", "text"]
LONGEST_SEARCH, MOST_PRESENT = 120, 200
READERSHIP = ["visibility", "readers"]


class NoteForm(LastingForm):
    """One entry of the diary."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Tipo"),
        choices=NoteKind.of_contacts(),
        widget=Chips,
        error_messages={"required": gettext_lazy("Scegli il tipo di contatto")},
    )
    text = TextField(
        label=gettext_lazy("Testo della nota"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Scrivi il testo della nota")},
    )
    happened_on = DateField(label=gettext_lazy("Data"), help_text="")
    hour = TimeField(label=gettext_lazy("Ora"), required=False)
    present = LineField(label=gettext_lazy("Chi c’era"), longest=MOST_PRESENT, required=False)
    serves = ServesField()
    seen = SeenField()
    field_order = ["kind", "text", "minutes", "other_minutes"]

    def __init__(
        self,
        *args: Any,
        actions: Sequence[Servable] = (),
        serves: Servable | None = None,
        **kwargs: Any,
    ) -> None:
        """`serves`: the action it is for already, beside those that are offered."""
        super().__init__(*args, **kwargs)
        ask_action(self, actions, serves)
        if (kwargs.get("initial") or {}).get("kind") == NoteKind.HAND_OVER:
            # Written with the act: its text may be corrected, and what it is stays.
            only = [(NoteKind.HAND_OVER.value, NoteKind.HAND_OVER.label)]
            self.fields["kind"].choices = only  # type: ignore[attr-defined]

    @property
    def asks_action(self) -> bool:
        """Whether there is an action of a plan to choose."""
        return "serves" in self.fields

    def clean_happened_on(self) -> date:
        """A note tells of what has happened."""
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError(_("La data è nel futuro: una nota racconta ciò che è stato"))
        return day

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a CaseNote."""
        told = {name: self.cleaned_data[name] for name in COLUMNS}
        return told | {"action_id": self.cleaned_data.get("serves")}


class ReadersForm(forms.Form):
    """Who reads a note: the agency, or the author and those named."""

    visibility = forms.ChoiceField(
        label=gettext_lazy("Chi la legge"),
        choices=NoteVisibility.choices,
        widget=Chips,
        initial=NoteVisibility.AGENCY,
        error_messages={"required": gettext_lazy("Scegli chi legge la nota")},
    )
    readers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Oltre a te la leggono"), coerce=int, widget=ManyChips, required=False
    )
    # Which agencies the page said would read a shared note.
    told = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: Mapping[int, str], **kwargs: Any) -> None:
        """`colleagues`: who may be named, by number; nobody where they are chosen later."""
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = list(colleagues.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Names beside a note that others read: one would believe it reserved, and it is not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        visibility = cleaned.get("visibility")
        if cleaned.get("readers") and visibility not in (NoteVisibility.RESERVED, None):
            self.add_error(
                "visibility", _("Hai indicato chi la legge: scegli “Riservata”, o togli i nomi")
            )
        return cleaned

    def refuse_untold(self, code: str) -> bool:
        """Whether a shared note must be looked at once more: others read it than was said."""
        is_shared = self.cleaned_data["visibility"] == NoteVisibility.SHARED
        if not is_shared or self.cleaned_data["told"] == code:
            return False
        self.add_error("visibility", _("Guarda quali enti la leggono, poi salva di nuovo"))
        self.data = self.data.copy()
        self.data["told"] = code
        return True

    def readership(self) -> dict[str, Any]:
        """The cleaned answers, by column of a CaseNote."""
        return {name: self.cleaned_data[name] for name in READERSHIP}


class WriteForm(NoteForm, ReadersForm):
    """A new entry of the diary, and who reads it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].required = False

    def clean_visibility(self) -> str:
        """The agency, where nothing was said."""
        return self.cleaned_data["visibility"] or NoteVisibility.AGENCY

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a CaseNote."""
        return super().columns() | self.readership()


class DiaryFilterForm(forms.Form):
    """Which notes: words in them, from one day to another."""

    words = LineField(
        label=gettext_lazy("Parole nel testo"), longest=LONGEST_SEARCH, required=False
    )
    since = DateField(label=gettext_lazy("Dal"), help_text="", required=False)
    until = DateField(label=gettext_lazy("Al"), help_text="", required=False)

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Il periodo finisce prima di cominciare: controlla le date"))
        return cleaned


def answers_of(note: CaseNote) -> dict[str, Any]:
    """The form's initial values for a note that is there already."""
    shown = servable(note.action)
    known = {name: getattr(note, name) for name in COLUMNS}
    known["serves"] = shown.line if shown else ""
    return known | {"seen": sign_seen(note, [*COLUMNS, "action_id"])}


class NewNoteForm(WriteForm):
    """A note being written; it may tell of an appointment, and leave something to do."""

    appointment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    deadline_on = DateField(
        label=gettext_lazy("Entro il"), help_text=gettext_lazy("Anche “domani”."), required=False
    )
    deadline_text = LineField(
        longest=160, label=gettext_lazy("Che cosa c’è da fare"), required=False
    )

    def clean_deadline_on(self) -> date | None:
        """What is to be done is to be done today or later."""
        day: date | None = self.cleaned_data["deadline_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Questo giorno è passato: controlla giorno e anno"))
        return day

    def clean(self) -> dict[str, Any]:
        """A deadline has both its day and its words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if {"deadline_on", "deadline_text"} <= cleaned.keys():
            if cleaned["deadline_text"] and cleaned["deadline_on"] is None:
                self.add_error("deadline_on", _("Indica entro quale giorno"))
            elif cleaned["deadline_on"] is not None and not cleaned["deadline_text"]:
                self.add_error("deadline_text", _("Scrivi che cosa c’è da fare"))
        return cleaned

    def reminder(self) -> Reminder | None:
        """What is to be done next, where something was written."""
        told = self.cleaned_data
        return Reminder(told["deadline_on"], told["deadline_text"]) if told["deadline_on"] else None

    @property
    def next_fields(self) -> list[forms.BoundField]:
        """The part about what to do next."""
        return [self["deadline_text"], self["deadline_on"]]

    @property
    def opens_deadline(self) -> bool:
        """Whether something stands in that part."""
        return any(field.value() or field.errors for field in self.next_fields)


class NoticeForm(forms.Form):
    """The privacy notice: when it was handed over, and whether it was signed."""

    notice_given_on = DateField(
        label=gettext_lazy("Informativa sulla privacy consegnata il"),
        help_text=gettext_lazy("Giorno, mese e anno, per esempio 15/06/2021, oppure “oggi”."),
        required=False,
    )
    notice_signed = forms.BooleanField(
        label=gettext_lazy("La persona l’ha firmata"), required=False
    )

    def __init__(self, *args: Any, is_needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_given_on"].required = is_needed

    def clean_notice_given_on(self) -> date | None:
        """Refuse a day to come."""
        day: date | None = self.cleaned_data["notice_given_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("La data è nel futuro: controlla l’anno"))
        return day

    def clean(self) -> dict[str, Any]:
        """What is signed was handed over."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        missing = "notice_given_on" in cleaned and cleaned["notice_given_on"] is None
        if missing and cleaned.get("notice_signed"):
            self.add_error("notice_given_on", _("Indica quando hai consegnato l’informativa"))
        elif missing:
            # Nothing was handed over that could be signed.
            cleaned.pop("notice_signed", None)
        return cleaned
