"""Sieves of the money: hours in a grid, a member of staff, the budget."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from beneficiaries.forms.fields import LineField
from beneficiaries.forms.seen import SeenField, sign_seen
from core.money import ZERO, BadAmount, format_amount, format_euro, parse_euro
from core.ui.fields import DateField
from core.ui.words import LONG_MONTHS
from projects.models import StaffMember
from projects.models.money import MOST_HOURS

# Numbers stand to the right, under the heads of their columns.
IN_A_CELL = " ms-auto text-end"
SALT = "percorsi.seen.numbers"
HOURS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?")


def sign_numbers(of: str, numbers: Mapping[str, Decimal]) -> str:
    """The numbers a form shows now, by field name; `of` says which form of what."""
    told = {name: str(number) for name, number in numbers.items()}
    return signing.dumps([of, told], salt=SALT, compress=True)


def read_numbers(of: str, text: str) -> dict[str, Decimal]:
    """The numbers the form showed; nothing where the text is not ours or of another form."""
    try:
        whose, told = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return {}
    return {name: Decimal(number) for name, number in told.items()} if whose == of else {}


class HoursField(forms.CharField):
    """Hours of a month as people write them: 80, 12,5, 12.5; nothing is none."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            {"class": "pc-input--xs", "inputmode": "decimal", "autocomplete": "off"}
        )
        kwargs.setdefault("required", False)
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal:  # type: ignore[override]
        """The hours, or a sentence that names whose and when."""
        text = str(value or "").strip()
        if not text:
            return ZERO
        found = HOURS.fullmatch(text)
        if found is None:
            raise ValidationError(
                _("%(cell)s: scrivi le ore, per esempio 80 o 12,5") % {"cell": self.label}
            )
        hours = Decimal(f"{found[1]}.{found[2] or '0'}").quantize(ZERO)
        if hours > MOST_HOURS:
            raise ValidationError(
                _("%(cell)s: le ore di un mese non sono più di %(most)s")
                % {"cell": self.label, "most": MOST_HOURS}
            )
        return hours

    def run_validators(self, value: Any) -> None:
        """Nothing more: `to_python` has checked everything."""


def say_hours(hours: Decimal) -> str:
    """Hours as the field reads them again: 80, 12,5; nothing for none."""
    return format(hours.normalize(), "f").replace(".", ",") if hours else ""


class NumbersForm(forms.Form):
    """Numbers in a grid, with what the form showed of them. `of`: which form of what."""

    seen = SeenField()

    def __init__(self, data: Any, *, of: str, numbers: Mapping[str, Decimal]) -> None:
        super().__init__(data)
        self.of, self.numbers = of, numbers
        self.initial["seen"] = sign_numbers(of, numbers)

    def write(self, number: Decimal) -> str:
        """A number as it stands in a field; nothing for none."""
        raise NotImplementedError

    def renew(self) -> None:
        """Where a draft left a number as it was, show the one of today."""
        shown = read_numbers(self.of, self.data.get("seen", ""))
        data = self.data.copy()
        for name, number in self.numbers.items():
            if data.get(name, "") == self.write(shown.get(name, ZERO)):
                data[name], shown[name] = self.write(number), number
        data["seen"] = sign_numbers(self.of, shown)
        self.data = data

    def shown(self) -> dict[str, Decimal]:
        """What the form showed, by field name."""
        return read_numbers(self.of, self.cleaned_data["seen"])

    def meet(self, theirs: Mapping[str, Decimal]) -> None:
        """After a clash: the other's numbers have now been seen, what was typed stays."""
        self.data = self.data.copy()
        self.data["seen"] = sign_numbers(self.of, self.shown() | dict(theirs))


