"""The database of the tests: made and cleaned by the owner, used as production's own role.

The stage (reference tables, agencies, users, projects) is set once per database and committed;
a test plays on it inside a transaction that is rolled back. A test that commits, as a test of
threads must, or that has the owner build something, leaves the stage dirty: it is set again.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.apps import apps
from django.db import ProgrammingError, connections
from django.db.utils import OperationalError
from django.test.utils import setup_databases, teardown_databases

from core.reference.loading import load_reference
from core.tenancy import Purpose, under_purpose
from tests import cast

OWNER = "owner"
KEPT = ("reference", "contenttypes")
_dirty: list[str] = []


def build(worker: str, verbosity: int) -> list:
    """Make this worker's database as the owner, and let `default` play on it as the app."""
    owner, default = connections[OWNER], connections["default"]
    _sweep_the_dead(owner)
    owner.settings_dict["TEST"] |= {
        "NAME": f"test_percorsi_{os.getpid()}_{worker}",
        "TEMPLATE": "template0",
        "CHARSET": "UTF8",
        "DEPENDENCIES": [],
    }
    # A mirror is never made, flushed or dropped by Django: the owner alone does that.
    default.settings_dict["TEST"]["MIRROR"] = OWNER
    made = setup_databases(verbosity, interactive=False, serialized_aliases=set())
    with under_purpose(Purpose.MIGRATION, OWNER):
        load_reference(using=OWNER)
        cast.take_places(OWNER)
    return made


def strike(made: list) -> None:
    """Drop this worker's database, after the sessions that threads left open in it."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            " where datname = current_database() and usename = session_user"
            " and pid <> pg_backend_pid()"
        )
    connections["default"].close()
    teardown_databases(made, verbosity=0)


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


def clean() -> None:
    """Set the stage again if a test left something on it."""
    # After the last test the test database is gone, and the name leads to the developer's own.
    if not _dirty or not connections[OWNER].settings_dict["NAME"].startswith("test_percorsi_"):
        return
    with owner_hands() as alias, connections[alias].cursor() as cursor:
        cursor.execute(f"truncate {', '.join(_played_on())} restart identity")
        cast.take_places(alias)
    _dirty.clear()


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
        cursor.execute(r"select datname from pg_database where datname like 'test\_percorsi\_%'")
        for (name,) in cursor.fetchall():
            process = name.split("_")[2]
            if not (process.isdigit() and os.path.exists(f"/proc/{process}")):
                # One that is still connected to stays, with no error of ours.
                with suppress(OperationalError, ProgrammingError):
                    cursor.execute(f'drop database "{name}"')
