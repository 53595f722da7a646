"""Where files lie: outside the web, under random names, whole or not at all."""

import errno
import hashlib
import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

PART = ".part"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class NoRoom(Exception):
    """The disk is full; the message is for people."""

    def __init__(self) -> None:
        super().__init__(
            _("Lo spazio per i file è finito: non è stato salvato niente. Avvisa chi amministra.")
        )


def put(content: bytes, folder: str) -> str:
    """Write a file aside, have it on the disk, rename it; its path below MEDIA_ROOT."""
    token = secrets.token_urlsafe(32)
    path = f"{folder}/{token[:2]}/{token}"
    _write(path, content)
    return path


def lay_by(path: str, content: bytes) -> None:
    """Keep for an hour what can be made again; where there is no room for it, nothing happens."""
    with suppress(OSError, NoRoom):
        _write(path, content)


def laid_by(path: str) -> bytes | None:
    """What was kept there, if it still is."""
    try:
        return (Path(settings.MEDIA_ROOT) / path).read_bytes()
    except OSError:
        return None


def _write(path: str, content: bytes) -> None:
    final = Path(settings.MEDIA_ROOT) / path
    part = final.with_name(f"{final.name}.{secrets.token_urlsafe(6)}{PART}")
    try:
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(final)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in FULL:
            raise NoRoom from None
        raise


def drop(path: str) -> None:
    """Remove a file that no row names after all."""
    with suppress(OSError):
        (Path(settings.MEDIA_ROOT) / path).unlink()


def read(path: str, sha256: str) -> bytes | None:
    """What lies there; nothing where it is gone, or is not what was put there."""
    try:
        content = (Path(settings.MEDIA_ROOT) / path).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def older_than(moment: datetime, folder: str) -> list[str]:
    """What lies in a folder since before a moment, as paths below MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT)
    found = []
    for path in (root / folder).glob("*/*"):
        with suppress(OSError):
            if path.stat().st_mtime < moment.timestamp():
                found.append(str(path.relative_to(root)))
    return found
