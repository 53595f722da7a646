"""Places by the name people type: municipalities, as they are or were, and countries.

Names are compared in their plain form, so that “cantu” finds Cantù; the database narrows by
the first letter, Python compares the rest (docs/decisions).
"""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from core.reference.models import Country, Municipality
from core.text import clean_line, normalise

WITH_PROVINCE = re.compile(r"(.*?)\s*\(([^()]{2})\)")
OFFERED = 8
# Longer than any place; a longer text is no name, and need not be looked up.
LONGEST = 80


def municipalities_named(text: str, *, day: date | None = None) -> list[Municipality]:
    """Municipalities of this name on a day (today where none); “Como” or “Como (CO)”."""
    name, province = _parts(text)
    found = [one for one in _like(Municipality.objects.all(), name) if normalise(one.name) == name]
    if province:
        found = [one for one in found if one.province.lower() == province]
    return _in_force(found, day or timezone.localdate())


def countries_named(text: str) -> list[Country]:
    """Countries of this name."""
    name, _ = _parts(text)
    countries = _like(Country.objects.in_force(timezone.localdate()), name)
    return [one for one in countries if normalise(one.name) == name]


def places_like(text: str, *, kind: str) -> list[str]:
    """At most eight names that begin so; `kind` is municipality, country, or birth (both)."""
    name, _ = _parts(text)
    today = timezone.localdate()
    found: list[str] = []
    if kind in ("municipality", "birth"):
        here = _like(Municipality.objects.in_force(today), name).order_by("name", "province")
        found += _beginning(here, name)
    if kind in ("country", "birth"):
        states = _like(Country.objects.in_force(today), name)
        found += _beginning(states.order_by("name"), name)
    return found[:OFFERED]


def _parts(text: str) -> tuple[str, str]:
    line = clean_line(text)[:LONGEST]
    found = WITH_PROVINCE.fullmatch(line)
    return (normalise(found[1]), found[2].lower()) if found else (normalise(line), "")


def _like(places: QuerySet, name: str) -> QuerySet:
    return places.filter(name__istartswith=name[0]) if name else places.none()


def _beginning(places: Iterable[Municipality | Country], name: str) -> list[str]:
    return [str(one) for one in places if normalise(one.name).startswith(name)][:OFFERED]


def _in_force(lives: list[Municipality], day: date) -> list[Municipality]:
    """Those that existed on the day; where none did, the last life of each."""
    then = [
        one
        for one in lives
        if one.valid_from <= day and (one.valid_to is None or day < one.valid_to)
    ]
    if then:
        return then
    last: dict[str, Municipality] = {}
    for one in sorted(lives, key=lambda life: life.valid_from):
        last[one.cadastral_code] = one
    return list(last.values())
