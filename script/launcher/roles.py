"""The database's roles, the database itself and who may enter it."""

import re
from pathlib import Path
from urllib.parse import quote

from launcher.cluster import Cluster
from launcher.environment import ROLES
from launcher.home import secret
from launcher.messages import Stop

STATEMENTS = Path(__file__).with_name("roles.sql")


def urls(cluster: Cluster, database: str = "percorsi") -> dict[str, str]:
    """The address of each role on the embedded server."""
    return {
        role: f"postgres://percorsi_{role}:{quote(_password(cluster, role))}"
        f"@127.0.0.1:{cluster.port}/{database}"
        for role in ROLES
    }


def arrange(cluster: Cluster, database: str = "percorsi") -> None:
    """Create what is missing and bring passwords and rights into line."""
    cluster.sql(filled({role: _password(cluster, role) for role in ROLES}))
    ensure_database(cluster, database)


def filled(passwords: dict[str, str]) -> str:
    """The statements with the passwords in their places."""
    text = STATEMENTS.read_text()
    for role, password in passwords.items():
        text = text.replace("{" + role + "}", literal(password))
    return text


def ensure_database(cluster: Cluster, name: str) -> None:
    """Create a database of the owner's, closed to roles that are not ours."""
    if not re.fullmatch(r"[a-z_][a-z0-9_]*", name):
        raise Stop(f"“{name}” is not a name for a database.")
    known = cluster.sql("select datname from pg_database").split()
    if name not in known:
        # template0: what somebody added to template1 must not come along.
        cluster.sql(f"create database {name} owner percorsi_owner template template0")
    cluster.sql(
        f"revoke all on database {name} from public;"
        f"grant connect, temporary on database {name} to percorsi_app, percorsi_worker;"
        f"grant connect on database {name} to percorsi_backup"
    )


def literal(text: str) -> str:
    """An SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _password(cluster: Cluster, role: str) -> str:
    return secret(cluster.home, f"database_{role}")
