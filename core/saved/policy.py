"""Who sees a saved view: its author, in the agency it was saved for."""

from typing import Any

from django.db.models import QuerySet

from core.saved.models import SavedView
from core.tenancy import AGENCY, USER, Rows, protect


def own_views(user: Any, name: str = "") -> QuerySet[SavedView]:
    """The user's views, in the agency they act for: of one list, or of all."""
    seat = user.acting
    if seat is None:
        return SavedView.objects.none()
    own = SavedView.objects.filter(user_id=user.pk, agency_id=seat.agency_id)
    return own.filter(list=name) if name else own


protect(
    SavedView,
    Rows("author", using=f"user_id = {USER} and agency_id = {AGENCY}"),
    grants="SELECT, INSERT, UPDATE, DELETE",
)
