"""Notes from the street, and one note for several people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.enums import NoteKind, NoteVisibility
from beneficiaries.forms.fields import LineField, TextField
from beneficiaries.forms.lasting import LastingForm
from beneficiaries.forms.naming import stands_in
from beneficiaries.forms.notes import LONGEST, LONGEST_SEARCH, WriteForm
from beneficiaries.forms.serving import ServesField
from beneficiaries.models import Beneficiary
from beneficiaries.serving import Servable
from core.text import tokens
from core.ui.fields import Chips

# A group has some ten people; far beyond it somebody ticked a whole list.
MOST_PEOPLE = 40


class PersonNumber(forms.IntegerField):
    """The number of a person; what is none is nobody."""

    def to_python(self, value: Any) -> int | None:
        """The number, or nothing."""
        text = str(value or "")
        return int(text[:18]) if text.isascii() and text.isdigit() else None


class QuickForm(LastingForm):
    """Who and what, at once; what kind of contact, and how long, when there is time."""

    person = PersonNumber(
        error_messages={"required": gettext_lazy("Scegli la persona, o cercala per nome")}
    )
    q = LineField(label=gettext_lazy("Cerca una persona"), longest=LONGEST_SEARCH, required=False)
    text = TextField(
        label=gettext_lazy("Testo della nota"),
        longest=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Scrivi il testo della nota")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Tipo"), choices=NoteKind.of_contacts(), widget=Chips, required=False
    )
    field_order = ["person", "q", "text", "kind", "minutes", "other_minutes"]

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a CaseNote; it happened today."""
        told = self.cleaned_data
        return {
            "kind": told["kind"] or NoteKind.TO_SAY,
            "happened_on": timezone.localdate(),
            "minutes": told["minutes"],
            "text": told["text"],
        }


class PeopleField(forms.Field):
    """Several people, by number."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        """The numbers, each once."""
        texts = [str(one) for one in value or []]
        return list(
            dict.fromkeys(int(one[:18]) for one in texts if one.isascii() and one.isdigit())
        )


class PairForm(forms.Form):
    """Two people whose records somebody wants to compare."""

    q = LineField(label=gettext_lazy("Cerca una persona"), longest=LONGEST_SEARCH, required=False)
    people = PeopleField(
        label=gettext_lazy("Schede"),
        error_messages={"required": gettext_lazy("Scegli le due schede da confrontare")},
    )

    def clean_people(self) -> list[int]:
        """Two, neither more nor fewer."""
        chosen: list[int] = self.cleaned_data["people"]
        if len(chosen) != 2:
            raise ValidationError(_("Scegli due schede, non una di più né una di meno"))
        return chosen


def serves_of(person: int) -> str:
    """The name of the question which action of this person's plan the note serves."""
    return f"serves-{person}"


class GroupForm(WriteForm):
    """The same note for several people."""

    q = LineField(label=gettext_lazy("Cerca una persona"), longest=LONGEST_SEARCH, required=False)
    people = PeopleField(
        label=gettext_lazy("Persone"),
        error_messages={"required": gettext_lazy("Scegli le persone del gruppo")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Which agencies read a shared note differs from person to person: here none is shared."""
        super().__init__(*args, **kwargs)
        self.fields["visibility"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in NoteVisibility if one != NoteVisibility.SHARED
        ]

    def ask_actions(self, plans: Mapping[int, Sequence[Servable]]) -> None:
        """Ask which action of their own plan it serves, of each of these people."""
        for pk, actions in plans.items():
            if serves_of(pk) not in self.fields:
                self.fields[serves_of(pk)] = field = ServesField()
                field.offer(actions)

    def served(self) -> dict[int, int | None]:
        """The action of each person's own plan, by number of the person."""
        told = self.cleaned_data
        return {pk: told.get(serves_of(pk)) for pk in told["people"]}

    def clean_people(self) -> list[int]:
        """Two at least: a note about one person is written in their diary."""
        chosen: list[int] = self.cleaned_data["people"]
        if len(chosen) < 2:
            raise ValidationError(
                _("Scegli almeno due persone: per una sola scrivi nel suo diario")
            )
        if len(chosen) > MOST_PEOPLE:
            raise ValidationError(_("Scegli al massimo quaranta persone"))
        return chosen

    def refuse_names(self, people: Sequence[Beneficiary]) -> bool:
        """Whether the text names one of them: it goes into the files of the others, too."""
        said = set(tokens(f"{self.cleaned_data['text']} {self.cleaned_data['present']}"))
        named = [one for one in people if _is_named(one, said)]
        if named:
            self.add_error(
                "text",
                _(
                    "Il testo nomina %(names)s: la nota entra anche nel diario degli altri. "
                    "Togli i nomi, o scrivi una nota a parte"
                )
                % {"names": ", ".join(one.full_name for one in named)},
            )
        return bool(named)


def _is_named(person: Beneficiary, words: set[str]) -> bool:
    """By family name or alias: first names are words of others, too."""
    return any(stands_in(words, set(tokens(name))) for name in (person.last_name, person.alias))


class ScopeForm(forms.Form):
    """How far a correction of a group's note goes."""

    HERE, ALL = "here", "all"
    scope = forms.ChoiceField(
        label=gettext_lazy("Dove correggere"),
        choices=[
            (HERE, gettext_lazy("Solo qui")),
            (ALL, gettext_lazy("Per tutti")),
        ],
        widget=Chips,
        error_messages={"required": gettext_lazy("Scegli se correggere solo qui o per tutti")},
    )
