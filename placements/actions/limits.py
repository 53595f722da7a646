"""Who decides on the same host or the same promoter's tutor waits in turn, and counts only then."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from placements.actions.refusals import NotPossible
from placements.models import HostOrganisation, Placement


def lock_limits(placement: Placement) -> HostOrganisation:
    """Hold the host and the promoter's tutor of a placement until the transaction ends.

    In this order for everybody, and before the placement itself: the placement first would let
    two pass on the last place. The host's tutor belongs to the host, and is held with it.
    """
    with _told(_("Altri stanno decidendo sullo stesso ospitante: riprova fra poco.")):
        host = HostOrganisation.objects.select_for_update().get(pk=placement.host_id)
    with _told(_("Altri stanno decidendo con lo stesso tutor del promotore: riprova fra poco.")):
        _lock_tutor(placement.promoter_tutor_id)
    return host


def is_held(fresh: Placement, looked_at: Placement) -> bool:
    """Whether what was locked is still the host and the tutor of the row as it is now."""
    names = ("host_id", "promoter_tutor_id")
    return all(getattr(fresh, name) == getattr(looked_at, name) for name in names)


def _lock_tutor(pk: int | None) -> None:
    # Not the user's row, which a coordinator may not lock: a number that stands for it.
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('promoter tutor'), %s)", [pk or 0])


@contextmanager
def _told(sentence: str) -> Iterator[None]:
    """Who waits too long is told so."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise NotPossible(sentence) from error
        raise
