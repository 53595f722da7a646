"""One database URL per role: the process says which role it plays."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

SERVING = {"app": "30s", "worker": "120s"}
# A page's row and what it refers to are joined in the order in which Django writes them: to weigh
# eight tables in every order, each with its policies, took longer than to fetch the row.
JOINS_WEIGHED = 6


def role_url() -> str:
    """The URL of the role named by PERCORSI_ROLE (app, worker, owner or backup)."""
    role = os.environ.get("PERCORSI_ROLE", "app")
    return os.environ.get(f"DATABASE_URL_{role.upper()}", "")


def database_from_url(url: str) -> dict:
    """Django's dictionary for a postgres:// URL; the connection is kept and health-checked."""
    parts = urlsplit(url)
    role = (parts.username or "").removeprefix("percorsi_")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "percorsi",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # Reconnecting for each request costs four times the page (docs/operations.md).
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # A page must not hold a connection; a migration or a dump may take its time.
            "options": f"-c statement_timeout={SERVING.get(role, '0')} -c lock_timeout=10s"
            f" -c join_collapse_limit={JOINS_WEIGHED}",
            "application_name": f"percorsi-{role}",
            **dict(parse_qsl(parts.query)),
        },
    }
