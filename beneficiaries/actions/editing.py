"""Saving what two may have changed at once."""

from typing import Any

from core.merge import merge


def save_changes(fresh: Any, typed: dict[str, Any], *, seen: dict[str, Any]) -> None:
    """Three-way merge into a fresh, locked row; saves the changed fields only."""
    saved = {name: getattr(fresh, name) for name in typed}
    changed = merge(seen=seen, saved=saved, typed=typed)
    for name, value in changed.items():
        setattr(fresh, name, value)
    if changed:
        fresh.save(update_fields=list(changed))
