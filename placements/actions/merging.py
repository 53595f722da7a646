"""Save what was typed beside what somebody else saved meanwhile."""

from typing import Any

from django.db.models import Model

from core.merge import merge


def save_merged(fresh: Model, typed: dict[str, Any], *, seen: dict[str, Any]) -> list[str]:
    """Three-way merge into a fresh, locked row; saves and names the changed columns only."""
    saved = {name: getattr(fresh, name) for name in typed}
    changed = merge(seen=seen, saved=saved, typed=typed)
    for name, value in changed.items():
        setattr(fresh, name, value)
    if changed:
        fresh.save(update_fields=list(changed))
    return list(changed)
