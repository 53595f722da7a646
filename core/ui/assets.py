"""Bootstrap Italia's own files, cut to what the pages use and to what the CSP allows.

The package carries one style sheet with images and a font inside it (`data:` addresses), which
`img-src 'self'` and `font-src 'self'` refuse. Each image becomes a file beside the sheet; the
font, of a widget we do not use, is dropped. Nothing of it is kept in the repository.
"""

import base64
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

STYLE = "css/bootstrap-italia.min.css"
COPIED = (
    "svg/sprites.svg",
    "fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2",
    "fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2",
    "fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2",
    "fonts/Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.woff2",
)
IMAGE = re.compile(r"""url\((["'])(data:image/svg\+xml.*?)\1\)""")
FONT = re.compile(r"@font-face\s*{[^}]*data:[^}]*}")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def split_style(sheet: str) -> tuple[str, dict[str, bytes]]:
    """The sheet without `data:` addresses, and the images (name → bytes) that were inside it."""
    images: dict[str, bytes] = {}

    def to_file(found: re.Match[str]) -> str:
        picture = _decoded(found[2])
        name = hashlib.sha256(picture).hexdigest()[:12] + ".svg"
        images[name] = picture
        return f'url("../img/{name}")'

    cut = IMAGE.sub(to_file, SOURCE_MAP.sub("", FONT.sub("", sheet)))
    if re.search(r"url\(\s*[\"']?data:", cut):
        raise ValueError("the style sheet still holds a data: address; see core/ui/assets.py")
    return cut, images


def _decoded(address: str) -> bytes:
    head, _, body = address.partition(",")
    return base64.b64decode(body) if head.endswith(";base64") else unquote(body).strip().encode()


def _package() -> Path:
    return Path(str(files("bootstrap_italia_template"))) / "static"


@cache
def prepared() -> Path:
    """The folder with the cut files, made once per version of the package and of this module."""
    recipe = version("design-django-theme").encode() + Path(__file__).read_bytes()
    folder = Path(settings.HOME) / "assets" / hashlib.sha256(recipe).hexdigest()[:12]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent))
        _prepare(_package(), draft)
        _put_in_place(draft, folder)
    return folder


def _put_in_place(draft: Path, folder: Path) -> None:
    draft.chmod(0o755)
    try:
        draft.rename(folder)
    except OSError:  # another process was quicker
        shutil.rmtree(draft)


def _prepare(source: Path, target: Path) -> None:
    sheet, images = split_style((source / STYLE).read_text(encoding="utf-8"))
    made = {STYLE: sheet.encode()} | {f"img/{name}": body for name, body in images.items()}
    for name in COPIED:
        made[name] = (source / name).read_bytes()
    for name, body in made.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(body)


class BootstrapItalia(BaseFinder):
    """Gives `collectstatic` the prepared files under `bi/`."""

    prefix = "bi"

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure, nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind `bi/…`, for the development server."""
        head, _, name = path.partition("/")
        if head != self.prefix or ".." in name or not (prepared() / name).is_file():
            return []
        found = str(prepared() / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every prepared file, with the storage to read it from."""
        storage = FileSystemStorage(location=prepared())
        storage.prefix = self.prefix  # type: ignore[attr-defined]  # read by collectstatic
        for file in sorted(prepared().rglob("*")):
            name = str(file.relative_to(prepared()))
            if file.is_file() and not matches_patterns(name, ignore_patterns or []):
                yield name, storage
