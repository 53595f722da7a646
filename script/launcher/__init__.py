"""The launcher: prepares a clean clone and runs it, with the standard library alone."""

import os
import shutil
import sys

NEEDED = (3, 11)


def start(errand, arguments):  # type: ignore[no-untyped-def]
    """Run one errand and return its exit code; this file must be readable by old Pythons."""
    if sys.version_info < NEEDED:
        return _newer_python()  # type: ignore[no-untyped-call]
    from launcher import errands, messages

    return messages.guarded(lambda: errands.ERRANDS[errand](arguments))


def _newer_python():  # type: ignore[no-untyped-def]
    for name in ("python3.13", "python3.12", "python3.11"):
        path = shutil.which(name)
        if path:
            os.execv(path, [path, *sys.argv])  # noqa: S606 - a Python of the PATH
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.stderr.write(f"Percorsi needs Python 3.11 or newer; this one is {found}.\n")
    return 1
