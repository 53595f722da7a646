"""Saved views of lists."""

from django.utils import timezone

from agencies.models import User
from core.saved.actions import save_view
from core.saved.models import SavedView
from tests.acting import as_user
from tests.cast import player


def make_view(
    name: str = "Le mie aperte",
    *,
    by: User | None = None,
    of: str = "beneficiaries:list",
    question: str = "di=me&fase=aperta",
    is_default: bool = False,
) -> SavedView:
    """A view of the people list, of Ines (or `by`)."""
    with as_user(by or player("ines")) as user:
        return save_view(
            name, of=of, question=question, is_default=is_default, by=user, on=timezone.localdate()
        )
