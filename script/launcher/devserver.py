"""Django's own server, which loads changed code and templates by itself: `devserver.py 8000`."""

import sys
from pathlib import Path


def main(port: str) -> None:
    """Serve on the loopback until told to stop."""
    # This folder has a redis.py of its own, which must not stand before the library.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from django.core.management import execute_from_command_line
    from django.core.management.commands import runserver

    # The tables are migrated already, and the application's role may not read which.
    runserver.Command.check_migrations = lambda self: None  # type: ignore[method-assign]
    execute_from_command_line([sys.argv[0], "runserver", f"127.0.0.1:{port}"])


if __name__ == "__main__":
    main(sys.argv[1])
