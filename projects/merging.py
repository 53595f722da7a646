"""What of this floor goes along when two records of a person become one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from core.moving import Block, Moves, declare, refuse
from projects.models import Participation

# A participation keeps its number: what counts in a sent report goes on pointing at it.
declare(Moves(Participation, 30))


@refuse
def twice_in_a_project(kept: int, gone: int) -> Iterator[Block]:
    """A person takes part in a project once; which of two entries counts is for who accounts."""
    projects = Participation.objects.filter(beneficiary_id=kept).values("project_id")
    twice = Participation.objects.filter(beneficiary_id=gone, project_id__in=projects)
    for one in twice.select_related("project"):
        yield Block(
            _(
                "Tutte e due le schede partecipano al progetto “%(project)s”: una sola"
                " partecipazione può restare, e la decide chi lo rendiconta."
            )
            % {"project": one.project},
            reverse("projects:participation", args=[one.pk]),
            _("Apri la partecipazione"),
        )
