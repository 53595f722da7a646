"""PostgreSQL refuses to run as root: the ways to run it as somebody else, best first."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher.messages import Stop

NOBODY = 65534


@dataclass(frozen=True)
class Way:
    """How to start a program of the database, and who owns its files then."""

    name: str
    prefix: tuple[str, ...]
    uid: int
    gid: int

    def command(self, *words: str | Path) -> list[str]:
        """The command line that runs a program this way."""
        return [*self.prefix, *map(str, words)]


def find_way(program: Path, folder: Path, *, kept: str = "") -> Way:
    """The first way in which `program` starts and may write in `folder`; the kept one if it can."""
    if os.geteuid() != 0:
        return Way("same user", (), os.geteuid(), os.getegid())
    # The kept way comes first: a server may be running in it, and its files stay as they are.
    for way in sorted(candidates(folder), key=lambda way: way.name != kept):
        if _works(way, program, folder):
            return way
    raise Stop(
        "PostgreSQL does not run as root, and neither a user namespace nor another user can be"
        f" used for {folder} here: start Percorsi as an ordinary user, or set DATABASE_URL_OWNER,"
        " DATABASE_URL_APP and DATABASE_URL_WORKER."
    )


def candidates(folder: Path) -> list[Way]:
    """The ways for root on this machine, in the order in which they are tried."""
    ways = []
    if shutil.which("unshare"):
        # The files stay root's own, and so a folder only root may enter is no obstacle.
        prefix = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")
        ways.append(Way("user namespace", prefix, 0, 0))
    if shutil.which("setpriv"):
        uid, gid = _other_user(folder)
        drop = ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups")
        ways.append(Way("another user", (*drop, "--inh-caps=-all", "--"), uid, gid))
        # Last: where the folder is closed to that user, one capability opens files to it.
        caps = ("--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override")
        ways.append(Way("another user who may open root's files", (*drop, *caps, "--"), uid, gid))
    return ways


def _other_user(folder: Path) -> tuple[int, int]:
    """Who owns the data folder or the one around it, if that is not root; else nobody."""
    for place in (folder, folder.parent, folder.parent.parent):
        owner = place.stat()
        if owner.st_uid != 0:
            return owner.st_uid, owner.st_gid
    try:
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid
    except KeyError:
        return NOBODY, NOBODY


def _works(way: Way, program: Path, folder: Path) -> bool:
    if not _passes(way, '"$1" --version', program):
        return False
    hand_over(folder, way)
    # The program answers even to root; what tells is to write where the data will be.
    return _passes(way, 'touch "$1/probe" && rm "$1/probe"', folder)


def _passes(way: Way, script: str, place: Path) -> bool:
    command = way.command("sh", "-c", script, "sh", place)
    return subprocess.run(command, capture_output=True, check=False, cwd="/").returncode == 0


def hand_over(folder: Path, way: Way) -> None:
    """Give a folder and all in it to the user of this way (the way may change between starts)."""
    if os.geteuid() != 0 or folder.stat().st_uid == way.uid:
        return
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(place, name), way.uid, way.gid, follow_symlinks=False)
    os.chown(folder, way.uid, way.gid)
