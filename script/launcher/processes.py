"""Processes by number: whether one is alive, and which port is free."""

import contextlib
import os
import socket
from pathlib import Path

from launcher.messages import Stop


def free_port(wanted: int = 0) -> int:
    """The wanted port if nobody has it, else any free one of the loopback."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise Stop("no port of 127.0.0.1 is free.")


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be buried does not."""
    if pid <= 0:
        return False
    with contextlib.suppress(ChildProcessError):
        if os.waitpid(pid, os.WNOHANG)[0] == pid:
            return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) not in ("Z", "X")


def _state(pid: int) -> str:
    try:
        # The name may hold anything, also brackets: the state follows the last one.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""
