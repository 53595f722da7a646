"""Rows of models that nobody saves, for COPY and for plain inserts: defaults are the models'."""

from collections.abc import Iterable
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Model

Cursor = psycopg.Cursor[Any]


def copy_models(cursor: Cursor, model: type[Model], born: Iterable[Model]) -> None:
    """Copy them, numbered from 1 where they have no key, and set the table's sequence."""
    table = model._meta.db_table
    with cursor.copy(f"copy {table} ({_columns(model)}) from stdin") as copy:
        for number, one in enumerate(born, 1):
            one.pk = one.pk or number
            copy.write_row(_values(one))
    cursor.execute(
        f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"
    )


def insert_model(cursor: Cursor, one: Model) -> None:
    """Insert one row, under the policies of its table."""
    values = _values(one)
    places = ", ".join(["%s"] * len(values))
    cursor.execute(
        f"insert into {one._meta.db_table} ({_columns(type(one))}) values ({places})",
        values,
    )


def _columns(model: type[Model]) -> str:
    return ", ".join(field.column for field in model._meta.concrete_fields)


def _values(one: Model) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(one, field.attname), connection)
        for field in one._meta.concrete_fields
    ]
