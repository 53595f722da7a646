"""Bring the database into line with the declarations: row security, grants, workflows.

Runs after every `migrate`, as the owner of the tables, in one transaction; running it
again changes nothing. So a policy is read where it is declared, not in a chain of migrations.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from core.tenancy import PURPOSE, Protection, Purpose, history_of, protections
from core.workflow import workflows

OWNER, APP, WORKER, BACKUP, DEFINER = (
    f"percorsi_{name}" for name in ("owner", "app", "worker", "backup", "definer")
)
SERVING = f"{APP}, {WORKER}"
MIGRATING = f"{PURPOSE} = '{Purpose.MIGRATION}'"
# Functions that run with the definer's rights: an allow-list, each with its own test.
_definers: dict[str, "Definer"] = {}
_helpers: list[str] = []


@dataclass(frozen=True)
class Definer:
    """A function that runs with the definer's rights, and just the tables it needs."""

    sql: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    after: str


def define(
    signature: str, sql: str, *, reads: tuple[str, ...], writes: tuple[str, ...], after: str = ""
) -> None:
    """Declare a SECURITY DEFINER function (and what to run after it, e.g. its trigger)."""
    _definers[signature] = Definer(sql, reads, writes, after)


def helper(sql: str) -> None:
    """Declare a function or trigger with the caller's own rights, made before the policies."""
    _helpers.append(sql)


def definers() -> list[str]:
    """The allow-list of functions that may look behind row security."""
    return list(_definers)


def arm_after_migrate(using: str, **kwargs: Any) -> None:
    """Arm the database once all apps are migrated (the signal of the core app comes first)."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select count(to_regclass(name)) from unnest(%s::text[]) as name", [list(protections())]
        )
        ready = cursor.fetchone()[0] == len(protections())
        cursor.execute("select rolname = %s from pg_roles where rolname = session_user", [OWNER])
        (is_owner,) = cursor.fetchone()
    if ready and is_owner:
        arm(using)


def arm(using: str = "default") -> None:
    """Recreate policies, grants, workflow triggers and definer functions in one transaction."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def statements() -> list[str]:
    """All statements that arm the database, in order."""
    # First of all, and all at once: a table being vacuumed would wait for us, and we for it.
    lines = [f"lock table {', '.join(sorted(protections()))} in access exclusive mode"]
    lines.append(f"grant usage on schema public to {SERVING}, {BACKUP}, {DEFINER}")
    lines.append(f"grant select on all tables in schema public to {BACKUP}")
    lines.append(f"grant select on all sequences in schema public to {BACKUP}")
    lines.append(f"grant usage, select on all sequences in schema public to {SERVING}, {DEFINER}")
    lines.append(f"revoke all on all tables in schema public from {SERVING}")
    lines += _helpers
    # Before the policies, some of which ask them: dropping a function drops those with it.
    for signature, definer in _definers.items():
        lines += _definer(signature, definer)
    for protection in protections().values():
        lines += _table(protection)
    for workflow in workflows():
        lines += workflow.arming()
    return lines


def _definer(signature: str, definer: Definer) -> list[str]:
    lines = [f"grant select on {table} to {DEFINER}" for table in definer.reads]
    lines += [
        f"grant select, insert, update, delete on {table} to {DEFINER}" for table in definer.writes
    ]
    return [
        *lines,
        # Dropped first: once the definer owns it, only a member may replace it.
        f"drop function if exists {signature} cascade",
        definer.sql,
        # Only a role with CREATE on the schema may come to own a function in it.
        f"grant create on schema public to {DEFINER}",
        f"alter function {signature} owner to {DEFINER}",
        f"revoke create on schema public from {DEFINER}",
        f"revoke all on function {signature} from public",
        f"grant execute on function {signature} to {SERVING}, {OWNER}",
        *([definer.after] if definer.after else []),
    ]


def _table(protection: Protection) -> list[str]:
    table = protection.model._meta.db_table
    lines = [f"grant {protection.grants} on {table} to {SERVING}"] if protection.grants else []
    drop = (
        "do $$ declare p record; begin for p in select policyname from pg_policies"
        f" where schemaname = 'public' and tablename = '{table}' loop execute"
        f" format('drop policy %I on {table}', p.policyname); end loop; end $$"
    )
    if protection.exempt:
        return [drop, f"alter table {table} disable row level security", *lines]
    lines += [
        drop,
        f"alter table {table} enable row level security",
        # The owner, too: a migration sees rows only under a named purpose.
        f"alter table {table} force row level security",
        f"create policy migration on {table} to {OWNER}"
        f" using ({MIGRATING}) with check ({MIGRATING})",
    ]
    return lines + [_policy(table, protection, row) for row in protection.rows]


def _policy(table: str, protection: Protection, row: Any) -> str:
    own_id = "pgh_obj_id" if hasattr(protection.model, "pgh_obj_id") else "id"
    pk = protection.model._meta.pk
    if (
        own_id == "id"
        and pk is not None
        and len(pk.columns if hasattr(pk, "columns") else [1]) == 1
    ):
        own_id = pk.column or "id"
    using = row.using.replace("{id}", f"{table}.{own_id}")
    check = (row.check or row.using).replace("{id}", f"{table}.{own_id}")
    command = row.command
    clauses = ""
    if command != "INSERT":
        clauses += f" using ({using})"
    if command in ("ALL", "INSERT", "UPDATE"):
        clauses += f" with check ({check})"
    return f"create policy {row.name} on {table} for {command} to {SERVING}{clauses}"


__all__ = ["arm", "arm_after_migrate", "define", "definers", "history_of", "statements"]
