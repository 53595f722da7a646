"""Where the files of reports lie: written aside, renamed when whole, removed when nobody's.

A job has one folder, and in it one per attempt, under the attempt's random token. An attempt
writes into `<token>.part`; renamed, it is whole; only the rows committed with the job's end
make it visible. So a worker that dies leaves at most a folder that no row names.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from core.jobs.models import Job
from core.tenancy import Purpose, under_purpose
from reporting.models import Artefact

PART = ".part"
# A worker whose job is over may need a moment to notice.
GRACE = timedelta(minutes=2)


def shelf() -> Path:
    """The folder of all reports."""
    return Path(settings.MEDIA_ROOT) / "reports"


@dataclass(frozen=True)
class Written:
    """A file of the package: its name for people, what it holds, its size and hash."""

    name: str
    content: str
    path: Path
    size: int
    sha256: str
    holds_people: bool
    is_package: bool = False


def weigh(
    path: Path, *, name: str, content: str, holds_people: bool, package: bool = False
) -> Written:
    """Read a finished file once more for its size and SHA-256, and have it on the disk."""
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
        os.fsync(file.fileno())
        size = file.tell()
    return Written(name, content, path, size, digest.hexdigest(), holds_people, package)


@dataclass(frozen=True)
class Place:
    """The folder of one attempt."""

    folder: Path
    token: str

    @property
    def draft(self) -> Path:
        """Where it writes."""
        return self.folder / f"{self.token}{PART}"

    @property
    def final(self) -> Path:
        """Where the whole package stands."""
        return self.folder / self.token

    def path_of(self, written: Written) -> str:
        """The file's path below MEDIA_ROOT, once the folder is renamed."""
        return str((self.final / written.path.name).relative_to(settings.MEDIA_ROOT))

    def publish(self) -> None:
        """Rename the folder: all its files at once, or none."""
        self.draft.rename(self.final)


@contextmanager
def place_of(job: Job) -> Iterator[Place]:
    """A fresh folder for this attempt; whatever goes wrong inside, nothing of it stays.

    What other attempts left is removed: their drafts before, the rest once this one is
    committed. A late attempt that lost its lease so never touches what another published.
    """
    place = Place(shelf() / str(job.pk), job.lease_token)
    for draft in place.folder.glob(f"*{PART}"):
        shutil.rmtree(draft, ignore_errors=True)
    place.draft.mkdir(mode=0o700, parents=True)
    try:
        yield place
    except BaseException:
        for left in (place.draft, place.final):
            shutil.rmtree(left, ignore_errors=True)
        _drop_if_empty(place.folder)
        raise
    for left in place.folder.iterdir():
        if left != place.final:
            shutil.rmtree(left, ignore_errors=True)


def _inside(folder: Path) -> list[Path]:
    """What a folder holds; nothing where a worker has just removed it."""
    with suppress(FileNotFoundError):
        return list(folder.iterdir())
    return []


def _drop_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def discard(paths: list[str]) -> None:
    """Remove the folders of files that were replaced."""
    for folder in {(Path(settings.MEDIA_ROOT) / path).parent for path in paths}:
        shutil.rmtree(folder, ignore_errors=True)
        _drop_if_empty(folder.parent)


def sweep(*, at: datetime) -> list[Path]:
    """Remove the folders that no row names and no open job writes to; tell which."""
    folders = {folder.name: folder for folder in shelf().glob("*") if folder.name.isdigit()}
    if not folders:
        return []
    with under_purpose(Purpose.SWEEP):
        # Closed jobs first: what they left is then already to be seen among the files.
        ids = [int(name) for name in folders]
        over = Job.objects.filter(pk__in=ids, finished_at__lt=at - GRACE)
        closed = {str(number) for number in over.values_list("pk", flat=True)}
        named = Artefact.objects.values_list("path", flat=True)
        kept = {Path(settings.MEDIA_ROOT, path).parent for path in named.iterator()}
    nobodys = [inner for name in closed for inner in _inside(folders[name]) if inner not in kept]
    discard([str((inner / "x").relative_to(settings.MEDIA_ROOT)) for inner in nobodys])
    return nobodys
