"""Verbs of a saved view: save, change, delete, open."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.saved.models import SavedView
from core.saved.policy import own_views

# What a menu of a list can show without being a list itself.
MOST = 20


class NotSaved(Exception):
    """Why a view cannot be saved, in words for people."""


@transaction.atomic
def save_view(
    name: str, *, of: str, question: str, is_default: bool, by: Any, on: date
) -> SavedView:
    """Keep the question of a list's address under a name."""
    own = own_views(by, of)
    _refuse_twin(own, name)
    if own.count() >= MOST:
        raise NotSaved(
            _("Per questo elenco hai già %(most)s viste: eliminane una.") % {"most": MOST}
        )
    if is_default:
        own.update(is_default=False)
    return SavedView.objects.create(
        user_id=by.pk,
        agency_id=by.acting.agency_id,
        list=of,
        name=name,
        question=question,
        is_default=is_default,
        opened_on=on,
    )


@transaction.atomic
def change_view(view: SavedView, *, name: str, is_default: bool, by: Any) -> SavedView:
    """Give the view another name, or let its list open with it from the menu (or no more)."""
    own = own_views(by, view.list)
    view = own.select_for_update().get(pk=view.pk)
    others = own.exclude(pk=view.pk)
    _refuse_twin(others, name)
    if is_default:
        others.update(is_default=False)
    view.name, view.is_default = name, is_default
    view.save(update_fields=["name", "is_default"])
    return view


def delete_view(view: SavedView, *, by: Any) -> None:
    """Delete the view; the list it was of stays as it is."""
    own_views(by).filter(pk=view.pk).delete()


def open_view(view: SavedView, *, on: date) -> SavedView:
    """Remember the day on which the view was last of use: until when it is kept counts from it."""
    if view.opened_on != on:
        view.opened_on = on
        view.save(update_fields=["opened_on"])
    return view


def _refuse_twin(others: Any, name: str) -> None:
    if others.filter(name=name).exists():
        raise NotSaved(_("Hai già una vista con questo nome: scegline un altro."))
