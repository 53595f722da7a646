"""Load the reference tables from `data/*.csv`: all or nothing, and at once if nothing changed."""

import csv
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from core.reference.models import (
    CostItem,
    Country,
    EducationLevel,
    EmploymentCondition,
    HouseholdCondition,
    HousingCondition,
    IndicatorDefinition,
    Municipality,
    ReferenceLoad,
    Vulnerability,
)

DATA = Path(__file__).parent / "data"
BATCH = 2000


@dataclass(frozen=True)
class Source:
    """One file and the table it fills; `in_order` numbers the lines for the lists on screen."""

    model: type[models.Model]
    file_name: str
    in_order: bool = True

    @property
    def path(self) -> Path:
        """Where the file is."""
        return DATA / self.file_name


SOURCES = (
    Source(Municipality, "municipalities.csv", in_order=False),
    Source(Country, "countries.csv", in_order=False),
    Source(EducationLevel, "education_levels.csv"),
    Source(EmploymentCondition, "employment_conditions.csv"),
    Source(HouseholdCondition, "household_conditions.csv"),
    Source(HousingCondition, "housing_conditions.csv"),
    Source(Vulnerability, "vulnerabilities.csv"),
    Source(IndicatorDefinition, "indicators.csv"),
    Source(CostItem, "cost_items.csv"),
)


def load_reference(*, force: bool = False, using: str = "default") -> dict[str, int]:
    """Load the files that changed since the last time; the answer counts rows by table."""
    with transaction.atomic(using=using):
        return _load_changed(force, using)


def _load_changed(force: bool, using: str) -> dict[str, int]:
    loads = ReferenceLoad.objects.using(using)
    stamps = dict(loads.values_list("table", "sha256"))
    loaded = {}
    for source in SOURCES:
        table = source.model._meta.db_table
        digest = hashlib.sha256(source.path.read_bytes()).hexdigest()
        if force or stamps.get(table) != digest:
            loaded[table] = load_source(source, using)
            loads.update_or_create(
                table=table, defaults={"sha256": digest, "row_count": loaded[table]}
            )
    return loaded


def load_source(source: Source, using: str = "default") -> int:
    """Make a table equal to its file; IntegrityError at commit if a record needs a lost row."""
    rows = read_rows(source)
    key = source.model._meta.pk
    fields = [field.name for field in source.model._meta.concrete_fields if field is not key]
    _remove_others(source, using, {row.pk for row in rows})
    source.model._default_manager.using(using).bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[key.name],
        update_fields=fields,
    )
    return len(rows)


def read_rows(source: Source) -> list[models.Model]:
    """The rows of a file as unsaved instances; an unknown column is an error."""
    with source.path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    readers = {field.attname: _reader(field) for field in source.model._meta.concrete_fields}
    rows = []
    for position, line in enumerate(lines, start=1):
        values = {name: readers[name](text) for name, text in line.items()}
        if source.in_order:
            values["position"] = position
        rows.append(source.model(**values))
    return rows


def _remove_others(source: Source, using: str, keys: set[Any]) -> None:
    present = source.model._default_manager.using(using)
    gone = set(present.values_list("pk", flat=True)) - keys
    # Raw, because the owner cannot see the records that might point here: row security hides
    # them from Django's own check, while the foreign keys of the database see them at commit.
    present.filter(pk__in=gone)._raw_delete(using)


def _reader(field: "models.Field[Any, Any]") -> Callable[[str], Any]:
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.BooleanField):
        return {"yes": True, "no": False}.__getitem__
    if isinstance(kind, models.IntegerField):
        return lambda text: int(text) if text else None
    if isinstance(kind, models.DateField):
        return lambda text: date.fromisoformat(text) if text else None
    return lambda text: (text or None) if field.null else text
