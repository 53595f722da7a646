"""Verbs on host organisations and their tutors."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.models import User
from core.merge import save_merged
from core.policy import authorize
from placements.actions.refusals import NotPossible
from placements.models import HostOrganisation, HostTutor
from placements.policy import Can


@transaction.atomic
def register_host(host: HostOrganisation, *, by: User, at: datetime) -> HostOrganisation:
    """Register a body that takes people in, for the agency one acts for."""
    authorize(by, Can.EDIT_HOST)
    assert by.acting is not None  # noqa: S101  why: EDIT_HOST is granted to a seat
    host.agency_id = by.acting.agency_id
    _once_in_agency(lambda: host.save(force_insert=True))
    return host


@transaction.atomic
def correct_host(
    host: HostOrganisation, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> HostOrganisation:
    """Correct what is known of a host; fields changed by someone else meanwhile clash."""
    authorize(by, Can.EDIT_HOST, host)
    fresh = HostOrganisation.objects.select_for_update().get(pk=host.pk)
    _once_in_agency(lambda: save_merged(fresh, changes, seen=seen))
    return fresh


def _once_in_agency(save: Callable[[], Any]) -> None:
    try:
        with transaction.atomic():
            save()
    except IntegrityError as error:
        if "host_once_in_agency" in str(error):
            raise NotPossible(
                _("Nel tuo ente c’è già un ospitante con questo codice."), "tax_code"
            ) from error
        raise


@transaction.atomic
def add_tutor(tutor: HostTutor, host: HostOrganisation, *, by: User, at: datetime) -> HostTutor:
    """Add somebody who follows trainees at a host."""
    authorize(by, Can.EDIT_HOST, host)
    tutor.host, tutor.agency_id = host, host.agency_id
    tutor.save(force_insert=True)
    return tutor


@transaction.atomic
def correct_tutor(
    tutor: HostTutor, changes: dict[str, Any], *, seen: dict[str, Any], by: User, at: datetime
) -> HostTutor:
    """Correct what is known of a host's tutor; fields changed by someone else clash."""
    authorize(by, Can.EDIT_HOST, tutor)
    fresh = HostTutor.objects.select_for_update().get(pk=tutor.pk)
    save_merged(fresh, changes, seen=seen)
    return fresh
