"""The data folder (PERCORSI_HOME): where everything that runs keeps its files and secrets."""

import fcntl
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from launcher.messages import Stop

ROOT = Path(__file__).resolve().parents[2]
LEAST_FREE = 300 * 1024 * 1024
LARGEST_LOG = 5 * 1024 * 1024


@dataclass(frozen=True)
class Home:
    """One data folder; two of them never share a server."""

    path: Path

    @property
    def run(self) -> Path:
        """State and locks of what is running now."""
        return self.path / "run"

    @property
    def logs(self) -> Path:
        """One log file per process."""
        return self.path / "log"

    def prepare(self) -> "Home":
        """Make the folders (for this user only), and check that they can be written."""
        try:
            for folder in (self.path, self.run, self.logs):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.run / f"probe-{os.getpid()}"
            probe.write_text("x")
            probe.unlink()
        except PermissionError as error:
            raise Stop(_not_writable(self.path)) from error
        except (FileExistsError, NotADirectoryError) as error:
            raise Stop(f"{error.filename} is a file where the data folder should be.") from error
        except OSError as error:
            if error.errno == 30:  # EROFS has no exception class of its own
                raise Stop(_not_writable(self.path)) from error
            raise
        free = shutil.disk_usage(self.path).free
        if free < LEAST_FREE:
            raise Stop(
                f"the disk is full: {self.path} has {free // 2**20} MB left and needs"
                f" {LEAST_FREE // 2**20}: free some space and start again."
            )
        return self

    def log(self, name: str) -> Path:
        """The log file of a process; one that has grown large is put aside first."""
        path = self.logs / f"{name}.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        return path


def _not_writable(path: Path) -> str:
    return f"the data folder {path} is not writable: choose another one with PERCORSI_HOME."


def home(sub: str = "") -> Home:
    """The data folder named by PERCORSI_HOME, or `.local` in the clone."""
    path = Path(os.environ.get("PERCORSI_HOME") or ROOT / ".local").expanduser().absolute()
    return Home(path / sub if sub else path).prepare()


def keep(path: Path, value: Any) -> None:
    """Write a small JSON file that only this user may read, all of it or nothing."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(value, out, indent=1)
    aside.replace(path)


def recall(path: Path) -> dict[str, Any]:
    """Read a small JSON file; one that is missing or damaged counts as empty."""
    try:
        value = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def secret(home: Home, name: str) -> str:
    """A random secret by name, made the first time and kept in the data folder."""
    path = home.path / "secrets.json"
    with Lock(home.run / "secrets.lock"):
        known = recall(path)
        if path.exists() and not known:
            # New passwords would lock us out of a database that still has the old ones.
            raise Stop(f"{path} is damaged: restore it, or remove the data folder.")
        if name not in known:
            known[name] = secrets.token_hex(24)
            keep(path, known)
    return str(known[name])


class Lock:
    """A lock on a file, which the kernel releases even if the process is killed."""

    def __init__(self, path: Path, *, shared: bool = False, wait: bool = True) -> None:
        self.path, self.shared, self.wait = path, shared, wait
        self._file: BinaryIO | None = None

    def take(self) -> bool:
        """Take the lock; False when somebody else has it and we were told not to wait."""
        # Not inherited by the processes we start: a survivor would hold it for ever.
        held = self._file or self.path.open("ab")
        mode = fcntl.LOCK_SH if self.shared else fcntl.LOCK_EX
        try:
            fcntl.flock(held, mode if self.wait else mode | fcntl.LOCK_NB)
        except BlockingIOError:
            held.close()
            self._file = None
            return False
        self._file = held
        return True

    def release(self) -> None:
        """Let go of the lock."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> "Lock":
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
