"""The manifest: every file with its size and SHA-256, the cut-off day, version and rules.

Never the moment or the user of generation: the same data give the same manifest.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from core.ui.words import say_number
from reporting.files import Written
from reporting.reports.head import Head, software


def write_json(path: Path, head: Head, files: Sequence[Written]) -> None:
    """For programs."""
    said = {
        "progetto": head.project.code,
        "cup": head.project.cup_code,
        "rendiconto": head.kind,
        "ente": head.agency.name,
        "ambito": head.scope,
        "dati_al": head.cut_off.isoformat(),
        "versione": head.version_label,
        "software": software(),
        "regole": head.rules,
        "file": [
            {"nome": one.name, "contenuto": one.content, "byte": one.size, "sha256": one.sha256}
            for one in files
        ],
    }
    path.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_text(path: Path, head: Head, files: Sequence[Written], *, name: str) -> None:
    """For people; the lines of hashes are those `sha256sum --check` reads."""
    # A text inside an f-string is not seen by the collector of texts.
    check = _("Per verificare")
    lines = [
        *(f"# {line}" for line in head.lines),
        f"# {software()} · {head.rules}",
        f"# {check}: sha256sum --check {name}",
        *(f"# {one.name}: {one.content}, {say_number(one.size)} byte" for one in files),
        *(f"{one.sha256}  {one.name}" for one in files),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
