"""A question of every request: put into SQL once, and asked with other values ever after.

Django puts a queryset into SQL anew each time it is asked. For the few questions that each request
asks before its own, that was two fifths of a draft being kept (docs/decisions).
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)
# What stands in for a value while the SQL is made: nothing else in a question is equal to it.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -7_307_700 - place,
    date: lambda place: date(1, 1, 1 + place),
}


class Prepared(Generic[M]):
    """`Prepared(build, int, date)(number, day)` is the rows of `build(number, day)`.

    Only for a question whose words are always the same: what `build` returns may not depend on
    the values (no `None`, no list), on the language, nor on anything else of the request.
    """

    def __init__(self, build: Callable[..., models.QuerySet[M]], *kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._made: tuple[models.QuerySet[M], SQLCompiler, str, Sequence[Any]] | None = None

    def __call__(self, *values: Any) -> list[M]:
        """Ask, as the database shows the rows now; `values` in the order of their kinds."""
        # Two threads may make it at once: both make the same.
        queryset, made, sql, slots = self._made = self._made or self._make()
        compiler: Any = copy(made)
        # The connection of this thread, not of the one that made it.
        compiler.connection = connections[queryset.db]
        said = tuple(slot(values) for slot in slots)
        compiler.as_sql = lambda *_args, **_options: (sql, said)
        asked: Any = queryset.all()
        asked.query.get_compiler = lambda *_args, **_options: compiler
        return list(asked)

    def _make(self) -> tuple[models.QuerySet[M], SQLCompiler, str, Sequence[Any]]:
        stand_ins = [STAND_INS[kind](place) for place, kind in enumerate(self._kinds)]
        queryset = self._build(*stand_ins)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        if missing := [one for one in stand_ins if one not in parameters]:
            raise ImproperlyConfigured(f"{missing} of {self._build.__name__} is not in its SQL.")
        return queryset, compiler, sql, [_slot(one, stand_ins) for one in parameters]


def _slot(parameter: Any, stand_ins: list[Any]) -> Callable[[Sequence[Any]], Any]:
    """How one parameter of the SQL is told from the values."""
    if parameter not in stand_ins:
        return lambda _values: parameter
    place = stand_ins.index(parameter)
    # Numbers are wrapped by their width.
    wrap = type(parameter) if isinstance(parameter, int) else _as_it_is
    return lambda values: wrap(values[place])


def _as_it_is(value: Any) -> Any:
    return value
