"""Two people on the same form: different fields merge, the same field is shown to both."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Clash:
    """One field that both changed: what the other saved, and what was typed here."""

    field: str
    theirs: Any
    yours: Any


class EditClash(Exception):
    """Someone else changed the same fields meanwhile; nothing was saved, nothing is lost."""

    def __init__(self, clashes: list[Clash]) -> None:
        self.clashes = clashes
        super().__init__(", ".join(clash.field for clash in clashes))


def merge(*, seen: dict[str, Any], saved: dict[str, Any], typed: dict[str, Any]) -> dict[str, Any]:
    """What to save, by field: a change made here; or EditClash where both changed one field.

    `seen` is what the form showed, `saved` what the row holds now, `typed` what came back.
    """
    changed = {name: value for name, value in typed.items() if value != seen.get(name)}
    clashes = [
        Clash(name, saved[name], value)
        for name, value in changed.items()
        if saved[name] != seen.get(name) and saved[name] != value
    ]
    if clashes:
        raise EditClash(clashes)
    return changed


def merge_into(fresh: Model, typed: dict[str, Any], *, seen: dict[str, Any]) -> list[str]:
    """Three-way merge into a fresh, locked row, not saved yet; the names of the changed columns."""
    saved = {name: getattr(fresh, name) for name in typed}
    changed = merge(seen=seen, saved=saved, typed=typed)
    for name, value in changed.items():
        setattr(fresh, name, value)
    return list(changed)


def save_merged(fresh: Model, typed: dict[str, Any], *, seen: dict[str, Any]) -> list[str]:
    """`merge_into`, and save the changed columns only."""
    changed = merge_into(fresh, typed, seen=seen)
    if changed:
        fresh.save(update_fields=changed)
    return changed
