"""Sieves of a host organisation and its tutors."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField, MunicipalityField
from beneficiaries.forms.seen import SeenField, sign_seen
from core.reference.identifiers import BadIdentifier, Kind, read_identifier
from core.text import clean_line
from core.ui.fields import DateField
from placements.models import HostOrganisation, HostTutor
from placements.querysets import HostQuerySet

DIGITS_OF_A_BODY = 11
_SEPARATORS = re.compile(r"[\s.\-_/]+")
_VAT_PREFIX = re.compile(r"^IT(?=\d)")
PHONE = set("0123456789+/-.() ")


class BodyCodeField(forms.CharField):
    """The code of a body: 11 digits with their check digit, or a sole trader's 16 characters."""

    default_error_messages = {"required": gettext_lazy("Scrivi il codice fiscale o la partita IVA")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"class": "pc-input--s", "spellcheck": "false"})
        super().__init__(strip=False, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        """The code without spaces; or the sentence that says what is wrong with it."""
        plain = _SEPARATORS.sub("", clean_line(super().to_python(value) or "")).upper()
        code = _VAT_PREFIX.sub("", plain)
        if not code:
            return ""
        if code.isdecimal() and len(code) != DIGITS_OF_A_BODY:
            raise ValidationError(
                _("Una partita IVA o il codice fiscale di un ente ha 11 cifre: qui sono %(count)s")
                % {"count": len(code)}
            )
        return _read(code)


def _read(code: str) -> str:
    try:
        read = read_identifier(code)
    except BadIdentifier as error:
        # The same check digit as a person's provisional code, with the words of a body.
        if code.isdecimal():
            raise ValidationError(_("L’ultima cifra non torna: ricontrolla le cifre")) from None
        raise ValidationError(str(error)) from None
    if read.kind not in (Kind.TAX_CODE, Kind.PROVISIONAL):
        raise ValidationError(_("Serve una partita IVA, o un codice fiscale di 16 caratteri"))
    return read.code


class ContactForm(forms.Form):
    """How to reach somebody; the last fields of both forms."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy("Scrivi l’indirizzo per intero, per esempio nome@esempio.it"),
            "max_length": gettext_lazy("L’indirizzo è troppo lungo: al massimo 254 caratteri"),
        },
    )
    phone = LineField(
        label=gettext_lazy("Telefono"),
        longest=30,
        required=False,
        widget=forms.TextInput({"type": "tel", "class": "pc-input--s"}),
    )
    seen = SeenField()

    def clean_phone(self) -> str:
        """Refuse what cannot be dialled."""
        phone: str = self.cleaned_data["phone"]
        if set(phone) - PHONE or (phone and not any(char.isdigit() for char in phone)):
            raise ValidationError(_("Scrivi il numero con le sole cifre, per esempio 031 123456"))
        return phone


SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Chi è"), ("tax_code", "name", "sector", "is_public")),
    (gettext_lazy("Quante persone può accogliere"), ("employees", "places_offered")),
    (gettext_lazy("Dove si trova e chi firma"),
     ("municipality", "address", "signatory", "email", "phone")),
    (gettext_lazy("Assicurazioni"),
     ("liability_policy", "liability_until", "inail_position")),
)  # fmt: skip


class HostForm(ContactForm):
    """What is known of a body that takes people in. `hosts`: the agency's others."""

    tax_code = BodyCodeField(
        label=gettext_lazy("Codice fiscale o partita IVA"),
        help_text=gettext_lazy("11 cifre, o le 16 lettere e cifre di una ditta individuale."),
    )
    name = LineField(
        label=gettext_lazy("Denominazione"),
        longest=200,
        error_messages={"required": gettext_lazy("Scrivi la denominazione dell’ospitante")},
    )
    sector = LineField(label=gettext_lazy("Settore (ATECO)"), longest=100, required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("È una pubblica amministrazione"), required=False
    )
    employees = forms.IntegerField(
        label=gettext_lazy("Dipendenti a tempo indeterminato"),
        help_text=gettext_lazy("Da qui il limite di tirocini extracurriculari."),
        required=False,
        min_value=0,
        max_value=1_000_000,
    )
    places_offered = forms.IntegerField(
        label=gettext_lazy("Posti offerti"),
        help_text=gettext_lazy("Quante persone insieme accetta; vuoto se non ha posto un limite."),
        required=False,
        min_value=0,
        max_value=1000,
    )
    municipality = MunicipalityField(label=gettext_lazy("Comune"))
    address = LineField(label=gettext_lazy("Via e numero"), longest=200, required=False)
    signatory = LineField(
        label=gettext_lazy("Legale rappresentante"),
        longest=120,
        required=False,
        help_text=gettext_lazy("Chi firma la convenzione."),
    )
    liability_policy = LineField(
        label=gettext_lazy("Polizza di responsabilità civile, numero"), longest=60, required=False
    )
    liability_until = DateField(label=gettext_lazy("Polizza valida fino al"), required=False)
    inail_position = LineField(label=gettext_lazy("Posizione INAIL"), longest=40, required=False)

    def __init__(self, *args: Any, hosts: HostQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = hosts
        self.twin: HostOrganisation | None = None

    @property
    def sections(self) -> Iterator[tuple[str | Promise, list[forms.BoundField]]]:
        """The groups of fields, as the template draws them."""
        return ((title, [self[name] for name in names]) for title, names in SECTIONS)

    def clean_tax_code(self) -> str:
        """Refuse a code that another host of the agency has; the page leads to that one."""
        code: str = self.cleaned_data["tax_code"]
        self.twin = self.hosts.filter(tax_code=code).first()
        if self.twin is not None:
            raise ValidationError(
                _("Nel tuo ente c’è già un ospitante con questo codice: %(name)s")
                % {"name": self.twin.name}
            )
        return code

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a host."""
        place = self.cleaned_data["municipality"]
        return {name: self.cleaned_data[name] for name in PLAIN} | {
            "municipality_id": place.pk if place is not None else None
        }


PLAIN = [
    "tax_code", "name", "sector", "is_public", "employees", "places_offered", "address",
    "signatory", "email", "phone", "liability_policy", "liability_until", "inail_position",
]  # fmt: skip


def answers_of(host: HostOrganisation) -> dict[str, Any]:
    """The form's initial values for a host that is there already."""
    return {name: getattr(host, name) for name in PLAIN} | {
        "municipality": str(host.municipality or ""),
        "seen": sign_seen(host, [*PLAIN, "municipality_id"]),
    }


class TutorForm(ContactForm):
    """Who follows the trainees at a host."""

    first_name = LineField(
        label=gettext_lazy("Nome"),
        longest=100,
        error_messages={"required": gettext_lazy("Scrivi il nome")},
    )
    last_name = LineField(
        label=gettext_lazy("Cognome"),
        longest=100,
        error_messages={"required": gettext_lazy("Scrivi il cognome")},
    )
    task = LineField(label=gettext_lazy("Mansione"), longest=120, required=False)
    is_active = forms.BooleanField(
        label=gettext_lazy("Segue ancora i tirocinanti"),
        help_text=gettext_lazy("Togli il segno quando non si può più scegliere."),
        required=False,
        initial=True,
    )
    field_order = ("first_name", "last_name", "task", "email", "phone", "is_active", "seen")

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a tutor."""
        return {name: self.cleaned_data[name] for name in TUTOR}


TUTOR = ["first_name", "last_name", "task", "email", "phone", "is_active"]


def tutor_answers_of(tutor: HostTutor) -> dict[str, Any]:
    """The form's initial values for a tutor who is there already."""
    return {name: getattr(tutor, name) for name in TUTOR} | {"seen": sign_seen(tutor, TUTOR)}
