"""What the rules look at, gathered for one placement; the limits count the agency's own (0045)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.period import months_after
from placements.enums import BEGUN, PLACED, PlacementKind, PlacementState
from placements.fullest import most_at_once
from placements.models import HostOrganisation, Placement
from placements.terms import Facts, Status, Verdict, check, terms_for
from placements.terms.facts import Days
from projects.models import EntrySnapshot

TAKEN = tuple({*PLACED, *BEGUN})
# ISCED of the certificate that compulsory schooling leads to.
LOWER_SECONDARY = 2
# What is asked for one kind only: the form of the others does not have it, and it is not sent.
ONLY_FOR = {
    "service": (PlacementKind.INCLUSION,),
    "attestation_on": (PlacementKind.INCLUSION,),
    "months_elsewhere": (PlacementKind.INCLUSION, PlacementKind.EXTRACURRICULAR),
    # Both kinds have a limit of hours a week; only one has a shortest length.
    "contract_minutes": (PlacementKind.INCLUSION, PlacementKind.EXTRACURRICULAR),
    "shape": (PlacementKind.EXTRACURRICULAR,),
    "worked_for_host": (PlacementKind.EXTRACURRICULAR,),
    "gets_income_support": (PlacementKind.EXTRACURRICULAR,),
    "eqf_level": (PlacementKind.EXTRACURRICULAR,),
}
# The field of the form behind the field a rule speaks of, where their names differ.
FORM_FIELDS = {"weekly_hours": "hours", "is_in_charge": "service"}


def verdicts_of(placement: Placement, today: date) -> list[Verdict]:
    """What each rule says of a placement, as it stands; what blocks first."""
    return check(facts_of(placement, today))


def blocking(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those that forbid it."""
    return [one for one in verdicts if one.status == Status.BLOCKS]


def form_field_of(verdict: Verdict) -> str:
    """The field of the form to change; some lie elsewhere, with the host or the person."""
    return FORM_FIELDS.get(verdict.field, verdict.field)


def tally(verdicts: Sequence[Verdict]) -> str:
    """“1 blocca · 1 da vedere · 4 rispettati”."""
    counted = Counter(one.status for one in verdicts)
    words = (
        (Status.BLOCKS, _("%(count)s blocca"), _("%(count)s bloccano")),
        (Status.WARNS, _("%(count)s da vedere"), _("%(count)s da vedere")),
        (Status.OK, _("%(count)s rispettato"), _("%(count)s rispettati")),
    )
    return " · ".join(
        (one if counted[status] == 1 else several) % {"count": counted[status]}
        for status, one, several in words
        if counted[status]
    )


def facts_of(placement: Placement, day: date, *, since: date | None = None) -> Facts:
    """The facts of a placement on a day: one question about the others, none without need.

    `since`: from when the others are counted, where not from the beginning (an extension).
    """
    project, participation = placement.project, placement.participation
    schedule, contract = placement.schedule, placement.contract_minutes
    proposed = Facts(
        kind=placement.kind,
        today=day,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        shape=placement.shape,
        eqf_level=placement.eqf_level,
        weekly_hours=placement.weekly_hours if schedule else None,
        days_per_week=sum(1 for minutes in schedule if minutes) if schedule else None,
        contract_hours=None if contract is None else Decimal(contract) / 60,
        monthly_allowance=placement.monthly_allowance,
        gives_meals=placement.gives_meals,
        gets_income_support=placement.gets_income_support,
        is_in_charge=bool(placement.service),
        attestation_on=placement.attestation_on,
        worked_for_host=placement.worked_for_host,
        project_starts_on=project.starts_on,
        project_ends_on=project.ends_on,
        entry_on=participation.entry_on,
        exit_on=participation.exit_on,
    )
    return _beside_the_others(
        _about_person_and_host(proposed, placement), _others(placement, since)
    )


def _about_person_and_host(facts: Facts, placement: Placement) -> Facts:
    person, host, entry = placement.beneficiary, placement.host, _entry_of(placement)
    return replace(
        facts,
        host_is_public=host.is_public,
        host_employees=host.employees,
        liability_until=host.liability_until,
        birth_date=person.birth_date,
        has_done_schooling=None if entry.isced is None else entry.isced >= LOWER_SECONDARY,
        is_disabled=entry.is_disabled,
        is_disadvantaged=entry.is_other_disadvantaged,
    )


def _beside_the_others(facts: Facts, others: "Others") -> Facts:
    return replace(
        facts,
        host_placed=others.at_host,
        host_tutor_trainees=others.with_host_tutor,
        promoter_tutor_trainees=others.with_promoter_tutor,
        was_at_host_before=others.was_at_host,
        before=others.before,
        overlaps=others.of_person,
    )


def _entry_of(placement: Placement) -> EntrySnapshot:
    """The answers of the first day; a person without them claims no exception."""
    entry: EntrySnapshot | None = getattr(placement.participation, "entry", None)
    return entry or EntrySnapshot()


@dataclass(frozen=True)
class Others:
    """What the agency's other placements mean for one; None: not known yet."""

    at_host: int | None
    with_host_tutor: int | None
    with_promoter_tutor: int | None
    was_at_host: bool
    before: tuple[Days, ...]
    of_person: tuple[Days, ...]


