"""Forms of the household: who lives there, since when, until when; its address."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField, TextField
from beneficiaries.forms.notes import LONGEST_SEARCH
from beneficiaries.forms.quick import PersonNumber
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.household_enums import Relation, Work
from beneficiaries.models import Household, HouseholdMember
from core.ui.fields import Chips, DateField

EARLIEST = 1900
YES, NO, BY_AGE = "yes", "no", "age"
DEPENDENT = {YES: True, NO: False, BY_AGE: None}
OF_A_NAME = ("first_name", "birth_year", "work")
OF_A_LINE = ("relation", "is_dependent", "starts_on")
HOME = ["address", "note"]


def columns_of(member: HouseholdMember) -> list[str]:
    """What may be corrected of a line: of who has a file, the rest stands in the file."""
    return [*OF_A_LINE] if member.beneficiary_id else [*OF_A_NAME, *OF_A_LINE]


class PastDateField(DateField):
    """A day that has come."""

    def clean(self, value: Any) -> date | None:
        """Refuse a day to come."""
        day: date | None = super().clean(value)
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("La data è nel futuro: controlla l’anno"))
        return day


class MemberForm(forms.Form):
    """Somebody who lives there: the least that the Region's form needs to be answered."""

    first_name = LineField(
        label=gettext_lazy("Nome"),
        help_text=gettext_lazy("Solo il nome: di chi non ha una scheda si scrive il meno."),
        longest=60,
        required=False,
    )
    birth_year = forms.IntegerField(
        label=gettext_lazy("Anno di nascita"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "class": "pc-input--s"}),
        error_messages={"invalid": gettext_lazy("Scrivi l’anno, per esempio 2012")},
    )
    work = forms.ChoiceField(
        label=gettext_lazy("Lavoro"),
        help_text=gettext_lazy("Chi studia o è in pensione non lavora e non cerca."),
        choices=Work.choices,
        widget=Chips,
        initial=Work.UNKNOWN,
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Parentela"),
        choices=Relation.choices,
        widget=Chips,
        error_messages={
            "required": gettext_lazy("Scegli la parentela"),
            "invalid_choice": gettext_lazy("Scegli la parentela fra quelle proposte"),
        },
    )
    is_dependent = forms.ChoiceField(
        label=gettext_lazy("È un figlio a carico"),
        help_text=gettext_lazy("Conta solo dove età e lavoro non bastano a dirlo."),
        choices=[
            (BY_AGE, gettext_lazy("Si ricava dall’età")),
            (YES, gettext_lazy("Sì")),
            (NO, gettext_lazy("No")),
        ],
        widget=Chips,
        initial=BY_AGE,
        required=False,
    )
    starts_on = PastDateField(
        label=gettext_lazy("Vive qui dal"),
        help_text=gettext_lazy("Solo se è arrivata da poco; altrimenti lascia vuoto."),
        required=False,
    )
    seen = SeenField()

    def __init__(self, *args: Any, member: HouseholdMember | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member is not None and member.beneficiary_id:
            for name in OF_A_NAME:
                del self.fields[name]
        elif member is not None:
            self.fields["first_name"].required = True

    def clean_birth_year(self) -> int | None:
        """A year in which somebody alive may have been born."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and not EARLIEST <= year <= timezone.localdate().year:
            raise ValidationError(_("Controlla l’anno di nascita"))
        return year

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a HouseholdMember."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return told | {"is_dependent": DEPENDENT[told["is_dependent"] or BY_AGE]}


class NewMemberForm(MemberForm):
    """One of the agency's people, found by name; or somebody without a file."""

    person = PersonNumber(required=False)
    q = LineField(label=gettext_lazy("Cerca una persona"), longest=LONGEST_SEARCH, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relation"].choices = Relation.of_others()  # type: ignore[attr-defined]
        del self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "first_name" in self.errors:
            return cleaned
        if cleaned.get("person") and cleaned.get("first_name"):
            self.add_error("first_name", _("Hai scelto una persona dell’ente: togli il nome"))
        elif not cleaned.get("person") and not cleaned.get("first_name"):
            self.add_error(
                "first_name", _("Scrivi il nome, oppure scegli una persona che ha una scheda")
            )
        return cleaned

    def columns(self) -> dict[str, Any]:
        """By column; of who has a file, only what the file does not say."""
        told = super().columns()
        number = told.pop("person")
        told.pop("q")
        return {name: told[name] for name in OF_A_LINE} if number else told


def answers_of_member(member: HouseholdMember) -> dict[str, Any]:
    """The form's initial values for somebody who is there already."""
    columns = columns_of(member)
    known = {name: getattr(member, name) for name in columns}
    dependent = {True: YES, False: NO, None: BY_AGE}[member.is_dependent]
    return known | {"is_dependent": dependent, "seen": sign_seen(member, columns)}


class LeavingForm(forms.Form):
    """Since when somebody lives there no more; or that they never did."""

    MOVED, MISTAKE = "moved", "mistake"
    why = forms.ChoiceField(
        label=gettext_lazy("Che cosa è successo"),
        choices=[
            (MOVED, gettext_lazy("Non vive più qui")),
            (MISTAKE, gettext_lazy("Era scritta per errore")),
        ],
        widget=Chips,
        initial=MOVED,
        error_messages={"required": gettext_lazy("Scegli che cosa è successo")},
    )
    on = PastDateField(
        label=gettext_lazy("Non vive più qui dal"),
        help_text=gettext_lazy("Il primo giorno in cui non viveva più qui; anche circa."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Who moved has a day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("why") == self.MOVED and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", _("Indica il giorno"))
        return cleaned

    @property
    def is_mistake(self) -> bool:
        """Whether they never lived there."""
        return bool(self.cleaned_data["why"] == self.MISTAKE)


class HomeForm(forms.Form):
    """Where it is, and a word on it."""

    address = LineField(
        label=gettext_lazy("Indirizzo"),
        help_text=gettext_lazy("Solo se non è quello della scheda."),
        longest=200,
        required=False,
    )
    note = TextField(
        label=gettext_lazy("Annotazione"),
        longest=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    seen = SeenField()


def answers_of_home(household: Household) -> dict[str, Any]:
    """The form's initial values."""
    return {name: getattr(household, name) for name in HOME} | {"seen": sign_seen(household, HOME)}