class HoursForm(NumbersForm):
    """The grid: one field per member and month where hours can be."""

    def __init__(
        self, data: Any, *, of: str, cells: Mapping[tuple[StaffMember, date], Decimal]
    ) -> None:
        shown = {cell_name(who.pk, month): hours for (who, month), hours in cells.items()}
        super().__init__(data, of=of, numbers=shown)
        self.cells = {cell_name(who.pk, month): (who.pk, month) for who, month in cells}
        for (who, month), hours in cells.items():
            name = cell_name(who.pk, month)
            label = f"{who.full_name}, {LONG_MONTHS[month.month - 1]} {month.year}"
            self.fields[name] = HoursField(label=label, initial=say_hours(hours))
            self.fields[name].widget.attrs["class"] += IN_A_CELL

    def write(self, number: Decimal) -> str:
        """80 or 12,5."""
        return say_hours(number)

    def typed(self) -> dict[tuple[int, date], Decimal]:
        """The hours by cell."""
        return {cell: self.cleaned_data[name] for name, cell in self.cells.items()}

    def seen_before(self) -> dict[tuple[int, date], Decimal]:
        """What the grid showed, by cell."""
        return {
            self.cells[name]: hours for name, hours in self.shown().items() if name in self.cells
        }

    def say(self, hours: Decimal) -> str:
        """Hours as the grid writes them."""
        return say_hours(hours) or "0"


def cell_name(member: int, month: date) -> str:
    """The name of a cell's field; the action names its clashes the same way."""
    return f"{member}-{month:%Y%m}"


