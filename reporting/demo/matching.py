"""Where the placements of the demo are, and of which kind: no host or tutor has too many."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from core.period import months_after
from placements.terms import terms_for
from reporting.demo.hosts import Host, hosts_of
from reporting.demo.placing import K, Placing, S, workday

EXTRACURRICULARS = 15
# The hours of a day, and euro a month for them, as projects of inclusion agree them.
AGREED = ((4, "450.00"), (5, "550.00"), (6, "650.00"), (5, "500.00"))
LEAST = {4: "500.00", 5: "550.00", 6: "600.00"}


def hosted(plans: list[Placing]) -> list[Placing]:
    """Each with a host and a tutor who have a place left, and fifteen extracurricular ones."""
    wanted = _extracurriculars(plans)
    placed: list[Placing] = []
    for one in plans:
        hours, agreed = AGREED[one.number % len(AGREED)]
        one = replace(one, hours=hours, allowance=Decimal(agreed))
        if one.number in wanted:
            placed.append(_find_host(_extracurricular(one), placed))
        else:
            placed.append(_find_host(one, placed))
    return placed


def _extracurriculars(plans: list[Placing]) -> set[int]:
    """Who looks for work, for two months at least; spread over the whole programme."""
    fit = [
        one.number
        for one in plans
        if one.record.person.employment in ("disoccupato", "inoccupato")
        and one.ends_on >= months_after(one.starts_on, 2)
        and one.state in (S.ENDED, S.RUNNING, S.BROKEN_OFF)
        and one.agency not in ("comune-como", "asst-lariana")
    ]
    return {fit[number * len(fit) // EXTRACURRICULARS] for number in range(EXTRACURRICULARS)}


def _extracurricular(one: Placing) -> Placing:
    end = min(one.ends_on, months_after(one.starts_on, 6) - timedelta(days=1))
    ended = min(one.ended_on, end) if one.ended_on else None
    if one.state == S.BROKEN_OFF and ended == end:
        ended = workday(end - timedelta(days=21))
    least = Decimal(LEAST[one.hours])
    return replace(one, kind=K.EXTRACURRICULAR, ends_on=end, ended_on=ended, allowance=least)


def _find_host(one: Placing, placed: list[Placing]) -> Placing:
    hosts = hosts_of(one.agency)
    turned = [hosts[(one.number + turn) % len(hosts)] for turn in range(len(hosts))]
    beside = [other for other in placed if other.agency == one.agency and one.meets(other)]
    for host in turned:
        if one.kind == K.EXTRACURRICULAR and not _has_place(host, one, beside):
            continue
        for tutor in host.tutors:
            if sum(other.tutor == tutor for other in beside) < _tutor_limit(one):
                return _at(replace(one, host=host, tutor=tutor))
    raise ValueError(f"No host of {one.agency} has a place left for number {one.number}.")


def _at(one: Placing) -> Placing:
    # What a public administration pays for an extracurricular one is fixed.
    is_flat = one.kind == K.EXTRACURRICULAR and one.host is not None and one.host.is_public
    return replace(one, allowance=Decimal("300.00")) if is_flat else one


def _tutor_limit(one: Placing) -> int:
    terms = terms_for(one.kind, one.starts_on)
    return (terms.host_tutor_limit if terms else None) or 0


def _has_place(host: Host, one: Placing, beside: list[Placing]) -> bool:
    terms = terms_for(one.kind, one.starts_on)
    there = [other for other in beside if other.host == host and other.kind == K.EXTRACURRICULAR]
    return terms is not None and len(there) < (terms.host_limit(host.employees) or 0)
