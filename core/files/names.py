"""Names of files as people see them; where a file lies, its name says nothing."""

import re
import unicodedata

LONGEST = 80
# Controls, and the signs that turn the direction of reading: “fdp.exe” read backwards.
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
UNSAFE = re.compile(r'[<>:"|?*;%]+')


def clean_name(name: str, ending: str) -> str:
    """The last part of a name, without what no screen shows, with the ending of its content."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in HIDDEN)
    stem = UNSAFE.sub("_", shown).strip(" .")
    head, dot, tail = stem.rpartition(".")
    if dot and len(tail) <= 5:
        stem = head
    return (stem.strip(" .")[:LONGEST].strip(" .") or "documento") + ending
