"""The database is as declared: row security on, forced, and nothing that looks around it."""

import ast
import re

import pytest
from django.apps import apps
from django.db import connection

from core.tenancy import protections
from tests.house.test_shape import ROOT

pytestmark = pytest.mark.django_db
BOOKKEEPING = {"django_migrations"}
PRIVILEGED = re.compile(
    r"\b(create extension|superuser|alter system|create role|icu|tablespace)\b", re.IGNORECASE
)


def rows(sql: str) -> list[tuple]:
    """The answer of the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def tables() -> dict[str, tuple[bool, bool]]:
    """Whether row security is enabled and forced, by table."""
    found = rows(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    )
    return {name: (enabled, forced) for name, enabled, forced in found}


def test_every_table_is_protected_or_exempt_with_a_reason():
    undeclared = set(tables()) - set(protections()) - BOOKKEEPING
    mute = [name for name, one in protections().items() if not one.rows and not one.exempt]

    assert not undeclared, f"protect or exempt in the policy.py of its app: {sorted(undeclared)}"
    # The links between agencies are made by a function; nobody else reads or writes them.
    assert mute == ["beneficiaries_sameperson"], f"no policy and no reason: {mute}"


def test_row_security_is_enabled_and_forced_on_every_protected_table():
    armed = tables()
    bare = [
        name
        for name, one in protections().items()
        if not one.exempt and armed[name] != (True, True)
    ]

    assert not bare, f"core/arming.py left without row security: {bare}"


def test_every_protected_table_has_the_policies_that_are_declared():
    found: dict[str, set[str]] = {}
    for table, policy in rows("select tablename, policyname from pg_policies"):
        found.setdefault(table, set()).add(policy)
    declared = {
        name: {"migration", *(row.name for row in one.rows)}
        for name, one in protections().items()
        if not one.exempt
    }

    assert found == declared


def test_no_view_looks_with_its_owner_s_rights():
    found = rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('v', 'm')"
        " and not coalesce('security_invoker=true' = any (reloptions), false)"
    )

    assert not found, f"a view must be security_invoker: {found}"


def test_migrations_ask_for_nothing_only_a_superuser_may_do():
    faults = []
    for app in apps.get_app_configs():
        for path in sorted((ROOT / app.name.replace(".", "/") / "migrations").glob("0*.py")):
            if found := sorted(asked_for(path.read_text())):
                faults.append(f"{path.relative_to(ROOT)}: {found}")

    assert not faults, "\n".join(faults)


def asked_for(text: str) -> set[str]:
    """Operations and words in the texts of a migration that need more than its owner."""
    tree = ast.parse(text)
    texts = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    words = {
        word.lower() for one in texts if isinstance(one, str) for word in PRIVILEGED.findall(one)
    }
    names = {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
    return words | {name for name in names if re.search("Extension|CreateCollation", name)}
