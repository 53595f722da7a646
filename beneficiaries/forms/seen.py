"""What a form showed, carried by the form itself, signed: the base of the three-way merge."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Model

SALT = "percorsi.seen"


def sign_seen(row: Model, names: list[str]) -> str:
    """The values the form shows now, by column name."""
    return sign_values(row, {name: _plain(row, name) for name in names})


def sign_values(row: Model, values: dict[str, Any]) -> str:
    """Plain values that a form shows of a row, or of a row with its parts."""
    return signing.dumps([row._meta.label, row.pk, values], salt=SALT, compress=True)


def open_values(row: Model, text: str) -> dict[str, Any]:
    """What `sign_values` signed; nothing where the text is not ours or of another row."""
    try:
        label, pk, values = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return {}
    return dict(values) if [label, pk] == [row._meta.label, row.pk] else {}


def read_seen(row: Model, text: str) -> dict[str, Any]:
    """The values the form showed; nothing where the text is not ours or of another row.

    With nothing seen, every field that differs is a clash: shown to the writer, never lost.
    """
    values = open_values(row, text)
    return {name: _column(row, name).to_python(value) for name, value in values.items()}


def sign_again(row: Model, seen: dict[str, Any], theirs: dict[str, Any]) -> str:
    """After a clash: the other's values have now been seen, the rest stays as it was."""
    values = {name: _text(row, name, value) for name, value in {**seen, **theirs}.items()}
    return sign_values(row, values)


class SeenField(forms.CharField):
    """The hidden field that carries it."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Nobody types it: signed a second later, it says the same in other letters."""
        return False


def _column(row: Model, name: str) -> Any:
    return row._meta.get_field(name)


def _plain(row: Model, name: str) -> Any:
    return _text(row, name, getattr(row, name))


def _text(row: Model, name: str, value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
