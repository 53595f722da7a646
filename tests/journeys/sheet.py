"""The contact sheet: every picture of a run side by side, to be looked at by people."""

import time
from html import escape
from pathlib import Path

STALE_SECONDS = 15 * 60
THUMB = {"1280": 640, "360": 240}


def sweep(folder: Path) -> None:
    """Remove the pictures of earlier runs; those of a parallel worker are younger."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.*"):
        if time.time() - path.stat().st_mtime > STALE_SECONDS:
            path.unlink(missing_ok=True)


def write_sheet(folder: Path) -> Path | None:
    """One HTML page of all pictures; the last worker to end writes the whole one."""
    names = sorted({path.stem.rsplit("-", 1)[0] for path in folder.glob("*-*.jpg")})
    if not names:
        return None
    rows = "".join(_row(folder, name) for name in names)
    sheet = folder / "index.html"
    made = folder / f".index-{time.monotonic_ns()}"
    made.write_text(f"<!doctype html><meta charset=utf-8><title>Percorsi</title>{rows}")
    made.replace(sheet)
    return sheet


def _row(folder: Path, name: str) -> str:
    pictures = "".join(
        f'<a href="{path.name}"><img src="{path.name}" width="{THUMB[width]}"></a> '
        for width in ("1280", "360")
        if (path := folder / f"{name}-{width}.jpg").exists()
    )
    return f"<h2>{escape(name)}</h2>{pictures}"
