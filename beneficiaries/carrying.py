"""Rows that go from one record of a person to another, and back."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, QuerySet, Value
from django.db.models.fields import CharField

from core.moving import Moves, movers

Keys = Mapping[str, list[int]]


def _united(queries: list[QuerySet[Any, Any]]) -> list[tuple[str, int, int]]:
    """Many small questions as one statement."""
    first, *others = queries
    return list(first.union(*others, all=True))


def _named(line: Moves, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    label = Value(line.label, output_field=CharField())
    return rows.order_by().annotate(of=label)


def counted(*people: int) -> dict[int, dict[str, int]]:
    """How many rows of each model each person has, by name of the model, in one statement."""
    queries = [
        _named(line, line.model._base_manager.filter(beneficiary_id__in=people))
        .values("of", "beneficiary_id")
        .annotate(count=Count("pk"))
        .values_list("of", "beneficiary_id", "count")
        for line in movers()
        if line.is_told
    ]
    found: dict[int, dict[str, int]] = {pk: {} for pk in people}
    for label, person, count in _united(queries):
        found[person][label] = count
    return found


def written_since(person_id: int, moved: Mapping[str, Any]) -> dict[str, int]:
    """How many rows of the record that stayed were written since, in one statement."""
    queries = [
        _named(line, line.of(person_id).filter(pk__gt=moved[line.label]["mark"]))
        .values("of")
        .annotate(count=Count("pk"), same=Count("pk"))
        .values_list("of", "count", "same")
        for line in movers()
        if line.is_told and line.label in moved
    ]
    return {label: count for label, count, _same in _united(queries)}


def words(counts: Mapping[str, int]) -> list[str]:
    """“12 note”, “1 tirocinio”, in the order in which rows move."""
    names = {line.label: line.model._meta for line in movers() if line.is_told}
    return [
        f"{counts[label]} {meta.verbose_name if counts[label] == 1 else meta.verbose_name_plural}"
        for label, meta in names.items()
        if counts.get(label)
    ]


def marks() -> dict[str, int]:
    """The highest key of each model now: what has a higher one was written later."""
    rows = {line.label: line.model._base_manager.aggregate(top=Max("pk")) for line in movers()}
    return {label: found["top"] or 0 for label, found in rows.items()}


def take_along(from_id: int, to_id: int, *, only: Keys | None = None) -> dict[str, list[int]]:
    """Give the rows of one record (or `only` these) to another; the keys, by model."""
    taken: dict[str, list[int]] = {}
    for line in movers():
        rows = line.of(from_id)
        if only is not None:
            rows = rows.filter(pk__in=only.get(line.label, []))
        taken[line.label] = sorted(rows.values_list("pk", flat=True))
        _give(line, taken[line.label], to_id)
    return taken


def _give(line: Moves, keys: list[int], to_id: int) -> None:
    every = line.model._base_manager
    if not line.chain:
        every.filter(pk__in=keys).update(beneficiary_id=to_id)
        return
    # The database asks that a row and the one before it be of one person.
    before: dict[int, int] = dict(every.filter(pk__in=keys).values_list("pk", line.chain))
    while before:
        ready = [pk for pk, former in before.items() if former not in before]
        every.filter(pk__in=ready).update(beneficiary_id=to_id)
        before = {pk: former for pk, former in before.items() if pk not in ready}


def hanging(keys: Keys, person_id: int) -> dict[str, list[int]]:
    """These rows and what hangs on them by now: where they go back, it goes with them."""
    found = {line.label: set(keys.get(line.label, [])) for line in movers()}
    grew = True
    while grew:
        grew = False
        for line in movers():
            for path, parent in line.hangs_on:
                rows = line.of(person_id).filter(**{f"{path}__in": found[parent._meta.label]})
                new = set(rows.values_list("pk", flat=True)) - found[line.label]
                found[line.label] |= new
                grew = grew or bool(new)
    return {label: sorted(rows) for label, rows in found.items()}