def _others(placement: Placement, since: date | None) -> Others:
    """Ask once for all the others that matter: of the person, the host and the two tutors."""
    mine = Q(beneficiary_id=placement.beneficiary_id)
    near = Q(host_id=placement.host_id)
    for name in ("host_tutor_id", "promoter_tutor_id"):
        if getattr(placement, name) is not None:
            near |= Q(**{name: getattr(placement, name)})
    asked = Placement.objects.of_agency(placement.agency_id).exclude(pk=placement.pk)
    wanted = mine & Q(state__in=TAKEN) | near & Q(state__in=PLACED)
    return _weigh(placement, list(asked.filter(wanted).with_last_day()), since)


def _weigh(placement: Placement, found: Sequence[Any], since: date | None) -> Others:
    own = [one for one in found if one.beneficiary_id == placement.beneficiary_id]
    placed = [one for one in found if one.state in PLACED]
    host, tutor, promoter = (
        [one for one in placed if getattr(one, name) == getattr(placement, name)]
        for name in ("host_id", "host_tutor_id", "promoter_tutor_id")
    )
    period = _period(placement, since)
    return Others(
        at_host=_most([one for one in host if _counts_at_host(one)], period),
        with_host_tutor=_most(tutor, period if placement.host_tutor_id else None),
        with_promoter_tutor=_most(promoter, period if placement.promoter_tutor_id else None),
        was_at_host=any(one.host_id == placement.host_id and one.state in BEGUN for one in own),
        before=_before(placement, own),
        of_person=tuple(_days(one) for one in own),
    )


def _period(placement: Placement, since: date | None) -> Days | None:
    """The days on which the others are counted; none while one of its ends lacks."""
    first, last = since or placement.starts_on, placement.ends_on
    return None if first is None or last is None else (first, last)


def _most(others: Sequence[Any], period: Days | None) -> int | None:
    """How many there are on the fullest day, as for the places a host offers."""
    return most_at_once((_days(one) for one in others), *period) if period else None


def _counts_at_host(one: Any) -> bool:
    """Whether its kind has a limit by the host's employees."""
    terms = terms_for(one.kind, one.starts_on)
    return terms is not None and terms.host_steps is not None


def _days(one: Any) -> Days:
    """Of one that came by `with_last_day`; it is placed, and so has both."""
    return one.starts_on, one.last_on


def _before(placement: Placement, own: Sequence[Any]) -> tuple[Days, ...]:
    """Earlier placements of the kind here, and the months elsewhere as one stretch before."""
    start = placement.starts_on
    if start is None:
        return ()
    earlier = [_days(one) for one in own if one.kind == placement.kind]
    stretches = [days for days in earlier if days[1] < start]
    if placement.months_elsewhere:
        # Whole months, wherever they were: only their sum is looked at.
        month = start.replace(day=1)
        first = months_after(month, -placement.months_elsewhere)
        stretches.append((first, month - timedelta(days=1)))
    return tuple(sorted(stretches))


def not_asked(kind: str) -> list[str]:
    """The terms that a placement of this kind is not asked for."""
    return [name for name, kinds in ONLY_FOR.items() if kind not in kinds]


# --- what lacks ---------------------------------------------------------------------------------


def lacking(placement: Placement) -> dict[str, str]:
    """The terms without which nothing is sent, by field of the form, each with its sentence."""
    told = {
        "starts_on": (placement.starts_on, _("Scrivi il giorno di inizio")),
        "ends_on": (placement.ends_on, _("Scrivi l’ultimo giorno")),
        "hours": (placement.schedule, _("Scrivi le ore la settimana e scegli i giorni")),
        "host_tutor": (placement.host_tutor_id, _("Scegli il tutor dell’ospitante")),
        "promoter_tutor": (placement.promoter_tutor_id, _("Scegli il tutor del promotore")),
        "tasks": (placement.tasks, _("Scrivi le mansioni e attività")),
        "aims": (placement.aims, _("Scrivi gli obiettivi")),
    }
    missing = {name: words for name, (value, words) in told.items() if not value}
    if placement.monthly_allowance is None:
        missing["monthly_allowance"] = _("Scrivi l’indennità mensile; 0 se non è dovuta")
    if placement.kind == PlacementKind.EXTRACURRICULAR and placement.eqf_level is None:
        missing["eqf_level"] = _("Scegli il livello EQF")
    return missing


def places_of(host: HostOrganisation, placed: Sequence[Placement]) -> str:
    """How many trainees a host has now of those it may have, in one sentence."""
    now = [one for one in placed if one.state in PLACED]
    limited = sum(1 for one in now if _counts_at_host(one))
    terms = terms_for(PlacementKind.EXTRACURRICULAR, None)
    limit = None
    if terms is not None and host.employees is not None:
        limit = terms.host_limit(host.employees)
    told = [_("Posti occupati: %(count)s.") % {"count": len(now)}]
    if host.places_offered is not None:
        told = [
            _("Posti occupati: %(count)s su %(offered)s offerti.")
            % {"count": len(now), "offered": host.places_offered}
        ]
    if limit is None:
        told.append(_("Senza il numero di dipendenti il limite non si può calcolare."))
    else:
        told.append(
            _("Extracurriculari: %(count)s su %(limit)s, il limite con %(employees)s dipendenti.")
            % {"count": limited, "limit": limit, "employees": host.employees}
        )
    return " ".join(told)


def is_writable(placement: Placement) -> bool:
    """Whether its terms can still be written."""
    return placement.state in (PlacementState.DRAFT, PlacementState.CHANGES)
