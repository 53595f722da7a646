"""The database of the tests: made and cleaned by the owner, used as production's own role.

The stage (reference tables, agencies, users, projects) is set once per database and committed;
a test plays on it inside a transaction that is rolled back. A test that commits, as a test of
threads must, or that has the owner build something, leaves the stage dirty: it is set again.

Each worker plays in a copy of one template, which holds the tables and the reference data and
is built when the migrations have changed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.db.utils import OperationalError

if __name__ == "__main__":
    # As a program it builds the template before the tests need it.
    django.setup()

from core.arming import arm
from core.reference.loading import load_reference
from core.tenancy import Purpose, under_purpose
from tests import cast

OWNER = "owner"
KEPT = ("reference", "contenttypes")
ROOT = Path(__file__).resolve().parent.parent
# The lock of those who would build the same template at once.
BUILDING = 7_307_700
_dirty: list[str] = []
# Worlds that stand for the tests of a whole module: the stage is not set again under them.
_standing: list[str] = []
# Where the connections led before the tests, by alias.
_before: dict[str, str] = {}


def build(worker: str, verbosity: int) -> str:
    """Make this worker's database as the owner, let `default` play on it as the app; its name."""
    owner = connections[OWNER]
    # What is a mirror is never flushed by Django: the owner alone does that.
    connections["default"].settings_dict["TEST"]["MIRROR"] = OWNER
    _sweep_the_dead(owner)
    template, name = build_template(verbosity), f"test_percorsi_{os.getpid()}_{worker}"
    with owner._nodb_cursor() as cursor:
        cursor.execute(f'create database "{name}" template "{template}"')
    for alias in (OWNER, "default"):
        _before[alias] = connections[alias].settings_dict["NAME"]
        lead_to(connections[alias], name)
    # What is declared in the code may be newer than the tables.
    arm(OWNER)
    with under_purpose(Purpose.MIGRATION, OWNER):
        cast.take_places(OWNER)
    return name


def build_template(verbosity: int = 0) -> str:
    """The database every worker's is a copy of: tables and reference data; made once for all."""
    owner, name = connections[OWNER], f"test_percorsi_template_{_digest()}"
    with owner._nodb_cursor() as cursor:
        # Of several workers one builds, and the others wait for it, however long that takes.
        cursor.execute("set lock_timeout = 0")
        cursor.execute("select pg_advisory_lock(%s)", [BUILDING])
        cursor.execute("select datname from pg_database where datname = %s", [name])
        if cursor.fetchone() is None:
            _drop_templates(cursor)
            _migrate(owner, f"{name}_half", verbosity)
            cursor.execute(f'alter database "{name}_half" rename to "{name}"')
    return name


def _migrate(owner, name: str, verbosity: int) -> None:
    before = owner.settings_dict["NAME"]
    with owner._nodb_cursor() as cursor:
        cursor.execute(f"create database \"{name}\" template template0 encoding 'UTF8'")
    lead_to(owner, name)
    call_command("migrate", database=OWNER, verbosity=max(verbosity, 0), interactive=False)
    with under_purpose(Purpose.MIGRATION, OWNER):
        load_reference(using=OWNER)
    lead_to(owner, before)


def _digest() -> str:
    """Of everything the template is made from: another digest is another template."""
    files = [*ROOT.glob("**/migrations/*.py"), *ROOT.glob("core/reference/**/*.*")]
    made_from = [path for path in files if not {".venv", ".local", "__pycache__"} & {*path.parts}]
    digest = sha256()
    for path in sorted(made_from):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def lead_to(connection, name: str) -> None:
    """Let a connection lead to another database."""
    connection.close()
    connection.settings_dict["NAME"] = name


