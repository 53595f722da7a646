"""Runs several management commands in one process: `steps.py "migrate" "load_reference"`."""

import os
import shlex
import sys
from pathlib import Path


def main(lines: list[str]) -> int:
    """Load Django once and call each command; a refusal is one sentence."""
    # This folder has a redis.py of its own, which must not stand before the library.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    import django
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError

    django.setup()
    for line in lines:
        try:
            call_command(*shlex.split(line))
        except (CommandError, DatabaseError) as error:
            if os.environ.get("PERCORSI_TRACE"):
                raise
            print(f"{line.split()[0]}: {str(error).strip()}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
