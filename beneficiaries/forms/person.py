"""“La persona”: who they are, as the Region's form asks; the code first, the rest from it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.enums import Gender, IdentifierKind
from beneficiaries.forms.fields import (
    CountryField,
    IdentifierField,
    LineField,
    MunicipalityField,
    PlaceInput,
    only_one,
)
from beneficiaries.forms.seen import SeenField, sign_seen
from beneficiaries.models import Beneficiary
from beneficiaries.places import countries_named, municipalities_named
from beneficiaries.querysets import BeneficiaryQuerySet
from core.period import age_on
from core.reference.identifiers import Identifier, agrees_with
from core.text import clean_line
from core.ui.fields import Chips, DateField
from core.ui.words import say_day_short

OLDEST = 120
PHONE = set("0123456789+/-.() ")
SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Nome"), ("first_name", "last_name", "alias")),
    (gettext_lazy("Nascita e cittadinanza"),
     ("birth_date", "gender", "birth_place", "citizenship")),
    (gettext_lazy("Residenza"),
     ("residence", "residence_address", "domicile", "domicile_address")),
    (gettext_lazy("Contatti"), ("phone", "email")),
)  # fmt: skip


class PersonForm(forms.Form):
    """The data of a person. `people`: the agency's own, where a code may stand once."""

    identifier = IdentifierField(
        label=gettext_lazy("Codice fiscale"),
        help_text=gettext_lazy(
            "Da qui ricaviamo data di nascita, sesso e luogo. Vanno bene anche il codice"
            " provvisorio di 11 cifre e le tessere STP ed ENI. Se manca, lascia vuoto."
        ),
    )
    confirm_code = forms.BooleanField(
        label=gettext_lazy("Ho controllato: i dati sono giusti così"), required=False
    )
    first_name = LineField(label=gettext_lazy("Nome"), longest=100, required=False)
    last_name = LineField(
        label=gettext_lazy("Cognome"),
        longest=100,
        required=False,
        help_text=gettext_lazy("Lascia vuoto se la persona ha un nome solo."),
    )
    alias = LineField(
        label=gettext_lazy("Detto anche"),
        longest=100,
        required=False,
        help_text=gettext_lazy("Un altro nome con cui la conoscete."),
    )
    birth_date = DateField(label=gettext_lazy("Data di nascita"), required=False)
    gender = forms.ChoiceField(
        label=gettext_lazy("Genere"), choices=Gender.choices, required=False, widget=Chips
    )
    birth_place = forms.CharField(
        label=gettext_lazy("Luogo di nascita"),
        required=False,
        strip=False,
        widget=PlaceInput("birth"),
        help_text=gettext_lazy("Il comune, o lo Stato se è nata all’estero."),
    )
    citizenship = CountryField(label=gettext_lazy("Cittadinanza"))
    residence = MunicipalityField(label=gettext_lazy("Comune di residenza"))
    residence_address = LineField(label=gettext_lazy("Via e numero"), longest=200, required=False)
    domicile = MunicipalityField(
        label=gettext_lazy("Comune di domicilio"),
        help_text=gettext_lazy("Solo se vive altrove."),
    )
    domicile_address = LineField(
        label=gettext_lazy("Via e numero del domicilio"), longest=200, required=False
    )
    phone = LineField(
        label=gettext_lazy("Telefono"),
        longest=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "class": "pc-input--s"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy("Scrivi l’indirizzo per intero, per esempio nome@esempio.it"),
            "max_length": gettext_lazy("L’indirizzo è troppo lungo: al massimo 254 caratteri"),
        },
    )
    seen = SeenField()

    def __init__(self, *args: Any, people: BeneficiaryQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.birth: Any = None
        self.disagreements: list[str] = []

    @property
    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The groups of fields below the code, as the template draws them."""
        return ((title, [self[name] for name in names]) for title, names in SECTIONS)

    def clean_identifier(self) -> Identifier | None:
        """Refuse a code that another person of the agency has."""
        code: Identifier | None = self.cleaned_data["identifier"]
        if code is None:
            return None
        other = self.people.filter(identifier=code.code).first()
        if other is not None:
            raise ValidationError(
                _("Nel tuo ente c’è già una persona con questo codice: %(name)s")
                % {"name": other.full_name}
            )
        return code

    def clean_birth_date(self) -> date | None:
        """Refuse a day to come, and an age nobody has reached."""
        born: date | None = self.cleaned_data["birth_date"]
        today = timezone.localdate()
        if born is not None and born > today:
            raise ValidationError(_("La data di nascita è nel futuro: controlla l’anno"))
        if born is not None and age_on(born, today) > OLDEST:
            raise ValidationError(
                _("Con questa data la persona avrebbe più di %(age)s anni: controlla l’anno")
                % {"age": OLDEST}
            )
        return born

    def clean_birth_place(self) -> str:
        """Find the municipality or the country one was born in, as it was that day."""
        text = clean_line(self.cleaned_data["birth_place"])
        if not text:
            return ""
        found = municipalities_named(text, day=self.cleaned_data.get("birth_date"))
        states = countries_named(text) if not found else []
        self.birth = states[0] if states else only_one(text, found)
        return text

    def clean_phone(self) -> str:
        """Refuse what cannot be dialled."""
        phone: str = self.cleaned_data["phone"]
        if set(phone) - PHONE or (phone and not any(char.isdigit() for char in phone)):
            raise ValidationError(_("Scrivi il numero con le sole cifre, per esempio 031 123456"))
        return phone

    def clean(self) -> dict[str, Any]:
        """At least one name; and a code that says otherwise must be confirmed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        names_are_fine = "first_name" in cleaned and "last_name" in cleaned
        if names_are_fine and not cleaned["first_name"] and not cleaned["last_name"]:
            self.add_error("first_name", _("Scrivi almeno il nome o il cognome"))
        self._compare_with_code(cleaned)
        return cleaned

    def _compare_with_code(self, cleaned: dict[str, Any]) -> None:
        code = cleaned.get("identifier")
        if code is None:
            return
        first, last = cleaned.get("first_name", ""), cleaned.get("last_name", "")
        born, gender = cleaned.get("birth_date"), cleaned.get("gender")
        self.disagreements = agrees_with(code, first, last, born, gender)
        if self.disagreements and not cleaned.get("confirm_code"):
            said = " ".join(self.disagreements)
            self.add_error(
                "confirm_code",
                _("%(said)s Correggi, oppure conferma che hai controllato.") % {"said": said},
            )

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a Beneficiary."""
        cleaned = self.cleaned_data
        code: Identifier | None = cleaned["identifier"]
        plain = ("first_name", "last_name", "alias", "birth_date", "residence_address",
                 "domicile_address", "phone", "email")  # fmt: skip
        is_state = self.birth is not None and not hasattr(self.birth, "province")
        return {name: cleaned[name] for name in plain} | {
            "identifier": code.code if code else "",
            "identifier_kind": (
                IdentifierKind(code.kind.value) if code else IdentifierKind.NONE
            ).value,
            "gender": cleaned["gender"] or Gender.NOT_AVAILABLE.value,
            "birth_country_id": self.birth.pk if is_state else None,
            "birth_municipality_id": self.birth.pk if self.birth and not is_state else None,
            "citizenship_id": _key(cleaned["citizenship"]),
            "residence_id": _key(cleaned["residence"]),
            "domicile_id": _key(cleaned["domicile"]),
        }


COLUMNS = [
    "first_name", "last_name", "alias", "birth_date", "residence_address", "domicile_address",
    "phone", "email", "identifier", "identifier_kind", "gender", "birth_country_id",
    "birth_municipality_id", "citizenship_id", "residence_id", "domicile_id",
]  # fmt: skip


def _key(row: Any) -> int | None:
    return row.pk if row is not None else None


def answers_of(person: Beneficiary) -> dict[str, Any]:
    """The form's initial values for a person who is there already."""
    same = ("first_name", "last_name", "alias", "birth_date", "identifier", "gender",
            "residence_address", "domicile_address", "phone", "email")  # fmt: skip
    places = ("citizenship", "residence", "domicile")
    return (
        {name: getattr(person, name) for name in same}
        | {name: str(getattr(person, name) or "") for name in places}
        | {"birth_place": str(person.birth_municipality or person.birth_country or "")}
        | {"seen": sign_seen(person, COLUMNS)}
    )


def derived_words(code: Identifier, place: str) -> str:
    """What the code says, in one line."""
    born = say_day_short(code.birth_date) if code.birth_date else ""
    if code.sex == "F":
        return _("Dal codice: nata il %(day)s a %(place)s, donna.") % {"day": born, "place": place}
    return _("Dal codice: nato il %(day)s a %(place)s, uomo.") % {"day": born, "place": place}
