"""What of this floor is under way when the file of a person is to be closed."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.closing import Running, under_way
from core.ui.words import say_day_short
from projects.policy import visible_participations


@under_way
def participations(person_id: int, user: Any) -> Iterator[Running]:
    """Who has not left a project stays in it: the exit has a day and a reason of its own."""
    rows = visible_participations(user).filter(beneficiary_id=person_id, exit_on=None)
    for one in rows.select_related("project").order_by("pk"):
        told = {"project": one.project.title, "day": say_day_short(one.entry_on)}
        yield Running(
            _("Partecipazione a “%(project)s” dal %(day)s: senza uscita") % told,
            reverse("projects:participation", args=[one.pk]),
        )
