"""Verbs on host organisations and their tutors."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.models import User
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
    try:
        with transaction.atomic():
            host.save(force_insert=True)
    except IntegrityError as error:
        if "host_once_in_agency" in str(error):
            raise NotPossible(
                _("Nel tuo ente c’è già un ospitante con questo codice."), "tax_code"
            ) from error
        raise
    return host


@transaction.atomic
def add_tutor(tutor: HostTutor, host: HostOrganisation, *, by: User, at: datetime) -> HostTutor:
    """Add somebody who follows trainees at a host."""
    authorize(by, Can.EDIT_HOST, host)
    tutor.host, tutor.agency_id = host, host.agency_id
    tutor.save(force_insert=True)
    return tutor
