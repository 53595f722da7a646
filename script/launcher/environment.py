"""The environment of the processes: one database URL per role, a broker, a secret."""

import os
from urllib.parse import urlsplit, urlunsplit

from launcher.messages import Stop

ROLES = ("owner", "app", "worker", "backup")
# The launcher starts nothing as the backup role: an external server may do without its URL.
NEEDED = ("owner", "app", "worker")


def url_name(role: str) -> str:
    """The variable that holds a role's URL."""
    return f"DATABASE_URL_{role.upper()}"


def external_databases(environ: dict[str, str]) -> dict[str, str] | None:
    """The database URLs given from outside by role; None when there are none."""
    given = {role: environ[url_name(role)] for role in ROLES if environ.get(url_name(role))}
    if not given:
        return None
    missing = [url_name(role) for role in NEEDED if role not in given]
    if missing:
        raise Stop(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: give one"
            " URL for each role, or none at all to use the database that comes along."
        )
    for role, url in given.items():
        _refuse_strange(url_name(role), url, ("postgres", "postgresql"))
    return given


def external_broker(environ: dict[str, str]) -> str | None:
    """The Redis URL given from outside; None when there is none."""
    url = environ.get("REDIS_URL")
    if not url:
        return None
    _refuse_strange("REDIS_URL", url, ("redis", "rediss", "unix"))
    return url


def _refuse_strange(name: str, url: str, schemes: tuple[str, ...]) -> None:
    try:
        parts = urlsplit(url)
        # A port that is no number is found out only when it is read.
        fits = parts.port is not False and parts.scheme in schemes
    except ValueError:
        fits = False
    if not fits:
        # The URL itself is not repeated: it holds a password.
        raise Stop(f"{name} is not an address like {schemes[0]}://user:password@host:port/name.")


def on_database(url: str, name: str) -> str:
    """The same server and user, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def port_of(environ: dict[str, str]) -> int:
    """The port of the web server: PORT, or 8000."""
    text = environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stop(f"PORT must be a number from 1 to 65535, and it is “{text}”.")
    return int(text)


def process_environment(
    role: str, *, databases: dict[str, str], only_own: bool = False, **more: str
) -> dict[str, str]:
    """The environment of one process; a long-lived one knows the URL of its own role only."""
    result = {name: value for name, value in os.environ.items() if name not in _url_names()}
    for name, url in databases.items():
        if not only_own or name == role:
            result[url_name(name)] = url
    return {**result, "PERCORSI_ROLE": role, "PYTHONUNBUFFERED": "1", **more}


def _url_names() -> set[str]:
    return {url_name(role) for role in ROLES}
