"""Hosts, proposals, and placements that have begun."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from agencies.models import User
from placements.actions import extensions, hosts, proposals
from placements.enums import PlacementKind
from placements.extending import Asked
from placements.models import (
    Extension,
    HostOrganisation,
    HostTutor,
    Placement,
)
from projects.models import (
    Participation,
)
from tests.acting import as_user
from tests.cast import player
from tests.makers.participations import make_participation


def make_host(*, by: User | None = None, **fields: Any) -> HostOrganisation:
    """A joinery with fourteen employees and an insurance that lasts."""
    by = by or player("ines")
    told = {
        "name": "Legno e Forma srl",
        "tax_code": "01234567897",
        "employees": 14,
        "sector": "16.23 Falegnameria",
        "address": "Via dei Mille 3",
        "signatory": "Carlo Ostinelli",
        "liability_policy": "RC-4471",
        "liability_until": date(2030, 12, 31),
        "inail_position": "12345678/90",
    }
    with as_user(by) as user:
        return hosts.register_host(HostOrganisation(**told | fields), by=user, at=timezone.now())


def make_tutor(host: HostOrganisation, *, by: User | None = None, **fields: Any) -> HostTutor:
    """Carlo, who works at the host."""
    told = {"first_name": "Carlo", "last_name": "Ostinelli", "task": "Capo officina"}
    with as_user(by or player("ines")) as user:
        return hosts.add_tutor(HostTutor(**told | fields), host, by=user, at=timezone.now())


def make_placement(
    participation: Participation | None = None,
    *,
    host: HostOrganisation | None = None,
    by: User | None = None,
    kind: PlacementKind = PlacementKind.INCLUSION,
    **fields: Any,
) -> Placement:
    """A whole proposal, still in draft: six months from March 2021, twenty hours a week."""
    by = by or player("ines")
    participation = participation or make_participation(by=by)
    host = host or make_host(by=by)
    tutor = make_tutor(host, by=by)
    terms = {
        "host_tutor": tutor,
        "promoter_tutor": by,
        "service": "Servizio sociale del Comune di Como",
        "starts_on": date(2021, 3, 1),
        "ends_on": date(2021, 8, 31),
        "schedule": [240, 240, 240, 240, 240, 0, 0],
        "monthly_allowance": Decimal("500.00"),
        "tasks": "Aiuto falegname",
        "aims": "Riprendere un orario di lavoro",
    }
    with as_user(by) as user:
        placement = proposals.propose_placement(
            participation, host, kind=kind, by=user, at=timezone.now()
        )
        for name, value in (terms | fields).items():
            setattr(placement, name, value)
        placement.save()
    return placement


# The shortest legal way through the placement's states; the proposal's own tests walk it whole.
WAY_TO_RUNNING = ("SUBMITTED", "APPROVED", "SIGNED", "RUNNING")


def make_running(
    participation: Participation | None = None,
    *,
    by: User | None = None,
    host: HostOrganisation | None = None,
    kind: PlacementKind = PlacementKind.INCLUSION,
    **fields: Any,
) -> Placement:
    """A placement that has begun: six months from March 2021, four hours from Monday to Friday."""
    by = by or player("ines")
    with as_user(by):
        host = host or HostOrganisation.objects.of_agency(by.acting.agency_id).first()
    placement = make_placement(participation, host=host, by=by, kind=kind, **fields)
    with as_user(by):
        for state in WAY_TO_RUNNING:
            placement.state = state
            placement.save(update_fields=["state"])
    return placement


def make_extension(
    placement: Placement | None = None,
    *,
    by: User | None = None,
    at: datetime = datetime(2021, 7, 12, 9, tzinfo=UTC),
    **asked: Any,
) -> Extension:
    """An extension of a running placement to the end of November 2021, asked for in July."""
    by = by or player("ines")
    placement = placement or make_running(by=by)
    told = {"ends_on": date(2021, 11, 30), "reason": "Serve più tempo per il magazzino."}
    with as_user(by) as user:
        return extensions.ask_extension(placement, Asked(**told | asked), by=user, at=at)