def strike(name: str) -> None:
    """Drop this worker's database, after the sessions that threads left open in it."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            " where datname = current_database() and usename = session_user"
            " and pid <> pg_backend_pid()"
        )
    for alias, before in _before.items():
        lead_to(connections[alias], before)
    with connections[OWNER]._nodb_cursor() as cursor:
        cursor.execute(f'drop database "{name}"')


def who_is_connected() -> tuple[str, bool]:
    """The role of the tests' connection, and whether row security binds it."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select session_user, row_security_active('beneficiaries_beneficiary'::regclass)"
        )
        return cursor.fetchone()


@contextmanager
def owner_hands() -> Iterator[str]:
    """Build as the owner, committed at once, on a connection Django's test cases do not guard."""
    _dirty.append("built by the owner")
    held = connections[OWNER]
    connections[OWNER] = hand = held.copy()
    # Its own, because test cases guard the class's: they know of `default` only.
    hand.ensure_connection = lambda: None if hand.connection else hand.connect()
    try:
        with under_purpose(Purpose.MIGRATION, OWNER):
            yield OWNER
    finally:
        hand.close()
        connections[OWNER] = held


def soil() -> None:
    """Say that a test commits: the stage must be set again after it."""
    _dirty.append("committed by a test")


@contextmanager
def standing(what: str) -> Iterator[None]:
    """Let what is committed stand while several tests play on it; set the stage again after."""
    _standing.append(what)
    try:
        yield
    finally:
        _standing.remove(what)
        soil()


def clean() -> None:
    """Set the stage again if a test left something on it, and nothing is to stand."""
    if _standing:
        return
    # After the last test the test database is gone, and the name leads to the developer's own.
    if not _dirty or not connections[OWNER].settings_dict["NAME"].startswith("test_percorsi_"):
        return
    with owner_hands() as alias, connections[alias].cursor() as cursor:
        _empty(cursor)
        cast.take_places(alias)
    _dirty.clear()


def _empty(cursor) -> None:
    """Delete what is there, and let numbers begin at one again.

    Not with TRUNCATE, which makes and drops a thousand files for a handful of rows.
    """
    tables = _played_on()
    cursor.execute(
        " union all ".join(f"select '{one}' where exists (select 1 from {one})" for one in tables)
    )
    filled = [table for (table,) in cursor.fetchall()]
    # Our own triggers keep histories and sealed rows from being deleted; foreign keys are deferred.
    for table in filled:
        cursor.execute(f"alter table {table} disable trigger user")
    for table in filled:
        cursor.execute(f"delete from {table}")
    cursor.execute("set constraints all immediate")
    for table in filled:
        cursor.execute(f"alter table {table} enable trigger user")
    cursor.execute(
        "select setval(s.name::regclass, 1, false) from unnest(%s::text[]) as t(name),"
        " lateral (select pg_get_serial_sequence(t.name, a.attname) as name from pg_attribute a"
        " where a.attrelid = t.name::regclass and a.attidentity <> '') as s",
        [tables],
    )


def _played_on() -> list[str]:
    models = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in KEPT and model._meta.managed
    )
    # A library's views over all histories have no table of their own.
    made = set(connections[OWNER].introspection.table_names())
    return sorted({model._meta.db_table for model in models} & made)


def _sweep_the_dead(owner) -> None:
    """Drop the databases of runs that were killed before they could."""
    with owner._nodb_cursor() as cursor:
        for name in _named(cursor, r"test\_percorsi\_%"):
            process = name.split("_")[2]
            if process.isdigit() and not os.path.exists(f"/proc/{process}"):
                _drop(cursor, name)


def _drop_templates(cursor) -> None:
    """Drop the templates of other tables, and one whose making was cut off."""
    for name in _named(cursor, r"test\_percorsi\_template\_%"):
        _drop(cursor, name)


def _named(cursor, pattern: str) -> list[str]:
    cursor.execute("select datname from pg_database where datname like %s", [pattern])
    return [name for (name,) in cursor.fetchall()]


def _drop(cursor, name: str) -> None:
    # One that is still connected to stays, with no error of ours.
    with suppress(OperationalError, ProgrammingError):
        cursor.execute(f'drop database "{name}"')


if __name__ == "__main__":
    build_template()
