"""Who the database believes is asking, and which rows it shows them.

The context is set once per transaction with `set_config(…, true)`: it dies with the
transaction, so a pooled connection cannot carry it to the next user. Policies read it
as an init-plan `(select …)`, once per statement instead of once per row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Model

# SQL fragments for policies. `nullif`: after a rollback the setting is '' and not NULL.
USER = "(select nullif(current_setting('app.user', true), '')::bigint)"
AGENCY = "(select nullif(current_setting('app.agency', true), '')::bigint)"
ROLE = "(select coalesce(current_setting('app.role', true), ''))"
# The day of the screen, not of the server: they differ in the first hours after midnight.
TODAY = f"(now() at time zone '{settings.TIME_ZONE}')::date"
PROJECTS = (
    "(select coalesce(string_to_array(nullif(current_setting('app.projects', true), ''), ','),"
    " '{}')::bigint[])::bigint[]"
)
PURPOSE = "(select coalesce(current_setting('app.purpose', true), ''))"
NOBODY = "false"
ANYBODY = "true"


class Purpose(StrEnum):
    """Why a transaction runs with no user: each policy that admits one names it."""

    MIGRATION = "migration"
    SIGN_IN = "sign-in"
    JOBS = "jobs"
    SWEEP = "sweep"
    CALENDAR = "calendar"
    MORNING = "morning"
    HAND_OVER = "hand-over"
    # With a user: who makes two records one moves notes that are not theirs to read.
    MERGE = "merge"


@dataclass(frozen=True)
class Context:
    """What the database is told about the one who asks; empty means nobody."""

    user: int | None = None
    agency: int | None = None
    role: str = ""
    projects: tuple[int, ...] = ()
    purpose: str = ""
    reason: str = ""

    def settings(self) -> dict[str, str]:
        """The settings by name, as texts; an empty one is set too, to clear a former value."""
        return {
            "app.user": str(self.user or ""),
            "app.agency": str(self.agency or ""),
            "app.role": self.role,
            "app.projects": ",".join(map(str, self.projects)),
            "app.purpose": self.purpose,
            "app.reason": self.reason,
        }


def set_context(context: Context, using: str = "default") -> None:
    """Tell the database who asks, until this transaction ends; refuse outside of one."""
    connection = connections[using]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The context lives in a transaction.")
    values = context.settings()
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [part for pair in values.items() for part in pair])


def current_context(using: str = "default") -> Context:
    """Read back what the database was told, e.g. to restore it after a nested purpose."""
    names = list(Context().settings())
    with connections[using].cursor() as cursor:
        calls = ", ".join("coalesce(current_setting(%s, true), '')" for _ in names)
        cursor.execute(f"select {calls}", names)
        user, agency, role, projects, purpose, reason = cursor.fetchone()
    return Context(
        user=int(user) if user else None,
        agency=int(agency) if agency else None,
        role=role,
        projects=tuple(int(number) for number in projects.split(",") if number),
        purpose=purpose,
        reason=reason,
    )


@contextmanager
def acting(context: Context, using: str = "default") -> Iterator[None]:
    """Run a block in a transaction under `context`; what was set before comes back after."""
    with transaction.atomic(using=using):
        before = current_context(using)
        set_context(context, using)
        yield
        set_context(before, using)


def under_purpose(purpose: Purpose, using: str = "default") -> Any:
    """Run a block with no user, under a purpose that policies admit table by table."""
    return acting(Context(purpose=purpose.value), using)


@dataclass(frozen=True)
class Rows:
    """One permissive policy: which rows may be read, and which may be written.

    `{id}` stands for the row's own id, so that one text serves the table and its history.
    """

    name: str
    using: str
    check: str | None = None
    command: str = "ALL"
    # Whether the same readers see the row's history, too, and what a row of it must satisfy.
    history: bool = True
    history_check: str | None = None


@dataclass
class Protection:
    """How one table is kept: its policies, or the reason why it needs none, and its grants."""

    model: type[Model]
    rows: list[Rows] = field(default_factory=list)
    grants: str = "SELECT, INSERT, UPDATE"
    exempt: str = ""


_protections: dict[str, Protection] = {}


def protect(model: type[Model], *rows: Rows, grants: str = "SELECT, INSERT, UPDATE") -> None:
    """Put a table under row security; its history table, where it has one, follows it."""
    _protections[model._meta.db_table] = Protection(model, list(rows), grants)
    event = history_of(model)
    if event is not None:
        # Rows of history are born by trigger under the writer's own rights.
        _protections[event._meta.db_table] = Protection(event, _in_history(rows), "SELECT, INSERT")


def admit(model: type[Model], *rows: Rows) -> None:
    """Let an upper floor add readers of a lower floor's table (and of its history)."""
    _protections[model._meta.db_table].rows.extend(rows)
    event = history_of(model)
    if event is not None:
        _protections[event._meta.db_table].rows.extend(_in_history(rows))


def _in_history(rows: tuple[Rows, ...]) -> list[Rows]:
    # What a row refers to was checked when the row itself was written.
    return [replace(row, check=row.history_check or row.using) for row in rows if row.history]


def exempt(model: type[Model], *, reason: str, grants: str = "SELECT") -> None:
    """Name a table that stays outside row security, with the reason why."""
    _protections[model._meta.db_table] = Protection(model, [], grants, reason)


def history_of(model: type[Model]) -> type[Model] | None:
    """The event model that keeps the history of `model`, if it is tracked."""
    name = f"{model.__name__}Event"
    try:
        return apps.get_model(model._meta.app_label, name)
    except LookupError:
        return None


def protections() -> dict[str, Protection]:
    """Every declared table by name, for arming and for the tests of the house."""
    return dict(_protections)


def check_role(using: str = "default") -> None:
    """Refuse to serve on a role that could look behind row security (`session_user`)."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select rolsuper or rolbypassrls"
            " or pg_has_role(session_user, 'percorsi_owner', 'member')"
            " from pg_roles where rolname = session_user"
        )
        (unsafe,) = cursor.fetchone()
    if unsafe:
        raise PermissionError(
            "The application must not run on a role that can bypass row security."
        )
