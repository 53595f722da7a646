"""Compiled message catalogues: built on the spot from the .po files, never committed."""

import ast
import shutil
import struct
import subprocess
from pathlib import Path

from launcher.home import ROOT
from launcher.messages import Stop, say


def compile_stale(root: Path = ROOT) -> None:
    """Compile each catalogue whose texts are newer than what was built from them."""
    for po in sorted({*root.glob("locale/*/LC_MESSAGES/*.po"), *root.glob("*/locale/*/*/*.po")}):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        say(f"Compiling {po.relative_to(root)}…")
        aside = mo.with_suffix(".mo.new")
        if shutil.which("msgfmt"):
            done = subprocess.run(["msgfmt", "-o", aside, po], capture_output=True, check=False)
            if done.returncode:
                raise Stop(f"{po} is faulty: {done.stderr.decode().strip().splitlines()[0]}")
        else:
            aside.write_bytes(compiled(po.read_text(encoding="utf-8")))
        aside.replace(mo)


def compiled(po: str) -> bytes:
    """The binary catalogue of a .po text: sorted ids, then their translations."""
    texts = messages(po)
    keys = sorted(texts, key=lambda key: key.encode())
    ids, values, places = b"", b"", []
    for key in keys:
        one, other = key.encode(), texts[key].encode()
        places.append((len(one), len(ids), len(other), len(values)))
        ids, values = ids + one + b"\0", values + other + b"\0"
    start = 7 * 4 + 16 * len(keys)
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    originals = b"".join(struct.pack("<2I", size, start + at) for size, at, _, _ in places)
    moved = start + len(ids)
    translations = b"".join(struct.pack("<2I", size, moved + at) for _, _, size, at in places)
    return head + originals + translations + ids + values


def messages(po: str) -> dict[str, str]:
    """The translated messages of a .po text by id; untranslated and fuzzy ones are left out."""
    result: dict[str, str] = {}
    for block in po.replace("\r\n", "\n").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in block.split("\n"))
        parts = _parts(lines)
        forms = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
        key = parts.get("msgid", "")
        if not forms or not all(forms) or (fuzzy and key):
            continue
        if "msgid_plural" in parts:
            key += "\0" + parts["msgid_plural"]
        if "msgctxt" in parts:
            key = parts["msgctxt"] + "\4" + key
        result[key] = "\0".join(forms)
    return result


def _parts(lines: list[str]) -> dict[str, str]:
    """The pieces of one message by keyword; a line that is only a text goes on with the last."""
    parts: dict[str, str] = {}
    name = ""
    for line in lines:
        if not line.startswith('"'):
            name, _, line = line.partition(" ")
            parts[name] = ""
        parts[name] = parts[name] + ast.literal_eval(line)
    return parts