class EuroField(forms.CharField):
    """An amount as Italians write it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            {"class": "pc-input--s", "inputmode": "decimal", "autocomplete": "off"}
        )
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The amount, or a sentence that names the field."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_euro(text)
        except BadAmount as error:
            raise ValidationError(f"{self.label}: {error}") from None

    def prepare_value(self, value: Any) -> Any:
        """An amount as it is typed."""
        return format_amount(value) if isinstance(value, Decimal) else value

    def run_validators(self, value: Any) -> None:
        """Nothing more: the amount is one."""


MEMBER = (
    "first_name", "last_name", "role", "contract", "item", "annual_cost", "weekly_hours",
    "full_time_hours", "declared_rate", "valid_from", "valid_to", "user",
)  # fmt: skip
COLUMNS = {name: name for name in MEMBER} | {"item": "item_id", "user": "user_id"}


class MemberForm(forms.Form):
    """Who works for the agency, under which contract, at what cost."""

    first_name = LineField(label=gettext_lazy("Nome"), longest=80)
    last_name = LineField(label=gettext_lazy("Cognome"), longest=80)
    role = LineField(
        label=gettext_lazy("Ruolo nel progetto"),
        help_text=gettext_lazy("Per esempio: educatrice, tutor, coordinatore."),
        longest=120,
    )
    contract = LineField(
        label=gettext_lazy("Contratto"),
        help_text=gettext_lazy("Per esempio: CCNL cooperative sociali, livello D2."),
        longest=200,
        required=False,
    )
    item = forms.ChoiceField(
        label=gettext_lazy("Voce di costo"),
        choices=[
            ("A1", gettext_lazy("A1 Personale interno dipendente")),
            ("A2", gettext_lazy("A2 Personale esterno")),
        ],
        widget=forms.RadioSelect,
    )
    annual_cost = EuroField(
        label=gettext_lazy("Costo annuo lordo"),
        help_text=gettext_lazy(
            "L’ultimo documentato, con oneri e TFR. Lascia vuoto per chi è pagato a ore."
        ),
        required=False,
    )
    weekly_hours = HoursField(label=gettext_lazy("Ore settimanali da contratto"), required=True)
    full_time_hours = HoursField(
        label=gettext_lazy("Ore settimanali del tempo pieno"),
        help_text=gettext_lazy("Del contratto collettivo: per lo più 36 o 38."),
        required=True,
    )
    declared_rate = EuroField(
        label=gettext_lazy("Costo orario dichiarato in un altro documento"),
        help_text=gettext_lazy("Se è diverso da quello calcolato, la Regione paga il più basso."),
        required=False,
    )
    valid_from = DateField(label=gettext_lazy("Dal"))
    valid_to = DateField(label=gettext_lazy("Al"), required=False)
    user = forms.TypedChoiceField(
        label=gettext_lazy("Utente che scrive nel diario"),
        help_text=gettext_lazy(
            "Se lavora anche con le persone: la griglia propone le ore delle sue note su chi"
            " partecipa al progetto. Chi rendiconta legge solo giorni e minuti."
        ),
        coerce=int,
        empty_value=None,
        required=False,
    )
    reason = LineField(
        label=gettext_lazy("Motivo del cambiamento"),
        help_text=gettext_lazy("Serve se il costo di ore già registrate cambia."),
        longest=300,
        required=False,
    )
    seen = SeenField()

    def __init__(
        self, data: Any = None, *, member: StaffMember, workers: Mapping[int, str]
    ) -> None:
        kept = {name: getattr(member, column) for name, column in COLUMNS.items()}
        for name in ("weekly_hours", "full_time_hours"):
            kept[name] = say_hours(Decimal(kept[name] or 0))
        super().__init__(data, initial=kept)
        self.member = member
        nobody = ("", _("Nessuno"))
        self.fields["user"].choices = [nobody, *workers.items()]  # type: ignore[attr-defined]
        if member.pk is None:
            del self.fields["reason"], self.fields["seen"]
        else:
            self.initial["seen"] = sign_seen(member, list(COLUMNS.values()))

    def clean(self) -> dict[str, Any]:
        """A cost there must be, part of full time, an end after the start."""
        said = super().clean() or {}
        if "annual_cost" in said and not (said["annual_cost"] or said.get("declared_rate")):
            self.add_error("annual_cost", _("Indica il costo annuo, o il costo orario dichiarato"))
        weekly, full = said.get("weekly_hours"), said.get("full_time_hours")
        if weekly is not None and full is not None:
            self._clean_hours(weekly, full)
        start, end = said.get("valid_from"), said.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("La fine viene prima dell’inizio"))
        return said

    def _clean_hours(self, weekly: Decimal, full: Decimal) -> None:
        if not 0 < full <= 60:
            self.add_error("full_time_hours", _("Il tempo pieno va da 1 a 60 ore settimanali"))
        elif not 0 < weekly <= full:
            self.add_error(
                "weekly_hours", _("Le ore del contratto vanno da 1 a quelle del tempo pieno")
            )

    def columns(self) -> dict[str, Any]:
        """The cleaned answers, by column of a member."""
        return {column: self.cleaned_data[name] for name, column in COLUMNS.items()}


class BudgetForm(NumbersForm):
    """Amounts by partner and item, and why they change."""

    reason = LineField(
        label=gettext_lazy("Motivo del cambiamento"),
        help_text=gettext_lazy("Per esempio il numero della comunicazione di variazione."),
        longest=300,
        required=False,
    )

    def __init__(
        self, data: Any, *, of: str, amounts: Mapping[str, Decimal], labels: Mapping[str, str]
    ) -> None:
        super().__init__(data, of=of, numbers=amounts)
        self.names = list(amounts)
        for name, amount in amounts.items():
            self.fields[name] = EuroField(
                label=labels[name], required=False, initial=amount or None
            )
            self.fields[name].widget.attrs["class"] += IN_A_CELL

    def write(self, number: Decimal) -> str:
        """1.234,50."""
        return format_amount(number) if number else ""

    def typed(self) -> dict[str, Decimal]:
        """The amounts by partner and item; an empty cell is zero."""
        return {name: self.cleaned_data[name] or ZERO for name in self.names}

    def seen_before(self) -> dict[str, Decimal]:
        """What the form showed, by partner and item."""
        return self.shown()

    def say(self, amount: Decimal) -> str:
        """An amount as the form writes it."""
        return format_euro(amount)

    def clean(self) -> dict[str, Any]:
        """No amount is below zero."""
        said = super().clean() or {}
        for name in self._below_zero(said):
            self.add_error(name, _("L’importo non può essere negativo"))
        return said

    def _below_zero(self, said: dict[str, Any]) -> Iterable[str]:
        return [name for name in self.names if (said.get(name) or ZERO) < 0]
